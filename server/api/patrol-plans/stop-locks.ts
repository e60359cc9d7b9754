import { AppError } from '../../errors.ts';
import { middleOf } from '../../patrol-walks/places.ts';
import type { PlanPatch } from './bodies.ts';
import type { PlanInput, PlannedLeg, PlannedRoute, PlannedStop, PlanResult } from './schema.ts';

type Lock = NonNullable<PlanPatch['locks']>[number];

/**
 * Routes whose stops are locked or free as is wanted. A lock that names another squad than the stop has moves it there, to its place in the
 * order of time; how the squads then go is for the next planning to say.
 * @throws AppError 400 with field `locks` where a stop is in no route, or the squad not in the plan.
 */
export function lockStops(
  result: PlanResult | null,
  locks: readonly Lock[],
  input: PlanInput,
): { result: PlanResult; moved: boolean } {
  if (!result) throw noStop();
  let { routes } = result;
  let moved = false;
  for (const lock of locks) {
    const from = routes.find(({ stops }) => stops.some((stop) => isAt(stop, lock)));
    if (!from) throw noStop();
    const held = from.stops.find((stop) => isAt(stop, lock))!;
    const stop = { ...held, locked: lock.locked };
    if (from.squad_id === lock.squad_id) {
      routes = routes.map((route) => (route === from ? replaced(route, held, stop) : route));
    } else {
      const to = routes.find(({ squad_id }) => squad_id === lock.squad_id) ?? emptyRoute(input, lock.squad_id);
      const others = routes.filter((route) => route !== from && route !== to);
      routes = [...others, removed(from, held), inserted(to, { ...stop, locked: true }, input)];
      moved = true;
    }
  }
  return { result: { ...result, routes: inOrder(routes, input) }, moved };
}

function isAt(stop: PlannedStop, { kind, id, visit }: Pick<Lock, 'kind' | 'id' | 'visit'>): boolean {
  return stop.kind === kind && stop.id === id && stop.visit === visit;
}

function replaced(route: PlannedRoute, held: PlannedStop, stop: PlannedStop): PlannedRoute {
  return { ...route, stops: route.stops.map((each) => (each === held ? stop : each)) };
}

/** The route without a stop: its leg and the next become one. */
function removed(route: PlannedRoute, held: PlannedStop): PlannedRoute {
  const at = route.stops.indexOf(held);
  const [leg, next] = [route.legs[at], route.legs[at + 1]];
  const joined = leg && next ? [joinedLeg(leg, next)] : [];
  return {
    ...route,
    stops: route.stops.filter((stop) => stop !== held),
    legs: [...route.legs.slice(0, at), ...joined, ...route.legs.slice(at + 2)],
  };
}

function joinedLeg(leg: PlannedLeg, next: PlannedLeg): PlannedLeg {
  return {
    from_min: leg.from_min,
    to_min: next.to_min,
    length_m: leg.length_m + next.length_m,
    line: [...leg.line, ...next.line],
  };
}

/** The route with one more stop, before the first that begins later; it has no way there yet. */
function inserted(route: PlannedRoute, stop: PlannedStop, input: PlanInput): PlannedRoute {
  const later = route.stops.findIndex(({ begin_min }) => begin_min > stop.begin_min);
  const at = later < 0 ? route.stops.length : later;
  const place = placeOf(stop, input);
  const leg: PlannedLeg = {
    from_min: stop.arrive_min,
    to_min: stop.arrive_min,
    length_m: 0,
    line: place ? [place, place] : [],
  };
  return {
    ...route,
    stops: [...route.stops.slice(0, at), stop, ...route.stops.slice(at)],
    legs: [...route.legs.slice(0, at), leg, ...route.legs.slice(at)],
  };
}

function placeOf({ kind, id }: PlannedStop, { points, streets }: PlanInput) {
  if (kind === 'point') return points.find((point) => point.id === id)?.centre;
  const street = streets.find((each) => each.id === id);
  return street && middleOf(street.line);
}

function emptyRoute({ squads }: PlanInput, squadId: number): PlannedRoute {
  const squad = squads.find(({ squad_id }) => squad_id === squadId);
  if (!squad) {
    throw new AppError(
      'bad_input',
      {
        'zh-CN': `「locks」有误：方案中没有编号为 ${squadId} 的队伍。`,
        en: `“locks” is wrong: the plan has no squad ${squadId}.`,
      },
      { field: 'locks' },
    );
  }
  const nothing = { stops: [], legs: [], length_m: 0, moving_min: 0, dwell_min: 0, waiting_min: 0 };
  return { shift_id: squad.shift_id, squad_id: squadId, ...nothing };
}

/** Routes in the order of the plan's squads. */
function inOrder(routes: readonly PlannedRoute[], { squads }: PlanInput): PlannedRoute[] {
  const placeOfSquad = ({ squad_id }: PlannedRoute) => squads.findIndex((squad) => squad.squad_id === squad_id);
  return [...routes].sort((a, b) => placeOfSquad(a) - placeOfSquad(b));
}

function noStop(): AppError {
  return new AppError(
    'bad_input',
    {
      'zh-CN': '「locks」有误：这一站不在任何队伍的路线上，请先编排。',
      en: '“locks” is wrong: this stop is in no route. Plan first.',
    },
    { field: 'locks' },
  );
}
