import type { PlannedRoute, PlanRun } from '../../api/patrol-plans/schema.ts';
import type { LonLat } from '../../api/wire.ts';
import type { Problem, Solution, Stop } from '../problem.ts';
import { solve } from '../solve.ts';
import { type FoundSolution, solveInThreads } from '../solve-threads.ts';
import { differShare, type KnownWays, knownWays, withoutKnown } from './differ.ts';
import type { Beginning } from './locks.ts';
import type { PatrolModel } from './model.ts';
import type { PlanOptions } from './plan.ts';
import { Rota } from './rota.ts';
import { plannedRoute } from './routes.ts';
import { turn } from './turn.ts';

/** By what share of their length known ways are made dearer first, by how much more while that is not enough, and how often it is tried. */
const dearer = { first: 0.1, times: 3, tries: 4 } as const;

/** Routes that were found, and how they are found again. */
export interface Found {
  rota: Rota;
  seed: number;
  iterations: number;
  differ_share: number | null;
  differ_cost_m: number | null;
}

/** Routes for a plan; with nights to differ from, searched again with what is known of them made dearer. */
export async function findRoutes(model: PatrolModel, beginning: Beginning, options: PlanOptions): Promise<Found> {
  const { seed, differ_share } = model.input.settings;
  const known = knownWays(options.before ?? []);
  const differs = known.size > 0 && differ_share > 0;
  const whole_s = options.seconds ?? model.input.settings.seconds;
  const search = { ...options, seed, seconds: differs ? whole_s / (dearer.tries + 1) : whole_s };
  const first = await searched(model, model.problem, beginning, search);
  const rota = await completed(model, first);
  const found = { seed: first.seed, iterations: first.iterations, differ_share: null, differ_cost_m: null };
  if (known.size === 0) return { rota, ...found };
  const plain = measured(model, rota, known);
  const again = { ...search, seed: first.seed, rounds: first.iterations };
  const best = differs ? await otherRoutes(model, beginning, plain, known, again) : plain;
  const cost_m = Math.max(0, Math.round((best.length_m - plain.length_m) * 10) / 10);
  return { ...found, rota: best.rota, differ_share: best.share, differ_cost_m: cost_m };
}

/** Routes, how long they are, and what share of that is not known. */
interface Measured {
  rota: Rota;
  length_m: number;
  share: number | null;
}

/**
 * The shortest routes that were found to differ enough and serve no less; where none do, those that differ most. Too little is followed by
 * three times as much, enough by half of the way back, as what is dear beyond need makes detours beyond need.
 */
async function otherRoutes(
  model: PatrolModel,
  beginning: Beginning,
  plain: Measured,
  known: KnownWays,
  search: SearchOptions,
): Promise<Measured> {
  const wanted = model.input.settings.differ_share;
  const enough = ({ share }: Measured) => share === null || share >= wanted;
  const start = { start: plain.rota.routes.map((route) => [...route]), kept: beginning.kept };
  let [little, much] = [0, Number.POSITIVE_INFINITY];
  let best = plain;
  for (let tries = 0; tries < dearer.tries && !enough(plain); tries++) {
    const beyond = little === 0 ? dearer.first : little * dearer.times;
    const share = much === Number.POSITIVE_INFINITY ? beyond : (little + much) / 2;
    const found = await searched(model, withoutKnown(model, known, share), start, search);
    const other = measured(model, await completed(model, found), known);
    if (enough(other)) much = share;
    else little = share;
    if (servedCount(other.rota) < servedCount(plain.rota)) continue;
    const isBetter = enough(best) ? other.length_m < best.length_m : enough(other) || other.share! > best.share!;
    if (isBetter && (enough(other) || !enough(best))) best = other;
  }
  return best;
}

function measured(model: PatrolModel, rota: Rota, known: KnownWays): Measured {
  const routes = plannedRoutes(model, rota);
  const length_m = routes.reduce((sum, route) => sum + route.length_m, 0);
  return { rota, length_m, share: differShare(routes, known) };
}

/** Every squad's route, an empty one where it has nothing to do. */
export function plannedRoutes(
  model: PatrolModel,
  rota: Rota,
  kept: Uint8Array = new Uint8Array(model.jobs.length),
): PlannedRoute[] {
  return rota.routes.map((stops, vehicle) => plannedRoute(model, vehicle, stops, kept));
}

