import type { PlannedLeg, PlannedRoute, PlannedStop } from '../../api/patrol-plans/schema.ts';
import type { LonLat } from '../../api/wire.ts';
import type { Stop } from '../problem.ts';
import type { PatrolModel } from './model.ts';
import { anywhere } from './places.ts';
import { joinedLine } from './street-way.ts';

/** When a squad is at one stop, s since midnight of the plan's day. */
export interface StopTimes {
  /** When it leaves the place before. */
  depart: number;
  arrive: number;
  begin: number;
  leave: number;
  wait: number;
}

/**
 * The exact times of a route. The squad leaves its start so that it need not wait at the first stop; `atOnce`: it is on its way already
 * and waits there.
 */
export function explainTimes(
  { problem }: PatrolModel,
  vehicle: number,
  stops: readonly Stop[],
  atOnce = false,
): StopTimes[] {
  const { mode, start, open } = problem.vehicles[vehicle]!;
  const { time } = problem.modes[mode]!;
  let place = start;
  let depart = open;
  return stops.map(({ job, way, begin }, index) => {
    const taken = problem.jobs[job]!.ways[way]!;
    const travel = time[place * problem.place_count + taken.from]!;
    if (index === 0 && !atOnce) depart = Math.max(depart, begin - travel);
    const arrive = Math.min(begin, depart + travel);
    const times = { depart, arrive, begin, leave: begin + taken.time, wait: begin - arrive };
    place = taken.to;
    depart = times.leave;
    return times;
  });
}

/** What a squad does, as the plan tells it: rounded to 0.1 min and 0.1 m here and nowhere before. */
export function plannedRoute(
  model: PatrolModel,
  vehicle: number,
  stops: readonly Stop[],
  kept: Uint8Array,
  atOnce = false,
): PlannedRoute {
  const squad = model.input.squads[vehicle]!;
  const times = explainTimes(model, vehicle, stops, atOnce);
  const legs: PlannedLeg[] = [];
  const route = { shift_id: squad.shift_id, squad_id: squad.squad_id, stops: [] as PlannedStop[], legs };
  let length_m = 0;
  let moving = 0;
  let place = model.problem.vehicles[vehicle]!.start;
  for (const [index, stop] of stops.entries()) {
    const { kind, id, visit, reversed } = model.jobs[stop.job]!;
    const at = model.problem.jobs[stop.job]!.ways[stop.way]!;
    const { depart, arrive, begin, leave } = times[index]!;
    const way = wayTo(model, vehicle, place, at.to);
    const passed = begin + way.along_s;
    const done = kind === 'street' ? passed : leave;
    const to = kind === 'street' ? passed : arrive;
    legs.push({ from_min: minutes(depart + wayFrom(model, vehicle, place)), to_min: minutes(to), ...way.leg });
    const clock = { arrive_min: minutes(arrive), begin_min: minutes(begin), leave_min: minutes(done) };
    route.stops.push({ kind, id, visit, ...clock, reversed: reversed[stop.way]!, locked: kept[stop.job] === 1 });
    length_m += way.leg.length_m;
    moving += arrive - depart + way.along_s - wayFrom(model, vehicle, place);
    place = at.to;
  }
  const end = stops.length > 0 ? endLeg(model, vehicle, place, times.at(-1)!.leave) : null;
  if (end !== null) legs.push(end.leg);
  const dwell = stops.reduce((sum, { job, way }) => sum + model.problem.jobs[job]!.ways[way]!.time, 0);
  const waiting = times.reduce((sum, { wait }) => sum + wait, 0);
  for (const leg of legs) leg.length_m = metres(leg.length_m);
  return {
    ...route,
    length_m: metres(length_m + (end?.length_m ?? 0)),
    moving_min: minutes(moving + (end?.moving ?? 0)),
    dwell_min: minutes(dwell),
    waiting_min: minutes(waiting),
  };
}

function spotOf({ input, places }: PatrolModel, vehicle: number, place: number) {
  return places[place]!.spots[input.squads[vehicle]!.mode];
}

/** Time that the street takes which a place is: it is passed before the squad goes on. */
function wayFrom(model: PatrolModel, vehicle: number, place: number): number {
  return spotOf(model, vehicle, place)?.along?.path.time_s ?? 0;
}

function wayTo(model: PatrolModel, vehicle: number, from: number, to: number) {
  const { mode } = model.input.squads[vehicle]!;
  const { exit } = spotOf(model, vehicle, from)!;
  const { entry, along } = spotOf(model, vehicle, to)!;
  const path = model.ground.path(mode, exit, entry);
  if (path === null) throw new Error(`the ${mode} matrix knows a way that the router does not`);
  const line = along === null ? path.line : joinedLine(path.line, along.path.line);
  const length_m = path.length_m + (along?.path.length_m ?? 0);
  return { leg: { length_m, line: rounded(line) }, along_s: along?.path.time_s ?? 0 };
}

function endLeg(model: PatrolModel, vehicle: number, place: number, leave: number) {
  const end = model.problem.vehicles[vehicle]!.end!;
  if (model.places[end] === anywhere) return null;
  const { mode } = model.problem.vehicles[vehicle]!;
  const along = wayFrom(model, vehicle, place);
  const moving = model.problem.modes[mode]!.time[place * model.problem.place_count + end]! - along;
  const { leg } = wayTo(model, vehicle, place, end);
  const times = { from_min: minutes(leave + along), to_min: minutes(leave + along + moving) };
  return { leg: { ...times, ...leg }, moving, length_m: leg.length_m };
}

/** A line of at least two places, to a millionth of a degree (0.1 m), without the same place twice. */
function rounded(line: readonly LonLat[]): LonLat[] {
  const places = line.map(([lon, lat]): LonLat => [Math.round(lon * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6]);
  const moved = places.filter(
    (at, index) => index === 0 || at[0] !== places[index - 1]![0] || at[1] !== places[index - 1]![1],
  );
  return moved.length > 1 ? moved : [moved[0]!, moved[0]!];
}

/** Seconds as minutes, to a tenth. */
export function minutes(seconds: number): number {
  return Math.round(seconds / 6) / 10;
}

function metres(value: number): number {
  return Math.round(value * 10) / 10;
}
