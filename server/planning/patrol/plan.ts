import type { PlanInput, PlannedRoute, PlanResult, PlanRun, Unserved } from '../../api/patrol-plans/schema.ts';
import type { EarlierRoute } from './differ.ts';
import type { PatrolGround } from './ground.ts';
import { locksOf } from './locks.ts';
import { patrolModel } from './model.ts';
import { findRoutes, plannedRoutes } from './search.ts';
import { unservedOf } from './unserved.ts';
import { numbered } from './visits.ts';

/** How far planning is. */
export type PlanProgress = Pick<PlanRun, 'progress' | 'served_count' | 'wanted_count' | 'length_m' | 'preview'> & {
  state: 'matrix' | 'solving' | 'explaining';
};

/** How a plan is made. */
export interface PlanOptions {
  /** Routes whose stops with `locked` stay with their squad, in their order. */
  locked?: readonly PlannedRoute[];
  /** Routes of the nights that this one is to differ from, one list a night. */
  before?: readonly (readonly EarlierRoute[])[];
  /** Time that the search may take, s; as the settings say where it is not given. */
  seconds?: number;
  /** Rounds of each search in place of a time: with the seed and iterations of a result the same plan is made again. */
  iterations?: number;
  progress?: (progress: PlanProgress) => void;
  signal?: AbortSignal;
}

/**
 * A plan that serves what can be served, with the reason for everything else.
 *
 * @throws AppError bad_input, field `squads` or `locks`: a squad that gets nowhere, locks that cannot hold; the signal's reason when it is aborted.
 */
export async function planPatrol(
  input: PlanInput,
  ground: PatrolGround,
  options: PlanOptions = {},
): Promise<PlanResult> {
  const started = performance.now();
  const tell = (state: PlanProgress['state'], progress: number) =>
    options.progress?.({ state, progress, served_count: null, wanted_count: null, length_m: null, preview: [] });
  tell('matrix', 0);
  const model = await patrolModel(input, ground);
  const beginning = locksOf(model, options.locked ?? []);
  options.signal?.throwIfAborted();
  tell('solving', 0.1);
  const { rota, ...found } = await findRoutes(model, beginning, options);
  options.signal?.throwIfAborted();
  tell('explaining', 0.9);
  const unserved = await unservedOf(model, rota);
  const plan = numbered(plannedRoutes(model, rota, beginning.kept), unserved);
  return { ...summary(plan.routes, plan.unserved), ...found, took_ms: Math.round(performance.now() - started) };
}

/** A plan's numbers as its routes and what they leave out give them. */
export function summary(
  routes: PlannedRoute[],
  unserved: Unserved[],
): Omit<PlanResult, 'seed' | 'iterations' | 'took_ms' | 'differ_share' | 'differ_cost_m'> {
  const served_count = routes.reduce((sum, { stops }) => sum + stops.length, 0);
  const lasting = routes.filter(({ stops }) => stops.length > 0).map(lasts_min);
  const tenth = (value: number) => Math.round(value * 10) / 10;
  return {
    routes,
    unserved,
    length_m: tenth(routes.reduce((sum, { length_m }) => sum + length_m, 0)),
    wanted_count: served_count + unserved.reduce((sum, { visits }) => sum + visits.length, 0),
    served_count,
    longest_min: tenth(Math.max(0, ...lasting)),
    mean_min: lasting.length === 0 ? 0 : tenth(lasting.reduce((sum, value) => sum + value, 0) / lasting.length),
  };
}

/** How long a squad is under way, from leaving its start to its end or last stop. */
function lasts_min({ stops, legs }: PlannedRoute): number {
  return Math.max(legs.at(-1)!.to_min, stops.at(-1)!.leave_min) - legs[0]!.from_min;
}