function servedCount(rota: Rota): number {
  return rota.routes.reduce((sum, route) => sum + route.length, 0);
}

/** What the search left out although it fits for less than it is worth, put in: dearest first. */
export async function completed(
  { problem }: PatrolModel,
  { routes, left_out }: Pick<Solution, 'routes' | 'left_out'>,
): Promise<Rota> {
  let rota = new Rota(problem, routes);
  const worth = (job: number) => problem.jobs[job]!.penalty;
  for (const job of [...left_out].sort((a, b) => worth(b) - worth(a) || a - b)) {
    await turn();
    const found = rota.cheapest(job);
    if (found !== null && found.added < worth(job)) rota = rota.having(found);
  }
  return rota;
}

/** How one search goes. */
interface SearchOptions extends Pick<PlanOptions, 'iterations' | 'progress' | 'signal'> {
  seed: number;
  seconds: number;
  /** Those of an earlier search, which this one is to be as long as: one thread then does them, so that they can be done again. */
  rounds?: number;
}

/** One search: in threads for some time, or here for some rounds. */
export async function searched(
  model: PatrolModel,
  problem: Problem,
  beginning: Beginning,
  { seed, seconds, rounds, iterations, signal, progress }: SearchOptions,
): Promise<FoundSolution> {
  if (problem.jobs.length === 0 || problem.vehicles.length === 0)
    return { ...nothingDone(problem), seed, iterations: 0 };
  const better = progress && tellBetter(model, seconds, progress);
  if (iterations !== undefined) {
    const over = () => signal?.aborted === true;
    return { ...solve(problem, { ...beginning, seed, iterations, over, ...(better && { better }) }), seed, iterations };
  }
  const long = rounds === undefined ? { threads: 2 } : { threads: 1, iterations: rounds };
  const asked = { ...beginning, seed, seconds, ...long, ...(better && { better }), ...(signal && { signal }) };
  return solveInThreads(problem, asked);
}

function nothingDone(problem: Problem): Solution {
  return { routes: problem.vehicles.map((): Stop[] => []), left_out: [...problem.jobs.keys()], cost: 0 };
}

function tellBetter(model: PatrolModel, seconds: number, progress: NonNullable<PlanOptions['progress']>) {
  const started = performance.now();
  return ({ routes, left_out }: Solution) => {
    const share = Math.min(1, (performance.now() - started) / 1000 / seconds);
    progress({
      state: 'solving',
      progress: Math.round((0.1 + 0.8 * share) * 100) / 100,
      served_count: model.jobs.length - left_out.length,
      wanted_count: model.jobs.length,
      length_m: Math.round(routes.reduce((sum, stops, vehicle) => sum + lengthOf(model, vehicle, stops), 0)),
      preview: preview(model, routes),
    });
  };
}

function lengthOf({ problem }: PatrolModel, vehicle: number, stops: readonly Stop[]): number {
  if (stops.length === 0) return 0;
  const { mode, start, end } = problem.vehicles[vehicle]!;
  const { cost } = problem.modes[mode]!;
  const places = stops.map(({ job, way }) => problem.jobs[job]!.ways[way]!.from);
  return [...places, end!].reduce((sum, to, index) => {
    return sum + cost[(index === 0 ? start : places[index - 1]!) * problem.place_count + to]!;
  }, 0);
}

/** Straight lines from stop to stop: a picture of what is being tried, without a question to the streets. */
function preview(model: PatrolModel, routes: readonly (readonly Stop[])[]): PlanRun['preview'] {
  return routes.map((stops, vehicle) => {
    const { squad_id, mode } = model.input.squads[vehicle]!;
    const { start, end } = model.problem.vehicles[vehicle]!;
    const places = stops.map(({ job, way }) => model.problem.jobs[job]!.ways[way]!.from);
    const line = (stops.length === 0 ? [] : [start, ...places, end!]).flatMap((place): LonLat[] => {
      const spot = model.places[place]!.spots[mode];
      return spot ? [...new Set([spot.entry.at, spot.exit.at])] : [];
    });
    return { squad_id, line };
  });
}
