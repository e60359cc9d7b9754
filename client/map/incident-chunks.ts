import { daysBetween } from '../format/time.ts';
import type { Days } from '../state/period.ts';
import { type PointColumns, readPointColumns } from './point-columns.ts';
import { type CategoryNumbers, drawnPoints, type Points } from './points.ts';
import { RequestPool } from './request-pool.ts';

/** Points held at once, 60 MB: what is furthest from the middle is dropped. */
const most_points = 2_000_000;

/** Asks for the binary answer of one chunk; an empty code means everything there is. */
export type FetchPoints = (code: string, days: Days, signal: AbortSignal) => Promise<ArrayBuffer>;

/** What an answer said of itself; kept also when its points are let go. */
interface Said {
  count: number;
  /** Day from which on it has every incident; null: it has all of its days. */
  since: string | null;
}

/** What the map has of the wanted chunks. */
export interface HeldPoints {
  /** By the name of the answer. */
  points: ReadonlyMap<string, Points>;
  /** Some wanted chunk is too much to be held beside the others. */
  dropped: boolean;
  /** Latest day before which some chunk lacks incidents of the period; null when none does. */
  since: string | null;
}

/** Incidents by chunk, each fetched once for the whole span of the slider. Answers are named `code from to`. */
export class IncidentChunks {
  readonly #held = new Map<string, Points>();
  readonly #said = new Map<string, Said>();
  /** Held answers that are to be fetched anew, and are shown until then. */
  readonly #stale = new Set<string>();
  readonly #pool: RequestPool<PointColumns>;
  #codes: readonly string[] = [];
  #span: Days = { from: '', to: '' };
  #period: Days = { from: '', to: '' };

  constructor(
    fetch: FetchPoints,
    private readonly categories: CategoryNumbers,
    private readonly changed: () => void,
    ended: (error: unknown) => void,
    private readonly most = most_points,
  ) {
    this.#pool = new RequestPool(
      async (key, signal) => {
        const [code, from, to] = key.split(' ') as [string, string, string];
        return readPointColumns(await fetch(code, { from, to }, signal));
      },
      (key, columns) => this.#hold(key, columns),
      ended,
    );
  }

  get busy(): boolean {
    return this.#pool.busy;
  }

  /**
   * Fetches what is missing of these chunks, nearest first: the whole span, so that the slider moves within what is here; the period alone
   * where the span has more incidents than an answer and the period reaches back behind them.
   */
  want(codes: readonly string[], span: Days, period: Days): void {
    this.#codes = codes;
    this.#span = span;
    this.#period = period;
    this.#ask();
  }

  /** The best that is here of the wanted chunks. */
  get held(): HeldPoints {
    const points = new Map<string, Points>();
    let since: string | null = null;
    const wanted = this.#wanted();
    for (const code of wanted) {
      const key = this.#best(code);
      if (key === undefined) continue;
      points.set(key, this.#held.get(key)!);
      const from = this.#said.get(key)!.since;
      if (from !== null && this.#lacks(key) && (since === null || from > since)) since = from;
    }
    return { points, dropped: wanted.length < this.#codes.length, since };
  }

  /** What was fetched is out of date: what is in view stays until its successor is here, the rest is let go. */
  empty(): void {
    this.#pool.stop();
    const shown = new Set(this.#wanted().map((code) => this.#best(code)));
    for (const key of [...this.#held.keys()]) {
      if (shown.has(key)) this.#stale.add(key);
      else this.#held.delete(key);
    }
  }

  /** True while something in view is out of date and its successor on the way. */
  get outdated(): boolean {
    return this.#stale.size > 0;
  }

  release(): void {
    this.#pool.stop();
  }

  #ask(): void {
    const keys = this.#wanted().map((code) => this.#key(code));
    this.#pool.want(keys.filter((key) => !this.#held.has(key) || this.#stale.has(key)));
  }

  /** The chunks that can be held together, by what is known of them. */
  #wanted(): string[] {
    let sum = 0;
    return this.#codes.filter((code, place) => {
      sum += this.#said.get(this.#key(code))?.count ?? 0;
      return place === 0 || sum <= this.most;
    });
  }

  /** The request that shows the period of a chunk. */
  #key(code: string): string {
    const whole = nameOf(code, this.#span);
    return this.#lacks(whole) ? nameOf(code, this.#period) : whole;
  }

  #lacks(key: string): boolean {
    const since = this.#said.get(key)?.since ?? null;
    return since !== null && daysBetween(since, this.#period.from) < 0;
  }

  /** Name of the answer that shows most of a chunk. */
  #best(code: string): string | undefined {
    const key = this.#key(code);
    return this.#held.has(key) ? key : [...this.#held.keys()].findLast((other) => other.startsWith(`${code} `));
  }

  #hold(key: string, columns: PointColumns): void {
    const { count, truncated, complete_from } = columns.header;
    this.#said.set(key, { count, since: truncated ? complete_from : null });
    // The latest comes last.
    this.#held.delete(key);
    this.#held.set(key, drawnPoints(columns, this.categories));
    this.#stale.delete(key);
    this.#letGo();
    // Where the span turns out to be too much, the period is asked for.
    this.#ask();
    this.changed();
  }

  /** Lets go of what nobody looks at, the oldest first, while there is too much. */
  #letGo(): void {
    const shown = new Set(this.#wanted().map((code) => this.#best(code)));
    let total = [...this.#held.values()].reduce((sum, { count }) => sum + count, 0);
    for (const [key, { count }] of [...this.#held]) {
      if (total <= this.most) return;
      if (shown.has(key)) continue;
      this.#held.delete(key);
      total -= count;
    }
  }
}

function nameOf(code: string, { from, to }: Days): string {
  return `${code} ${from} ${to}`;
}
