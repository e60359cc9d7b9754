import type {
  PatrolPlan,
  PlanInput,
  PlannedRoute,
  PlannedStop,
  PlanSquad,
} from '../../../server/api/patrol-plans/schema.ts';
import type { Chosen } from '../../state/patrol/patrol-view.ts';
import type { StopName } from '../../state/patrol/plan-actions.ts';

/** A stop of a route as a table shows it. */
export interface StopRow {
  stop: PlannedStop;
  /** From 1 along the route. */
  number: number;
  name: string;
  /** How many visits, or sides, there are of it. */
  wanted: number;
  /** Time between arriving and beginning, min. */
  wait_min: number;
  /** Way to it, m. */
  way_m: number;
}

/** A squad of a plan with what it does; `route` null: nothing is planned for it. */
export interface SquadRow {
  squad: PlanSquad;
  /** From 1, as it stands on its plates. */
  number: number;
  route: PlannedRoute | null;
  stops: StopRow[];
}

/** Squads of a plan in its order, with their stops. */
export function squadRows({ input, result }: Pick<PatrolPlan, 'input' | 'result'>): SquadRow[] {
  return input.squads.map((squad, place) => {
    const route = result?.routes.find(({ squad_id }) => squad_id === squad.squad_id) ?? null;
    return { squad, number: place + 1, route, stops: route ? stopRows(input, route) : [] };
  });
}

function stopRows(input: PlanInput, { stops, legs }: PlannedRoute): StopRow[] {
  return stops.map((stop, place) => ({
    stop,
    number: place + 1,
    name: placeName(input, stop),
    wanted: wantedCount(input, stop),
    wait_min: stop.begin_min - stop.arrive_min,
    way_m: legs[place]?.length_m ?? 0,
  }));
}

/** What a point or street of a plan is called; its number where the plan does not hold it. */
export function placeName(input: PlanInput, { kind, id }: Pick<PlannedStop, 'kind' | 'id'>): string {
  const places = kind === 'point' ? input.points : input.streets;
  return places.find((place) => place.id === id)?.name ?? String(id);
}

/** How many visits, or sides, of a point or street a plan wants. */
export function wantedCount(input: PlanInput, { kind, id }: Pick<PlannedStop, 'kind' | 'id'>): number {
  if (kind === 'street') return input.streets.find((street) => street.id === id)?.sides ?? 1;
  return input.points.find((point) => point.id === id)?.wanted_visits ?? 1;
}

/** What a squad of a plan is called; empty where the plan does not hold it. */
export function squadName(input: PlanInput, squad_id: number): string {
  return input.squads.find((squad) => squad.squad_id === squad_id)?.name ?? '';
}

/** Whether what is looked at is this stop, or one of the same place where no visit is named. */
export function isChosen(chosen: Chosen | null, squad_id: number, stop: PlannedStop): boolean {
  if (chosen?.id !== stop.id || chosen.kind !== stop.kind) return false;
  return (
    (chosen.squad_id === undefined || chosen.squad_id === squad_id) &&
    (chosen.visit === undefined || chosen.visit === stop.visit)
  );
}

/** A stop by its names alone. */
export function stopName(squad_id: number, { kind, id, visit }: PlannedStop): StopName {
  return { squad_id, kind, id, visit };
}

/** Time from the first shift's beginning to the last one's end, in whole hours, min. */
export function planSpan({ squads }: PlanInput): [from_min: number, to_min: number] {
  if (squads.length === 0) return [1080, 1440];
  const from = Math.min(...squads.map(({ from_min }) => from_min));
  const to = Math.max(...squads.map(({ to_min }) => to_min));
  return [Math.floor(from / 60) * 60, Math.ceil(to / 60) * 60];
}
