import type { Remedy, Unserved, UnservedReason } from '../../api/patrol-plans/schema.ts';
import { withGap, withJobs } from './changes.ts';
import type { PatrolModel } from './model.ts';
import { type Moved, movedToStreets } from './moving.ts';
import {
  ableOf,
  anotherSquad,
  longerShift,
  looserGap,
  morePeople,
  onFoot,
  pinnedTo,
  remedy,
  type Target,
  widerWindow,
} from './remedies.ts';
import { Rota } from './rota.ts';
import { turn } from './turn.ts';

/**
 * Why each thing that no route holds is left out, and the smallest change that was found and tried: with it, all of what is left out of
 * that thing can be put into the routes as they are, every other stop staying with its squad and in its order.
 */
export async function unservedOf(model: PatrolModel, rota: Rota): Promise<Unserved[]> {
  const served = new Set(rota.routes.flat().map(({ job }) => job));
  const targets = new Map<unknown, Target>();
  for (const [job, { of }] of model.jobs.entries()) {
    const target = targets.get(of) ?? { model, rota, of, all: [], left: [] };
    target.all.push(job);
    if (!served.has(job)) target.left.push(job);
    targets.set(of, target);
  }
  const missing = [...targets.values()].filter(({ left }) => left.length > 0);
  const reasons = new Map(missing.map((target) => [target, reasonOf(target)]));
  const lost = missing.filter((target) => ['no_street', 'no_way'].includes(reasons.get(target)!));
  const moved = await movedToStreets(model, lost);
  const explained: Unserved[] = [];
  for (const target of missing) {
    await turn();
    const { kind, id } = model.jobs[target.left[0]!]!;
    const reason = reasons.get(target)!;
    const visits = target.left.map((job) => model.jobs[job]!.visit);
    explained.push({ kind, id, visits, reason, remedy: remedyFor(reason, target, moved) });
  }
  return explained;
}

/** What is in the way first: later reasons are only looked at where the earlier ones are not. */
function reasonOf(target: Target): UnservedReason {
  const { model, rota, left, all } = target;
  if (pinnedTo(target).length === 0) return 'squad';
  const places = left.flatMap((job) => model.problem.jobs[job]!.ways.map((way) => model.places[way.from]!));
  if (!places.some(({ spots }) => Object.keys(spots).length > 0)) {
    return places.some(({ walled }) => walled) ? 'no_way' : 'no_street';
  }
  if (ableOf(target).length === 0) return 'people';
  if (!left.some((job) => hasWay(target, job))) return 'no_way';
  if (target.of.optional && rota.including(left) !== null) return 'dear';
  const alone = new Rota(
    model.problem,
    rota.routes.map(() => []),
  );
  const atAnyTime = alone.under(withJobs(model.problem, all, { windows: [] }));
  if (!left.some((job) => atAnyTime.cheapest(job) !== null)) return 'time';
  if (!left.some((job) => alone.cheapest(job) !== null)) {
    // From some minute on a squad of one goes nowhere, so that its windows are only shut to squads of one.
    return morePeople(target) === null ? 'window' : 'people';
  }
  const together = rota.under(withGap(model.problem, all, 0)).including(left) !== null;
  return all.length > 1 && together ? 'gap' : 'time';
}

function hasWay(target: Target, job: number): boolean {
  const { problem } = target.model;
  return ableOf(target).some((vehicle) => {
    const { mode, start, end } = problem.vehicles[vehicle]!;
    const { time } = problem.modes[mode]!;
    const size = problem.place_count;
    return problem.jobs[job]!.ways.some(
      ({ from, to }) => Number.isFinite(time[start * size + from]!) && Number.isFinite(time[to * size + end!]!),
    );
  });
}

function remedyFor(reason: UnservedReason, target: Target, moved: Moved): Remedy | null {
  switch (reason) {
    case 'squad': {
      const found = anotherSquad(target, [...target.model.input.squads.entries()]);
      return found && { ...found, squad_id: target.of.squad_id };
    }
    case 'no_street':
      return movedRemedy(target, moved);
    case 'no_way':
      return onFoot(target) ?? movedRemedy(target, moved);
    case 'people':
      return morePeople(target) ?? anotherSquad(target);
    case 'dear':
      return remedy('make_required');
    case 'gap':
      return looserGap(target);
    case 'window':
    case 'time':
      return moreTime(target) ?? morePeople(target) ?? anotherSquad(target);
  }
}

function movedRemedy(target: Target, { problem, by_m }: Moved): Remedy | null {
  const amount = by_m.get(target);
  if (amount === undefined || target.rota.under(problem).including(target.left) === null) return null;
  return remedy('move_point', { amount });
}

/** A longer shift or a wider window, whichever takes fewer minutes. */
function moreTime(target: Target): Remedy | null {
  const longer = longerShift(target);
  const wider = widerWindow(target);
  if (wider === null || (longer !== null && longer.minutes! <= wider.by_min)) return longer;
  return wider.remedy;
}
