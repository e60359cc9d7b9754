import { type Context, Hono } from 'hono';
import { mayIn } from '../../access/caller.ts';
import { notFound } from '../../errors.ts';
import { dayOf } from '../calendar.ts';
import { type ApiEnv, validated } from '../context.ts';
import { granted } from '../granted.ts';
import { fromToken, toPage } from '../page-token.ts';
import { requireArea } from '../scope.ts';
import { chainQuery, checksQuery, findingKey, signsQuery } from './bodies.ts';
import { rungsOf, shownTo } from './chain.ts';
import { countGrids, listFindings, listSigns } from './checks-sql.ts';
import { othersToArrange, requireFewGrids } from './refusals.ts';
import { checkGroups, type DutyChain, type DutyChecks } from './schema.ts';
import { findPlace, listChainBodies, listChainHolders } from './sql.ts';

/** Who answers at a place, and where the chain has gaps and doubles. */
export const dutyChain = new Hono<ApiEnv>()
  .get('/', granted('map'), validated('query', chainQuery), async (c) => {
    const asked = c.req.valid('query');
    const [sql, caller] = [c.get('sql'), c.get('caller')];
    const place = await findPlace(sql, asked);
    if (!place)
      throw notFound({ 'zh-CN': '地点', en: 'place' }, asked.area_code ?? asked.unit_id ?? asked.building_id ?? '');
    const today = todayOf(c);
    const holders = await listChainHolders(sql, place, today);
    const bodies = await listChainBodies(sql, place, today);
    const answer: DutyChain = {
      centre: place.centre,
      path: place.path,
      rungs: rungsOf(
        place,
        holders.map((holder) => shownTo(caller, holder)),
        bodies.map((body) => shownTo(caller, body)),
      ),
    };
    return c.json(answer);
  })
  .get('/checks', granted('arrange'), validated('query', checksQuery), async (c) => {
    const { area_code, group, page, limit } = c.req.valid('query');
    const today = await requireCheckable(c, area_code);
    const after = fromToken(page, findingKey);
    const found = await listFindings(c.get('sql'), { area_code, today, group, after, limit: limit + 1 });
    const { items, next } = toPage(found.items, limit, (one) => [one.code, one.area_code, one.kind, one.id]);
    const counts = Object.fromEntries(checkGroups.map((one) => [one, found.counts[one] ?? 0])) as DutyChecks['counts'];
    const answer: DutyChecks = { as_of: today, counts, items, next };
    return c.json(answer);
  })
  .get('/signs', granted('arrange'), validated('query', signsQuery), async (c) => {
    const { area_code } = c.req.valid('query');
    const today = await requireCheckable(c, area_code);
    return c.json(await listSigns(c.get('sql'), area_code, today));
  });

/** The day of the report. @throws AppError 403 where the caller does not arrange duties, 404 where there is no area, 400 where it is too wide. */
async function requireCheckable(c: Context<ApiEnv>, areaCode: string): Promise<string> {
  if (!mayIn(c.get('caller'), 'arrange', areaCode)) throw othersToArrange('area_code');
  await requireArea(c.get('sql'), areaCode);
  requireFewGrids(await countGrids(c.get('sql'), areaCode));
  return todayOf(c);
}

function todayOf(c: Context<ApiEnv>): string {
  return dayOf(c.get('now'), c.get('config').timeZone);
}
