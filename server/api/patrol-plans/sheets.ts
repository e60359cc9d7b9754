import type { Context } from 'hono';
import { audit } from '../../access/audit.ts';
import { listHomes } from '../../patrol-walks/home-sql.ts';
import { lineOf, placesOf } from '../../patrol-walks/places.ts';
import { shownRoute } from '../../patrol-walks/shown-route.ts';
import { listSigns } from '../../patrol-walks/sign-sql.ts';
import { walkStops } from '../../patrol-walks/stops.ts';
import { listStreetsAround } from '../../patrol-walks/street-sql.ts';
import type { ApiEnv } from '../context.ts';
import { keptPlan } from './answers.ts';
import { listSheetWalks } from './issue-sql.ts';
import { notIssued } from './refusals.ts';
import type { PlanSheet, PlanSheets } from './schema.ts';

/** Streets of all sheets together: a street of a city, drawn once a sheet. */
const SHEET_STREETS = { most: 5000, mostText: 900_000 };

/** What the printed sheets of a plan in force need, passes and all; that somebody asked for them is written down. */
export async function planSheets(c: Context<ApiEnv>, id: number): Promise<PlanSheets> {
  const sql = c.get('sql');
  const { input, result: _, taken: __, stale: ___, ...plan } = await keptPlan(c, id);
  if (plan.state !== 'issued') throw notIssued();
  const homes = await listHomes(sql, input.points);
  const walks = (await listSheetWalks(sql, id)).map((walk) => ({ ...walk, route: shownRoute(walk.route, homes) }));
  const places = placesOf(input);
  const signs = await listSigns(
    sql,
    input.points.map((point) => point.id),
  );
  const streets = await listStreetsAround(
    sql,
    walks.map(({ route }) => lineOf(route)),
    SHEET_STREETS,
  );
  await audit(sql, 'patrol_sheets', {
    area_code: plan.area_code,
    detail: { name: plan.name, day: plan.day, walks: walks.length },
  });
  const sheets = walks.flatMap(({ id: walk_id, squad_id, version, pass_sealed, route }): PlanSheet[] => {
    const squad = input.squads.find((each) => each.squad_id === squad_id);
    if (!squad) return [];
    const { name, mode, people, from_min, to_min } = squad;
    const pass = c.get('sealer').open('patrol_walk.pass_sealed', pass_sealed);
    return [
      {
        ...{ walk_id, version, pass, from_min, to_min, squad: { id: squad_id, name, mode, people } },
        ...{ length_m: route.length_m, legs: route.legs, stops: walkStops(route, places, signs) },
      },
    ];
  });
  return { plan, time_zone: c.get('config').timeZone, walks: sheets, streets };
}
