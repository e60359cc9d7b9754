import type { PlanPoint, PlanSquad, PlanStreet, Remedy } from '../../api/patrol-plans/schema.ts';
import { leastThat, widened, withAnother, withGap, withJobs, withVehicle } from './changes.ts';
import { closeOf, type PatrolModel, windowsOf } from './model.ts';
import type { Rota } from './rota.ts';

/** A point or street of which something is left out. */
export interface Target {
  model: PatrolModel;
  /** The plan without it. */
  rota: Rota;
  of: PlanPoint | PlanStreet;
  /** All of its jobs, and those that are left out. */
  all: number[];
  left: number[];
}

/** How much longer a shift, or wider a window, may be proposed, min. */
const most_min = 720;
/** Midnight two days on: no plan goes further. */
const last_min = 2_880;

/** A remedy about nothing but what is given. */
export function remedy(kind: Remedy['kind'], about: Partial<Omit<Remedy, 'kind'>> = {}): Remedy {
  return { kind, squad_id: null, minutes: null, amount: null, ...about };
}

/** True where everything that is left out finds its place, and nothing else moves to another squad or position. */
function serves(rota: Rota, target: Target, vehicles?: readonly number[]): boolean {
  return rota.including(target.left, vehicles) !== null;
}

/** Numbers of the squads that may do it. */
export function ableOf({ model, left }: Target): number[] {
  return [...(model.problem.jobs[left[0]!]!.vehicles ?? model.problem.vehicles.keys())];
}

/** The squads that it is not kept from by its pin. */
export function pinnedTo({ model, of }: Target): [number, PlanSquad][] {
  return [...model.input.squads.entries()].filter(
    ([, squad]) => of.squad_id === null || of.squad_id === squad.squad_id,
  );
}

/** The fewest minutes by which one shift has to last longer. */
export function longerShift(target: Target): Remedy | null {
  const { model, rota } = target;
  let best: Remedy | null = null;
  for (const vehicle of ableOf(target)) {
    const squad = model.input.squads[vehicle]!;
    // One thing that nobody has time for can only go to the squad that gets more; of several, some may fit elsewhere then.
    const by = target.left.length === 1 ? [vehicle] : undefined;
    const most = Math.min((best?.minutes ?? most_min + 1) - 1, last_min - squad.to_min);
    const minutes = leastThat(1, most, (more) => {
      const close = closeOf({ ...squad, to_min: squad.to_min + more }, model.input.settings.pairs_from_min);
      return serves(rota.under(withVehicle(rota.problem, vehicle, { close })), target, by);
    });
    if (minutes !== null) best = remedy('lengthen_shift', { squad_id: squad.squad_id, minutes });
  }
  return best;
}

/** The minute nearest to one of its windows that this window has to reach, and how far that is, min. */
export function widerWindow(target: Target): { remedy: Remedy; by_min: number } | null {
  const { model, rota, of } = target;
  const windows = [...of.windows].sort((a, b) => a[0] - b[0]);
  const first = Math.min(...model.input.squads.map((squad) => squad.from_min));
  const last = Math.max(...model.input.squads.map((squad) => squad.to_min));
  let best: { remedy: Remedy; by_min: number } | null = null;
  const consider = (edge: number, towards: 1 | -1, room: number) => {
    const most = Math.min(most_min, Math.floor(room), (best?.by_min ?? most_min + 1) - 1);
    const by_min = leastThat(1, most, (by) => {
      const wide = windowsOf(widened(windows, edge + towards * by));
      return serves(rota.under(withJobs(rota.problem, target.all, { windows: wide })), target);
    });
    if (by_min !== null) best = { by_min, remedy: remedy('widen_window', { minutes: edge + towards * by_min }) };
  };
  for (const [index, [from, to]] of windows.entries()) {
    const next = windows[index + 1];
    const before = windows[index - 1];
    consider(to, 1, next ? (next[0] - to) / 2 : last - to);
    consider(from, -1, before ? (from - before[1]) / 2 : from - first);
  }
  return best;
}

/** The fewest people more in one squad. */
export function morePeople(target: Target): Remedy | null {
  const { model, rota, of } = target;
  const pairs = model.input.settings.pairs_from_min;
  let best: Remedy | null = null;
  for (const [vehicle, squad] of pinnedTo(target)) {
    const people = Math.max(of.people, squad.people, pairs === null ? 1 : 2);
    const amount = people - squad.people;
    if (amount === 0 || amount >= (best?.amount ?? Number.POSITIVE_INFINITY)) continue;
    const close = Math.max(squad.from_min * 60, closeOf({ ...squad, people }, pairs));
    const able = withJobs(rota.problem, target.left, { vehicles: [vehicle] });
    const staffed = rota.under(withVehicle(able, vehicle, { close }));
    if (serves(staffed, target)) best = remedy('add_people', { squad_id: squad.squad_id, amount });
  }
  return best;
}

/** Another squad with people enough that starts and works like one that is there. */
export function anotherSquad(target: Target, like: readonly [number, PlanSquad][] = pinnedTo(target)): Remedy | null {
  const { model, rota, of } = target;
  for (const [vehicle, squad] of like) {
    const people = Math.max(of.people, squad.people);
    const close = Math.max(squad.from_min * 60, closeOf({ ...squad, people }, model.input.settings.pairs_from_min));
    if (serves(withAnother(rota, target.left, vehicle, { close }), target)) {
      return remedy('add_squad', { squad_id: squad.squad_id });
    }
  }
  return null;
}

/** The longest gap that all visits fit with, if it is at least half of what is wanted; else the visits that fit. */
export function looserGap(target: Target): Remedy | null {
  const { rota, of, all, left } = target;
  if (!('gap_min' in of)) return null;
  // Of a plan that is under way, some visits are made and no jobs any more.
  const less = leastThat(1, of.gap_min, (by) =>
    serves(rota.under(withGap(rota.problem, all, (of.gap_min - by) * 60)), target),
  );
  const fit = of.wanted_visits - left.length;
  if (less !== null && (less <= of.gap_min / 2 || fit === 0)) {
    return remedy('shorter_gap', { minutes: of.gap_min - less });
  }
  return fit === 0 ? null : remedy('fewer_visits', { amount: fit });
}

/** The first squad that could come if it went on foot, and does all else on foot as well. */
export function onFoot(target: Target): Remedy | null {
  const { model, rota } = target;
  const mode = model.modes.indexOf('foot');
  for (const vehicle of ableOf(target)) {
    if (rota.problem.vehicles[vehicle]!.mode === mode) continue;
    const walking = rota.under(withVehicle(rota.problem, vehicle, { mode }));
    const stops = walking.timed(vehicle, rota.routes[vehicle]!);
    if (stops === null || !serves(walking.having({ vehicle, stops }), target)) continue;
    return remedy('change_mode', { squad_id: model.input.squads[vehicle]!.squad_id });
  }
  return null;
}
