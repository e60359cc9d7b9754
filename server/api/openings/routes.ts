import { Hono } from 'hono';
import { may } from '../../access/caller.ts';
import { notFound } from '../../errors.ts';
import { type ApiEnv, validated } from '../context.ts';
import { granted } from '../granted.ts';
import { fromToken, idKey, toPage } from '../page-token.ts';
import { requireArea } from '../scope.ts';
import { openingParam, openingQuery } from './schema.ts';
import { closeOpening, isOwnOpening, listOpenings } from './sql.ts';

/** Who looked into which household: the supervisor's log, for others their own looks or one household's. */
export const openings = new Hono<ApiEnv>()
  .get('/', granted('openings', 'open'), validated('query', openingQuery), async (c) => {
    const { page, limit, ...filter } = c.req.valid('query');
    const sql = c.get('sql');
    const caller = c.get('caller');
    const [before] = fromToken(page, idKey) ?? [];
    const ownOnly = !may(caller, 'openings') && filter.household_id === undefined;
    if (ownOnly && filter.account_id !== undefined && filter.account_id !== caller.account_id) {
      return c.json(toPage<never>([], limit, () => []));
    }
    const asked = ownOnly ? { ...filter, account_id: caller.account_id ?? 0 } : filter;
    const reach = { before, limit: limit + 1, time_zone: c.get('config').timeZone };
    const rows = await listOpenings(sql, asked, reach);
    if (rows.length === 0 && filter.area_code) await requireArea(sql, filter.area_code);
    return c.json(toPage(rows, limit, (row) => [row.id]));
  })
  .delete('/:id', granted('open'), validated('param', openingParam), async (c) => {
    const { id } = c.req.valid('param');
    if (!(await isOwnOpening(c.get('sql'), id)))
      throw notFound({ 'zh-CN': '本人的查看记录', en: 'opening of yours' }, id);
    await closeOpening(c.get('sql'), id);
    return c.body(null, 204);
  });
