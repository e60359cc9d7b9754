import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { may } from '../../access/caller.ts';
import { type ApiEnv, validated } from '../context.ts';
import { granted } from '../granted.ts';
import type { IncidentClock } from '../incidents/sql.ts';
import { fromToken, toPage } from '../page-token.ts';
import { requireArea } from '../scope.ts';
import { incidentExport } from './export-routes.ts';
import { type IncidentPage, type IncidentSort, incidentListQuery, MOST_COUNTED } from './schema.ts';
import { countUpTo, listIncidents } from './sql.ts';

/** As PostgreSQL writes a moment in UTC; what has no due time stands behind every moment. */
const time = z.string().regex(/^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00|infinity)$/);
/** A place in one order; that of another order is none of it. */
const keyOf = (sort: IncidentSort) => z.tuple([z.literal(sort), z.int().min(0).max(7), time, z.int32()]);

/** The work list: pages in any of its orders, and what takes it along. */
export const workList = new Hono<ApiEnv>()
  .get('/', granted('cases'), validated('query', incidentListQuery), async (c) => {
    const { page, limit, sort, ...given } = c.req.valid('query');
    const filter = { ...given, serving: may(c.get('caller'), 'serve') };
    const sql = c.get('sql');
    const after = fromToken(page, keyOf(sort));
    const clock = clockOf(c);
    const rows = await listIncidents(
      sql,
      { ...filter, sort, after: after && [after[1], after[2], after[3]], limit: limit + 1 },
      clock,
    );
    if (rows.length === 0 && filter.area_code) await requireArea(sql, filter.area_code);
    const { items, next } = toPage(rows, limit, (row) => [sort, ...row.key]);
    const whole = after === undefined && rows.length <= limit;
    const answer: IncidentPage = {
      items: items.map(({ key: _, ...incident }) => incident),
      next,
      count: whole ? rows.length : after ? null : await countUpTo(sql, filter, clock, MOST_COUNTED),
    };
    return c.json(answer);
  })
  .route('/export', incidentExport);

function clockOf(c: Context<ApiEnv>): IncidentClock {
  return { now: c.get('now'), time_zone: c.get('config').timeZone };
}
