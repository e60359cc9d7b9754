import type {
  PlanInput,
  PlannedRoute,
  PlannedStop,
  PlanPoint,
  PlanResult,
  Unserved,
} from '../../api/patrol-plans/schema.ts';
import { type DoneStop, standingOf } from './done-stops.ts';
import type { PatrolGround } from './ground.ts';
import { type Beginning, locksOf, visitOf } from './locks.ts';
import { mendedRoute } from './mended-route.ts';
import { jobKey, type PatrolModel, patrolModel } from './model.ts';
import { type PlanOptions, summary } from './plan.ts';
import { remedy } from './remedies.ts';
import { Rota } from './rota.ts';
import { completed, searched } from './search.ts';
import { withOwners } from './stay.ts';
import { unservedOf } from './unserved.ts';
import type { Whereabouts } from './whereabouts.ts';

/** What a plan is repaired for, at a minute of it. */
export type PatrolCause =
  | { kind: 'squad_out'; squad_id: number; at_min: number }
  | {
      kind: 'incident';
      at_min: number;
      /** `id` is the incident's, above zero; its stop has the number below zero. */
      incident: Pick<PlanPoint, 'id' | 'name' | 'centre' | 'area_code' | 'dwell_min'>;
    };

/** How a plan is repaired. */
export interface RepairOptions extends Pick<PlanOptions, 'seconds' | 'iterations' | 'signal'> {
  /** What was checked in at, also before its time or by a squad that had something else to do. */
  done?: readonly DoneStop[];
}

/** How the rest of a plan is made. */
export interface RestOptions extends RepairOptions, Pick<PlanOptions, 'progress'> {
  /** True: locks that cannot hold are refused; else they are let go. */
  strict?: boolean;
}

/** A plan repaired: what it is made of now, and what comes of it. */
export interface RepairedPlan {
  input: PlanInput;
  result: PlanResult;
}

/** Time that the search of a repair takes, s: with the ways and reasons it is done within 2 s. */
const repair_s = 1.2;
/** Until when somebody has to be at an incident, min after it is known. */
const incidentWithin_min = 30;
/** What rounding to 0.1 min may have taken from a time that was kept to, s. */
const rounding_s = 6;

/**
 * A plan for what happened: whoever dropped out does nothing more, an incident is a point that must be visited within 30 minutes; the rest
 * is made anew as `planRest` does.
 */
export async function repairPatrol(
  input: PlanInput,
  routes: readonly PlannedRoute[],
  cause: PatrolCause,
  ground: PatrolGround,
  options: RepairOptions = {},
): Promise<RepairedPlan> {
  const changed = inputAfter(input, cause);
  return { input: changed, result: await planRest(changed, routes, cause.at_min, ground, options) };
}

/**
 * The rest of a plan made anew from where its squads are at a minute. What is begun by then, or checked in at, stays; squads whose shift is
 * over by then do nothing more. A stop that goes to another squad counts as 1 km more of way, so that few do.
 *
 * @throws AppError bad_input, field `locks`, where it is strict: locks that cannot hold; the signal's reason when it is aborted.
 */
export async function planRest(
  input: PlanInput,
  routes: readonly PlannedRoute[],
  at_min: number,
  ground: PatrolGround,
  options: RestOptions = {},
): Promise<PlanResult> {
  const started = performance.now();
  const { seconds = repair_s, iterations, signal, strict = false } = options;
  const where = standingOf(input, routes, at_min, options.done ?? []);
  const past = [...where.values()].flatMap((whereabouts) => whereabouts.past);
  const tell = telling(options.progress, past.length);
  tell?.({ ...nothingYet, state: 'matrix', progress: 0 });
  const rest = restOf(input, at_min, where, past);
  const model = lenient(await patrolModel(rest, ground, new Set(past.map(jobKey))));
  const left = input.squads.map(({ shift_id }) => ({ shift_id, stops: where.get(shift_id)!.rest }));
  const beginning = strict ? locksOf(model, left) : beginningOf(model, where);
  const problem = withOwners(model.problem, ownersOf(model, where));
  const search = { seed: input.settings.seed, seconds, iterations, signal, ...(tell && { progress: tell }) };
  const found = await searched(model, problem, beginning, search);
  signal?.throwIfAborted();
  tell?.({ ...nothingYet, state: 'explaining', progress: 0.9 });
  const rota = await completed(model, found);
  const unserved = (await unservedOf(model, rota)).map((each) => keepingGaps(each, input, past));
  const mended = input.squads.map((squad) =>
    mendedRoute(model, rota, squad, where.get(squad.shift_id)!, beginning.kept),
  );
  const made = { differ_share: null, differ_cost_m: null, seed: found.seed, iterations: found.iterations };
  return { ...summary(mended, unserved), ...made, took_ms: Math.round(performance.now() - started) };
}

const nothingYet = { served_count: null, wanted_count: null, length_m: null, preview: [] };

/** Tells how far it is, what is done already counted in. */
function telling(progress: PlanOptions['progress'], done: number): PlanOptions['progress'] {
  const more = (count: number | null) => (count === null ? null : count + done);
  return (
    progress &&
    ((now) => progress({ ...now, served_count: more(now.served_count), wanted_count: more(now.wanted_count) }))
  );
}

