import { type Context, Hono } from 'hono';
import { type Caller, mayIn, mayInBuilding } from '../../access/caller.ts';
import { maskPhone } from '../../access/masking.ts';
import { notFound } from '../../errors.ts';
import { dayOf, monthEnd } from '../calendar.ts';
import { type ApiEnv, validated } from '../context.ts';
import { forbidden, granted } from '../granted.ts';
import { areaIdKey, fromToken, toPage } from '../page-token.ts';
import { requireArea } from '../scope.ts';
import { type BuildingDetail, type BuildingSummary, buildingListQuery, buildingParam } from './schema.ts';
import { findBuilding, findDoors, findPlace, listBuildings } from './sql.ts';

const what = { 'zh-CN': '楼栋', en: 'building' };

/** Buildings: those of an area, one, and its door matrix. */
export const buildings = new Hono<ApiEnv>()
  .get('/', granted('map'), validated('query', buildingListQuery), async (c) => {
    const { page, limit, ...filter } = c.req.valid('query');
    const sql = c.get('sql');
    const after = fromToken(page, areaIdKey);
    const rows = await listBuildings(sql, { ...filter, after, limit: limit + 1 }, daysOf(c));
    if (rows.length === 0) await requireArea(sql, filter.area_code);
    const seen = rows.map((row) => withoutPeople(c.get('caller'), row));
    return c.json(toPage(seen, limit, (row) => [row.area_code ?? '', row.id]));
  })
  .get('/:id', granted('map'), validated('param', buildingParam), async (c) => {
    const { id } = c.req.valid('param');
    const found = await findBuilding(c.get('sql'), id, daysOf(c));
    if (!found) throw notFound(what, id);
    const caller = c.get('caller');
    const { building } = found;
    const inFull = mayIn(caller, 'map', building.area_code);
    const answer: BuildingDetail = {
      ...found,
      building: mayInBuilding(caller, 'doors', building)
        ? building
        : { ...withoutPeople(caller, building), resident_count: null },
      units: mayInBuilding(caller, 'doors', building) ? found.units : [],
      duty_holders: found.duty_holders.map((holder) => ({
        ...holder,
        phone: inFull ? holder.phone : maskPhone(holder.phone),
      })),
    };
    return c.json(answer);
  })
  .get('/:id/households', granted('map'), validated('param', buildingParam), async (c) => {
    const { id } = c.req.valid('param');
    const sql = c.get('sql');
    const place = await findPlace(sql, id);
    if (!place) throw notFound(what, id);
    if (!mayInBuilding(c.get('caller'), 'doors', place)) throw forbidden(closed);
    return c.json(await findDoors(sql, id, daysOf(c)));
  });

const closed = {
  'zh-CN': '您的职责不包含查看该楼栋的各户，只能查看楼栋信息。',
  en: 'Your duties do not include the doors of this building; you may see the building itself.',
};

/** A building whose doors the caller may not see, without the counts of people: few enough of them may be known by name. */
function withoutPeople<Summary extends BuildingSummary>(caller: Caller, building: Summary): Summary {
  if (mayInBuilding(caller, 'doors', building)) return building;
  return { ...building, household_count: null, visit_due_count: null };
}

function daysOf(c: Context<ApiEnv>) {
  const today = dayOf(c.get('now'), c.get('config').timeZone);
  return { today, month_end: monthEnd(today) };
}
