import type {
  PlanInput,
  PlannedRoute,
  PlannedStop,
  PlanPoint,
  PlanResult,
  Unserved,
} from '../../api/patrol-plans/schema.ts';
import type { PatrolGround } from './ground.ts';
import { type Beginning, visitOf } from './locks.ts';
import { mendedRoute } from './mended-route.ts';
import { jobKey, type PatrolModel, patrolModel } from './model.ts';
import { type PlanOptions, summary } from './plan.ts';
import { remedy } from './remedies.ts';
import { Rota } from './rota.ts';
import { completed, searched } from './search.ts';
import { withOwners } from './stay.ts';
import { unservedOf } from './unserved.ts';
import { type Whereabouts, whereaboutsOf } from './whereabouts.ts';

/** What a plan is repaired for, at a minute of it. */
export type PatrolCause =
  | { kind: 'squad_out'; squad_id: number; at_min: number }
  | {
      kind: 'incident';
      at_min: number;
      /** `id` is the incident's, above zero; its stop has the number below zero. */
      incident: Pick<PlanPoint, 'id' | 'name' | 'centre' | 'area_code' | 'dwell_min'>;
    };

/** A stop that a squad has checked in at. */
export type DoneStop = Pick<PlannedStop, 'kind' | 'id' | 'visit'> & { squad_id: number };

/** How a plan is repaired. */
export interface RepairOptions extends Pick<PlanOptions, 'seconds' | 'iterations' | 'signal'> {
  /** What was checked in at, also before its time. */
  done?: readonly DoneStop[];
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
 * The rest of a plan made anew from where its squads are at a minute. What is begun by then, or checked in at, stays; whoever dropped out
 * does nothing more; an incident is a point that must be visited within 30 minutes. A stop that goes to another squad counts as 1 km more
 * of way, so that few do.
 */
export async function repairPatrol(
  input: PlanInput,
  routes: readonly PlannedRoute[],
  cause: PatrolCause,
  ground: PatrolGround,
  options: RepairOptions = {},
): Promise<RepairedPlan> {
  const started = performance.now();
  const changed = inputAfter(input, cause);
  const where = new Map(
    input.squads.map((squad) => {
      const route = routes.find(({ shift_id }) => shift_id === squad.shift_id);
      const isDone = (stop: PlannedStop) =>
        options.done?.some((done) => done.squad_id === squad.squad_id && jobKey(done) === jobKey(stop)) === true;
      return [squad.shift_id, whereaboutsOf(squad, route, cause.at_min, isDone)] as const;
    }),
  );
  const past = [...where.values()].flatMap((whereabouts) => whereabouts.past);
  const rest = restOf(changed, cause, where, past);
  const model = lenient(await patrolModel(rest, ground, new Set(past.map(jobKey))));
  const beginning = beginningOf(model, where);
  const found = await searched(model, withOwners(model.problem, ownersOf(model, where)), beginning, {
    seed: input.settings.seed,
    seconds: options.seconds ?? repair_s,
    iterations: options.iterations,
    signal: options.signal,
  });
  options.signal?.throwIfAborted();
  const rota = await completed(model, found);
  const unserved = (await unservedOf(model, rota)).map((left) => keepingGaps(left, input, past));
  const mended = changed.squads.map((squad) =>
    mendedRoute(model, rota, squad, where.get(squad.shift_id)!, beginning.kept),
  );
  const { seed, iterations } = found;
  const made = { differ_share: null, differ_cost_m: null, seed, iterations };
  return {
    input: changed,
    result: { ...summary(mended, unserved), ...made, took_ms: Math.round(performance.now() - started) },
  };
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
  cause: PatrolCause,
  where: ReadonlyMap<number, Whereabouts>,
  past: readonly PlannedStop[],
): PlanInput {
  const squads = input.squads.flatMap((squad) => {
    const { at, from_min } = where.get(squad.shift_id)!;
    const out = cause.kind === 'squad_out' && squad.squad_id === cause.squad_id;
    return out ? [] : [{ ...squad, start: at, from_min }];
  });
  const points = input.points.map((point) => {
    const visits = past.filter(({ kind, id }) => kind === 'point' && id === point.id);
    const begins = visits.map(({ begin_min }) => Math.min(begin_min, cause.at_min));
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
