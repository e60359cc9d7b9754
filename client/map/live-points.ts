import type { LiveChange, LiveIncident } from '../../server/api/live/schema.ts';
import { wallTime } from '../format/time.ts';
import { isOpen } from '../state/status.ts';
import { type CategoryNumbers, dayNumber, type Points, stageOf } from './points.ts';

/** Levels as `Points.settled` numbers them. */
const levels = ['', 'grid', 'community', 'street', 'district'];
const soon_ms = 86_400_000;
/** A day that no period has: a point that stands there passes no filter. */
const never = -1e6;

interface Held {
  change: LiveChange;
  /** Rises with every change that was taken. */
  serial: number;
  /** When it was heard, ms. */
  at: number;
}

/**
 * What the feed told of incidents since the answers came that the map draws: each is hidden where it stood in an answer and stands in
 * points of its own, as it is now. Both change without a request.
 */
export class LivePoints {
  readonly #held = new Map<number, Held>();
  /** Answers as they are without what is hidden in them, and up to which serial that has been done. */
  readonly #hidden = new WeakMap<Points, { points: Points; serial: number }>();
  #own: Points | null = null;
  #serial = 0;

  constructor(
    private readonly categories: CategoryNumbers,
    private readonly now: () => number = () => Date.now(),
  ) {}

  /** How many incidents changed. */
  get size(): number {
    return this.#held.size;
  }

  /** Takes a change; false where it is older than what is known. */
  take(change: LiveChange): boolean {
    const known = this.#held.get(change.id)?.change;
    if (known && change.kind !== 'gone' && known.kind !== 'gone' && change.version <= known.version) return false;
    this.#held.delete(change.id);
    this.#held.set(change.id, { change, serial: ++this.#serial, at: this.now() });
    this.#own = null;
    return true;
  }

  /** Lets go of what was heard before a moment: every answer was asked for later. */
  forget(before: number): void {
    for (const [id, { at }] of this.#held) if (at < before) this.#held.delete(id);
    this.#own = null;
  }

  /** The answers as they are now, and what changed after all of them. @param time_zone of the days. */
  over(answers: ReadonlyMap<string, Points>, time_zone: string): ReadonlyMap<string, Points> {
    if (this.#held.size === 0) return answers;
    const points = new Map([...answers].map(([name, answer]) => [name, this.#without(answer)]));
    this.#own ??= this.#pointsOf(time_zone);
    return points.set('live', this.#own);
  }

  /** An answer in which what changed is hidden: another object once something more is. */
  #without(answer: Points): Points {
    const before = this.#hidden.get(answer) ?? { points: answer, serial: 0 };
    if (before.serial === this.#serial) return before.points;
    let hid = false;
    for (const [id, { serial }] of this.#held) {
      const place = serial > before.serial ? placeOf(answer, id) : -1;
      if (place < 0) continue;
      answer.filter[place * 3] = never;
      hid = true;
    }
    const points = hid ? { ...answer } : before.points;
    this.#hidden.set(answer, { points, serial: this.#serial });
    return points;
  }

  #pointsOf(time_zone: string): Points {
    const now = this.now();
    const present = [...this.#held.values()].flatMap(({ change }) => (change.kind === 'gone' ? [] : [change]));
    const runs = [0, 1, 2, 3].map((urgency) => present.filter((incident) => urgencyOf(incident, now) === urgency));
    const ordered = runs.flat();
    const points: Points = {
      count: ordered.length,
      id: Uint32Array.from(ordered, ({ id }) => id),
      position: Float64Array.from(ordered.flatMap(({ centre }) => centre)),
      filter: Float32Array.from(
        ordered.flatMap(({ reported_at, category, status }) => [
          dayNumber(wallTime(reported_at, time_zone).day),
          this.categories.of(category),
          stageOf(status),
        ]),
      ),
      settled: Uint8Array.from(ordered, ({ settled_at }) => Math.max(0, levels.indexOf(settled_at ?? ''))),
      hands: Uint8Array.from(ordered, ({ hand_count }) => Math.min(15, hand_count)),
      starts: [0, ...runs.map((_, last) => runs.slice(0, last + 1).reduce((sum, run) => sum + run.length, 0))],
    };
    return points;
  }
}

/** Urgency as the answer of points numbers it; a stopped clock is neither due soon nor overdue. */
export function urgencyOf({ status, due_at }: Pick<LiveIncident, 'status' | 'due_at'>, now: number): number {
  if (!isOpen(status)) return 0;
  if (due_at === null) return 1;
  const left_ms = Date.parse(due_at) - now;
  return left_ms < 0 ? 3 : left_ms < soon_ms ? 2 : 1;
}

/** Where an incident stands in an answer, -1: not there. Ids rise within each run. */
export function placeOf({ id, starts }: Pick<Points, 'id' | 'starts'>, wanted: number): number {
  for (let run = 0; run + 1 < starts.length; run++) {
    let [low, high] = [starts[run]!, starts[run + 1]!];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (id[middle]! < wanted) low = middle + 1;
      else high = middle;
    }
    if (low < starts[run + 1]! && id[low] === wanted) return low;
  }
  return -1;
}