/** What the plan is made of from now on: a squad's shift cut short, or one more point. */
function inputAfter(input: PlanInput, cause: PatrolCause): PlanInput {
  if (cause.kind === 'squad_out') {
    const squads = input.squads.flatMap((squad) => {
      if (squad.squad_id !== cause.squad_id || squad.to_min <= cause.at_min) return [squad];
      return squad.from_min < cause.at_min ? [{ ...squad, to_min: cause.at_min }] : [];
    });
    return { ...input, squads };
  }
  const { id, ...incident } = cause.incident;
  const windows: [number, number][] = [[cause.at_min, cause.at_min + incidentWithin_min]];
  const once = { wanted_visits: 1, gap_min: 0, priority: 5, optional: false, people: 1, squad_id: null };
  return { ...input, points: [...input.points, { id: -id, ...incident, windows, ...once }] };
}

/** The plan from now on: squads from where they are, points not too soon after their last visit. */
function restOf(
  input: PlanInput,
  at_min: number,
  where: ReadonlyMap<number, Whereabouts>,
  past: readonly PlannedStop[],
): PlanInput {
  const squads = input.squads.flatMap((squad) => {
    const { at, from_min } = where.get(squad.shift_id)!;
    return squad.to_min <= at_min ? [] : [{ ...squad, start: at, from_min }];
  });
  const points = input.points.map((point) => {
    const visits = past.filter(({ kind, id }) => kind === 'point' && id === point.id);
    const begins = visits.map(({ begin_min }) => Math.min(begin_min, at_min));
    const windows = begins.reduce((left, begin) => without(left, begin, point.gap_min), point.windows);
    // No window at all would mean any time.
    return { ...point, windows: windows.length > 0 ? windows : [[0, 0] as [number, number]] };
  });
  return { ...input, squads, points };
}

/** Windows without the time around a visit. */
function without(windows: PlanPoint['windows'], begin_min: number, gap_min: number): PlanPoint['windows'] {
  if (gap_min === 0) return windows;
  const [from, to] = [begin_min - gap_min, begin_min + gap_min];
  return windows.flatMap(([start, end]): PlanPoint['windows'] => {
    if (start >= to || end <= from) return [[start, end]];
    return [
      ...(start <= from ? [[start, from] as [number, number]] : []),
      ...(end >= to ? [[to, end] as [number, number]] : []),
    ];
  });
}

/** A wider window is no remedy where the visit would then come too soon after one that was made: it is the gap that is in the way. */
function keepingGaps(left: Unserved, { points }: PlanInput, past: readonly PlannedStop[]): Unserved {
  const minute = left.remedy?.kind === 'widen_window' ? left.remedy.minutes : null;
  const point = left.kind === 'point' ? points.find(({ id }) => id === left.id) : undefined;
  if (minute === null || !point) return left;
  const made = past.filter(({ kind, id }) => kind === 'point' && id === point.id);
  if (!made.some(({ begin_min }) => Math.abs(minute - begin_min) < point.gap_min)) return left;
  return {
    ...left,
    reason: 'gap',
    remedy: remedy('fewer_visits', { amount: point.wanted_visits - left.visits.length }),
  };
}

function lenient(model: PatrolModel): PatrolModel {
  const { problem } = model;
  const vehicles = problem.vehicles.map((vehicle) => ({ ...vehicle, close: vehicle.close + rounding_s }));
  const jobs = problem.jobs.map((job) => ({
    ...job,
    windows: job.windows.map(([from, to]) => [from, to + rounding_s] as const),
  }));
  return { ...model, problem: { ...problem, vehicles, jobs } };
}

/** What each squad still had to do, as far as it can; its locked stops stay with it. */
function beginningOf(model: PatrolModel, where: ReadonlyMap<number, Whereabouts>): Beginning {
  const kept = new Uint8Array(model.jobs.length);
  let rota = new Rota(
    model.problem,
    model.input.squads.map(() => []),
  );
  for (const [vehicle, squad] of model.input.squads.entries()) {
    for (const stop of where.get(squad.shift_id)!.rest) {
      const visit = visitOf(model, stop);
      if (visit === null) continue;
      const able = model.problem.jobs[visit.job]!.vehicles;
      const stops = able?.includes(vehicle) === false ? null : rota.timed(vehicle, [...rota.routes[vehicle]!, visit]);
      if (stops === null) continue;
      rota = rota.having({ vehicle, stops });
      if (stop.locked) kept[visit.job] = 1;
    }
  }
  return { start: rota.routes.map((route) => route.map(({ job, way }) => ({ job, way }))), kept };
}

function ownersOf(model: PatrolModel, where: ReadonlyMap<number, Whereabouts>): (number | undefined)[] {
  const owners = new Map<string, number>();
  for (const [vehicle, squad] of model.input.squads.entries()) {
    for (const stop of where.get(squad.shift_id)!.rest) owners.set(jobKey(stop), vehicle);
  }
  return model.jobs.map((job) => owners.get(jobKey(job)));
}
