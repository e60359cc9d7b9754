import type { PlannedLeg, PlannedRoute, PlanSquad } from '../../api/patrol-plans/schema.ts';
import type { PatrolModel } from './model.ts';
import type { Rota } from './rota.ts';
import { minutes, plannedRoute } from './routes.ts';
import { joinedLine } from './street-way.ts';
import type { Whereabouts } from './whereabouts.ts';

/** A squad's whole route: what it has done, then what it does now; the way that it is on counts from where it began. */
export function mendedRoute(
  model: PatrolModel,
  rota: Rota,
  squad: PlanSquad,
  where: Whereabouts,
  kept: Uint8Array,
): PlannedRoute {
  const { shift_id, squad_id } = squad;
  const vehicle = model.input.squads.findIndex((other) => other.shift_id === shift_id);
  const stops = vehicle < 0 ? [] : rota.routes[vehicle]!;
  const next = stops.length === 0 ? null : plannedRoute(model, vehicle, stops, kept, where.out);
  const legs = [
    ...where.pastLegs,
    ...(next === null ? homeLegs(model, vehicle, where) : continued(where.begun, next.legs)),
  ];
  return { shift_id, squad_id, stops: [...where.past, ...(next?.stops ?? [])], legs, ...totals(where, next, legs) };
}

/** The ways that follow, the first of them with what was already gone of it. */
function continued(begun: PlannedLeg | null, legs: readonly PlannedLeg[]): PlannedLeg[] {
  const [first, ...rest] = legs;
  if (begun === null || first === undefined) return [...legs];
  const line = joinedLine(begun.line, first.line);
  return [{ ...first, from_min: begun.from_min, length_m: tenth(begun.length_m + first.length_m), line }, ...rest];
}

/** The way to its end of a squad that is out and has nothing more to do. */
function homeLegs(model: PatrolModel, vehicle: number, { out, homeward, begun, from_min }: Whereabouts): PlannedLeg[] {
  if (homeward !== null) return [homeward];
  if (!out || vehicle < 0) return [];
  const { mode } = model.input.squads[vehicle]!;
  const { start, end } = model.problem.vehicles[vehicle]!;
  const from = model.places[start]!.spots[mode]!;
  const to = model.places[end!]!.spots[mode];
  const path = to && model.ground.path(mode, from.exit, to.entry);
  if (!path) return begun === null ? [] : [{ ...begun, length_m: tenth(begun.length_m) }];
  const to_min = minutes(from_min * 60 + path.time_s);
  return continued(begun, [{ from_min, to_min, length_m: tenth(path.length_m), line: path.line }]);
}

function totals({ past }: Whereabouts, next: PlannedRoute | null, legs: readonly PlannedLeg[]) {
  const sum = (values: readonly number[]) => tenth(values.reduce((all, value) => all + value, 0));
  const stops = [...past, ...(next?.stops ?? [])];
  const points = stops.filter(({ kind }) => kind === 'point');
  const waiting_min = sum(stops.map(({ arrive_min, begin_min }) => begin_min - arrive_min));
  // A street's way to_min is its end, so that what was waited before it lies within its leg.
  const streets = stops.filter(({ kind }) => kind === 'street');
  const within = sum(streets.map(({ arrive_min, begin_min }) => begin_min - arrive_min));
  return {
    length_m: sum(legs.map(({ length_m }) => length_m)),
    moving_min: tenth(sum(legs.map(({ from_min, to_min }) => to_min - from_min)) - within),
    dwell_min: sum(points.map(({ begin_min, leave_min }) => leave_min - begin_min)),
    waiting_min,
  };
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
