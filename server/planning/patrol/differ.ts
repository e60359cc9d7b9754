import type { PlannedLeg, PlannedRoute, PlannedStop } from '../../api/patrol-plans/schema.ts';
import type { Problem } from '../problem.ts';
import type { PatrolModel } from './model.ts';
import type { Place } from './places.ts';

/** What a night's route has to tell of itself, so that others differ from it. */
export interface EarlierRoute extends Pick<PlannedRoute, 'squad_id' | 'stops'> {
  /** Only how many there are counts. */
  legs: readonly Pick<PlannedLeg, 'from_min'>[];
}

/** Ways from one stop straight to another, as the keys of their places. */
export type KnownWays = ReadonlySet<string>;

function wayKey(from: string, to: string): string {
  return `${from} > ${to}`;
}

function placeKey({ kind, id, reversed }: Pick<PlannedStop, 'kind' | 'id' | 'reversed'>): string {
  return `${kind} ${id}${reversed ? ' reversed' : ''}`;
}

/** Every way that some night's route took, whichever squad went it; start and end count as stops of their squad. */
export function knownWays(nights: readonly (readonly EarlierRoute[])[]): KnownWays {
  const known = new Set<string>();
  for (const { squad_id, stops, legs } of nights.flat()) {
    const keys = [`start ${squad_id}`, ...stops.map(placeKey)];
    if (legs.length > stops.length) keys.push(`end ${squad_id}`);
    for (const [index, key] of keys.entries()) if (index > 0) known.add(wayKey(keys[index - 1]!, key));
  }
  return known;
}

/**
 * Share of the routes' length on ways from stop straight to stop that no compared night took in that direction: what somebody who watched
 * those nights would not foresee. A street that must be passed belongs to the way that leads to it. Null where nobody goes anywhere.
 */
export function differShare(routes: readonly PlannedRoute[], known: KnownWays): number | null {
  let whole_m = 0;
  let other_m = 0;
  for (const { squad_id, stops, legs } of routes) {
    for (const [index, { length_m }] of legs.entries()) {
      const from = index === 0 ? `start ${squad_id}` : placeKey(stops[index - 1]!);
      const to = index < stops.length ? placeKey(stops[index]!) : `end ${squad_id}`;
      whole_m += length_m;
      if (!known.has(wayKey(from, to))) other_m += length_m;
    }
  }
  return whole_m === 0 ? null : Math.round((other_m / whole_m) * 1000) / 1000;
}

/**
 * The problem in which each known way costs more by a share of its length, and at least as if it were 50 m long, so that short known ways
 * are given up as well.
 */
export function withoutKnown({ problem, places }: PatrolModel, known: KnownWays, share: number): Problem {
  const numbers = new Map<string, number[]>();
  for (const [index, { key }] of places.entries()) numbers.set(key, [...(numbers.get(key) ?? []), index]);
  const pairs = [...known].flatMap((way) => {
    const [from, to] = way.split(' > ') as [Place['key'], Place['key']];
    const ends = numbers.get(to) ?? [];
    return (numbers.get(from) ?? []).flatMap((row) => ends.map((column) => row * problem.place_count + column));
  });
  const modes = problem.modes.map(({ cost, time }) => {
    const dearer = cost.slice();
    for (const pair of pairs) dearer[pair] = cost[pair]! + share * Math.max(50, cost[pair]!);
    return { cost: dearer, time };
  });
  return { ...problem, modes };
}
