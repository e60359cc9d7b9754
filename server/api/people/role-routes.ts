import { Hono } from 'hono';
import { audit } from '../../access/audit.ts';
import { type ApiEnv, validated } from '../context.ts';
import { granted } from '../granted.ts';
import { calendarOf } from './routes.ts';
import { roleBody, roleParam } from './schema.ts';
import { listRoles, updateRole } from './sql.ts';

/** What each role may do, who holds it, and whether it needs a second factor. */
export const roles = new Hono<ApiEnv>()
  .get('/', granted('people', 'register'), async (c) => {
    return c.json({ items: await listRoles(c.get('sql'), calendarOf(c).today) });
  })
  .put('/:role', granted('register'), validated('param', roleParam), validated('json', roleBody), async (c) => {
    const [sql, { role }, { second_factor_required }] = [c.get('sql'), c.req.valid('param'), c.req.valid('json')];
    await updateRole(sql, role, second_factor_required);
    await audit(sql, 'role_changed', { detail: { role, second_factor_required } });
    const all = await listRoles(sql, calendarOf(c).today);
    return c.json(all.find((one) => one.role === role)!);
  });
