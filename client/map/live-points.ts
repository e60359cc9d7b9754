import type { IncidentStatus } from '../../server/api/incidents/schema.ts';
import type { LiveChange } from '../../server/api/live/schema.ts';
import { wallTime } from '../format/time.ts';
import { incidentStatuses, isOpen } from '../state/status.ts';
import { type CategoryNumbers, dayNumber, type Points, stageOf } from './points.ts';

/** Levels as `Points.settled` numbers them. */
const levels = ['', 'grid', 'community', 'street', 'district'];
const soon_ms = 86_400_000;
/** A day that no period has: a point that stands there passes no filter. */
const never = -1e6;

/** A changed incident as it is now, in numbers: a wall holds thousands. */
interface Held {
  id: number;
  /** Rises with every event; -1: the incident is no more. */
  version: number;
  /** Rises with every change that was taken. */
  serial: number;
  /** When it was heard, ms. */
  at: number;
  longitude: number;
  latitude: number;
  reported_ms: number;
  /** Day of the report by `dayNumber`; null until it was asked for: a calendar costs more than all the rest. */
  day: number | null;
  category: number;
  stage: number;
  settled: number;
  hands: number;
  /** Null: the clock is stopped. */
  due_ms: number | null;
}

/** What is held of an incident that is no more: that it is to be hidden. */
const gone = {
  version: -1,
  longitude: 0,
  latitude: 0,
  reported_ms: 0,
  category: 0,
  stage: 0,
  settled: 0,
  hands: 0,
  due_ms: null,
} as const;

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
    const known = this.#held.get(change.id);
    if (known && change.kind !== 'gone' && change.version <= known.version) return false;
    this.#held.delete(change.id);
    this.#held.set(change.id, this.#inNumbers(change));
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

  #inNumbers(change: LiveChange): Held {
    const heard = { id: change.id, serial: ++this.#serial, at: this.now(), day: null };
    if (change.kind === 'gone') return { ...heard, ...gone };
    return {
      ...heard,
      version: change.version,
      longitude: change.centre[0],
      latitude: change.centre[1],
      reported_ms: Date.parse(change.reported_at),
      category: this.categories.of(change.category),
      stage: stageOf(change.status),
      settled: Math.max(0, levels.indexOf(change.settled_at ?? '')),
      hands: Math.min(15, change.hand_count),
      due_ms: change.due_at === null ? null : Date.parse(change.due_at),
    };
  }

  #pointsOf(time_zone: string): Points {
    const now = this.now();
    const runs: Held[][] = [[], [], [], []];
    for (const held of this.#held.values()) {
      if (held.version < 0) continue;
      held.day ??= dayNumber(wallTime(new Date(held.reported_ms).toISOString(), time_zone).day);
      runs[urgencyOf(incidentStatuses[held.stage]!, held.due_ms, now)]!.push(held);
    }
    const ordered = runs.flat();
    return {
      count: ordered.length,
      id: Uint32Array.from(ordered, ({ id }) => id),
      position: Float64Array.from(ordered.flatMap(({ longitude, latitude }) => [longitude, latitude])),
      filter: Float32Array.from(ordered.flatMap(({ day, category, stage }) => [day!, category, stage])),
      settled: Uint8Array.from(ordered, ({ settled }) => settled),
      hands: Uint8Array.from(ordered, ({ hands }) => hands),
      starts: [0, ...runs.map((_, last) => runs.slice(0, last + 1).reduce((sum, run) => sum + run.length, 0))],
    };
  }
}

/** Urgency as the answer of points numbers it; a stopped clock (`due_ms` null) is neither due soon nor overdue. */
export function urgencyOf(status: IncidentStatus, due_ms: number | null, now: number): number {
  if (!isOpen(status)) return 0;
  if (due_ms === null) return 1;
  const left_ms = due_ms - now;
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
