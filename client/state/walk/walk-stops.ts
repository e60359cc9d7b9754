import type { Walk, WalkStop } from '../../../server/api/patrol-walk/schema.ts';
import { minuteAt } from '../../format/minutes.ts';
import type { KeptCheckIn } from './walk-shelf.ts';

/** A stop as the phone shows it. */
export interface SeenStop {
  stop: WalkStop;
  /** Place in the route, from 1. */
  number: number;
  /** When it was checked in at, ISO 8601; null: not yet. */
  done_at: string | null;
  /** What this phone keeps of it; null: the server has it, or there is nothing. */
  kept: KeptCheckIn | null;
  /** True: its time is over, and nobody checked in. */
  late: boolean;
}

const same = (a: Pick<WalkStop, 'kind' | 'id' | 'visit'>, b: Pick<WalkStop, 'kind' | 'id' | 'visit'>) =>
  a.kind === b.kind && a.id === b.id && a.visit === b.visit;

/** Every stop in its order, with what the server and this phone know of it. */
export function seenStops(walk: Walk, kept: readonly KeptCheckIn[], now_ms: number): SeenStop[] {
  const minute = minuteAt(now_ms, walk.day, walk.time_zone);
  return walk.stops.map((stop, place) => {
    const own = kept.find(({ item, state }) => state !== 'refused' && same(item, stop)) ?? null;
    const known = walk.check_ins.find((item) => same(item, stop));
    const done_at = known?.at ?? own?.item.at ?? null;
    return { stop, number: place + 1, done_at, kept: known ? null : own, late: !done_at && minute > stop.until_min };
  });
}

/** The first stop that nobody checked in at after the last one that was; else the first of all that are left; null: all are done. */
export function nextStop(stops: readonly SeenStop[]): SeenStop | null {
  const last = stops.findLastIndex(({ done_at }) => done_at !== null);
  return stops.find(({ done_at }, place) => place > last && !done_at) ?? stops.find(({ done_at }) => !done_at) ?? null;
}

/** The stop that a sign belongs to: of several visits of its point the first that is not done. */
export function stopOfSign(stops: readonly SeenStop[], digest: string): SeenStop | undefined {
  const own = stops.filter(({ stop }) => stop.code_digest === digest);
  return own.find(({ done_at }) => !done_at) ?? own[0];
}
