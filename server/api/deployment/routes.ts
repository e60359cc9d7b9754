import { Hono } from 'hono';
import { addDays, dayOf } from '../calendar.ts';
import type { ApiEnv } from '../context.ts';
import type { Deployment } from './schema.ts';
import { findDeployment, findImportedBounds, findTree } from './sql.ts';

/** What the page needs to know before it draws. */
export const deployment = new Hono<ApiEnv>().get('/', async (c) => {
  const sql = c.get('sql');
  const { timeZone, mapApprovalNumber } = c.get('config');
  const [row, tiles] = await Promise.all([findDeployment(sql), c.get('tiles').addresses()]);
  const today = dayOf(c.get('now'), timeZone);
  const newest = row.newest_incident ? dayOf(new Date(row.newest_incident), timeZone) : today;
  const answer: Deployment = {
    demo: row.demo,
    city_name: row.city_name,
    time_zone: timeZone,
    today,
    latest_day: newest < addDays(today, -365) ? newest : today,
    root: row.root,
    ...(row.root ? await findTree(sql, row.root.area_code) : { levels: [], chunk_digits: null, chunks: [] }),
    bounds: row.bounds ?? (await findImportedBounds(sql)),
    attributions: row.attributions,
    map_approval_number: mapApprovalNumber ?? null,
    tiles,
  };
  return c.json(answer);
});
