import type { Database } from '../../db/open.ts';
import { listHomes } from '../../patrol-walks/home-sql.ts';
import { midnightOf, minuteAt } from '../../patrol-walks/minutes.ts';
import { lineOf, placesOf } from '../../patrol-walks/places.ts';
import { shownRoute } from '../../patrol-walks/shown-route.ts';
import { walkProgress } from '../../patrol-walks/states.ts';
import { type ActivePatrol, type ActivePatrols, MOST_ACTIVE } from '../patrol-walk/schema.ts';
import { listUnderWay, type WalkUnderWay } from './sql.ts';

/** Where and when patrols are asked for. */
export interface ActiveScope {
  area_code: string;
  now: Date;
  time_zone: string;
}

/** Patrols that go on in an area: those that walk in it, or have a stop there. */
export async function activePatrols(sql: Database, { area_code, now, time_zone }: ActiveScope): Promise<ActivePatrols> {
  const found = await listUnderWay(sql, now, area_code);
  const walks = found.slice(0, MOST_ACTIVE).filter((walk) => meets(walk, area_code));
  const homes = await listHomes(
    sql,
    walks.flatMap(({ points }) => points),
  );
  return {
    items: walks.map((walk) => activeOf({ ...walk, route: shownRoute(walk.route, homes) }, now, time_zone)),
    more: found.length > MOST_ACTIVE,
  };
}

function meets({ area_code: own, points }: WalkUnderWay, areaCode: string): boolean {
  return own.startsWith(areaCode) || points.some((point) => point.area_code?.startsWith(areaCode));
}

function activeOf(walk: WalkUnderWay, now: Date, timeZone: string): ActivePatrol {
  const { walk_id, plan_id, squad_id, squad_name, kind, day, route, streets } = walk;
  const midnight = midnightOf(day, timeZone);
  const points = walk.points.flatMap(({ centre, exact: _, ...point }) => (centre ? { ...point, centre } : []));
  // Where the caller may not see exactly how far a squad is sent, its line does not show it either.
  const veiled = walk.points.filter(({ id, centre, exact }) => id < 0 && (centre === null || !exact));
  return {
    ...{ walk_id, plan_id, squad_id, squad_name, kind },
    from_min: minuteAt(walk.starts_at, midnight),
    to_min: minuteAt(walk.ends_at, midnight),
    ...walkProgress(route.stops, placesOf({ points, streets }), walk.check_ins, minuteAt(now, midnight)),
    line: lineOf(shownRoute(route, new Set(veiled.map(({ id }) => id)))),
  };
}
