import { type Context, Hono, type MiddlewareHandler } from 'hono';
import type { Caller } from '../../access/caller.ts';
import { addDays, dayOf } from '../calendar.ts';
import type { ApiEnv } from '../context.ts';
import { granted } from '../granted.ts';
import { publicDeployment } from './public-routes.ts';
import type { Deployment, DeploymentNews } from './schema.ts';
import { findDeployment, findImportedBounds, findNews, findTree } from './sql.ts';

/** After this time counts may have changed although nothing was written. */
const OVERDUE_STEP_MS = 300_000;

/** Asks the tiles before the request's transaction begins: they ask the database themselves, and the embedded one has one session. */
const tilesAsked: MiddlewareHandler<ApiEnv> = async (c, next) => {
  c.set('tileAddresses', await c.get('tiles').addresses());
  await next();
};

/** What the page needs to know before it draws, and what of it changes while it is open. */
export const deployment = new Hono<ApiEnv>()
  .get('/', tilesAsked, granted('map', 'counts'), async (c) => {
    const sql = c.get('sql');
    const { timeZone, mapApprovalNumber } = c.get('config');
    const [row, news] = await Promise.all([findDeployment(sql, reachOf(c.get('caller'))), newsOf(c)]);
    const answer: Deployment = {
      demo: row.demo,
      city_name: row.city_name,
      time_zone: timeZone,
      past_since: dayOf(new Date(row.past_since), timeZone),
      root: row.root,
      ...(row.root ? await findTree(sql, row.root.area_code) : { levels: [], chunk_digits: null, chunks: [] }),
      bounds: row.bounds ?? (await findImportedBounds(sql)),
      attributions: row.attributions,
      map_approval_number: mapApprovalNumber ?? null,
      ...news,
    };
    return c.json(answer);
  })
  .route('/public', publicDeployment)
  .get('/news', tilesAsked, granted('map', 'counts'), async (c) => c.json(await newsOf(c)));

/** The longest beginning that all areas of a caller's duties share: '' where they reach everything, or apart. */
function reachOf({ rights }: Caller): string {
  const prefixes = [...(rights.map ?? []), ...(rights.counts ?? [])];
  return prefixes.reduce((common, prefix) => {
    let length = 0;
    while (length < common.length && common[length] === prefix[length]) length++;
    return common.slice(0, length);
  }, prefixes[0] ?? '');
}

async function newsOf(c: Context<ApiEnv>): Promise<DeploymentNews> {
  const now = c.get('now');
  const { timeZone } = c.get('config');
  const { newest_incident, written } = await findNews(c.get('sql'));
  const today = dayOf(now, timeZone);
  const newest = newest_incident ? dayOf(new Date(newest_incident), timeZone) : today;
  return {
    today,
    latest_day: newest < addDays(today, -365) ? newest : today,
    tiles: c.get('tileAddresses'),
    data_version: `${written} ${Math.floor(now.getTime() / OVERDUE_STEP_MS)}`,
  };
}
