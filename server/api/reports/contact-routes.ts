import { Hono } from 'hono';
import { audit } from '../../access/audit.ts';
import { enter } from '../../access/enter.ts';
import { notFound } from '../../errors.ts';
import { actorsOf, departmentsOf } from '../../loop/authority.ts';
import { findLoopIncident } from '../../loop/incident.ts';
import { type ApiEnv, validated } from '../context.ts';
import { admit, entranceOf, forbidden } from '../granted.ts';
import { incidentParam } from '../incidents/schema.ts';
import type { ReporterContact } from './schema.ts';
import { readContact } from './sql.ts';

/** How to reach whoever reported without an account: for who handles or dispatches it, each look on record. */
export const reportContact = new Hono<ApiEnv>()
  // It answers and writes down that it did, so that it enters by itself.
  .get('/:id/contact', validated('param', incidentParam), async (c) => {
    const { id } = c.req.valid('param');
    const contact = await enter(c.get('database'), { ...entranceOf(c), readOnly: false }, async (sql, found) => {
      const caller = await admit(c, found, ['dispatch', 'handle', 'serve']);
      const incident = await findLoopIncident(sql, id);
      if (!incident) throw notFound({ 'zh-CN': '事件', en: 'incident' }, id);
      const actors = actorsOf(caller, await departmentsOf(sql, caller), incident);
      if (!actors.includes('dispatcher') && !actors.includes('holder')) throw notHandling();
      const sealed = await readContact(sql, id);
      if (!sealed) return null;
      await audit(sql, 'reporter_contact', { area_code: incident.area_code ?? '', detail: { incident_id: id } });
      return c.get('sealer').open('incident.reporter_contact', sealed);
    });
    c.header('Cache-Control', 'no-store');
    return c.json<ReporterContact>({ contact });
  });

function notHandling() {
  return forbidden({
    'zh-CN': '只有正在办理或负责分流这件事的人可以查看上报人的联系方式。',
    en: 'Only who handles or dispatches this incident may see how to reach whoever reported it.',
  });
}
