import type { LoopFigures, StepTime } from '../api/statistics/schema.ts';
import { hoursOf, quantile, weightedQuantile } from './quantile.ts';

/** Stands for a time that is not there. */
export const NEVER = 2_147_483_647;

/**
 * The incidents that were reported or settled in a span of time, or open at its end: parallel arrays. Times are whole minutes from
 * the beginning of the span, `NEVER` where there is none.
 */
export interface LoopColumns {
  reported_min: Int32Array;
  closed_min: Int32Array;
  /** 1: settled after its due time, or open at the end and due before then. */
  past_due: Uint16Array;
  /** Number of the area among those one level below; 0 for none. */
  child: Uint16Array;
  category: Uint16Array;
  /** 1: found by a worker or a patrol. 2: somebody complained. 0: neither. */
  origin: Uint16Array;
  /** 1: settled, 0: merged into another or withdrawn; of what is open, nothing. */
  settled: Uint16Array;
  /** Number of the level at which it was settled, from 1; 0: none. */
  level: Uint16Array;
  /** Hands that it went through, 15 at most. */
  hands: Uint16Array;
  /** 1 to 5; 0: nobody rated it. */
  rating: Uint16Array;
}

/** Where a span ends and how it is cut. */
export interface LoopSpan {
  /** Minutes at which each part begins, ascending, the first 0. */
  edges: readonly number[];
  /** Minute at which the last part ends. */
  end_min: number;
}

/** What a span's incidents come to, in all and by area and category; numbers of areas and categories as in the columns. */
export interface LoopTotals {
  all: LoopFigures;
  /** Figures of an area below, also of one with nothing. */
  child(number: number): LoopFigures & { inflow: number[] };
  categories: Map<number, LoopFigures>;
  /** A number a part: reported, settled, open at its end. */
  flow: { inflow: number[]; outflow: number[]; open: number[] };
  /** Settled ones by number of the level (0: not known). */
  settled_at: number[];
  /** Settled ones by hands: 1 or none, 2, 3, 4 or more. */
  hands: [number, number, number, number];
  /** Settled ones by rating, 1 to 5. */
  ratings: [number, number, number, number, number];
}

/** Collects one group. */
class Group {
  inflow = 0;
  outflow = 0;
  aside = 0;
  open = 0;
  overdue = 0;
  late = 0;
  found = 0;
  complaint = 0;
  readonly settle: number[] = [];
  /** Reported, a number a part. */
  readonly parts: number[];

  constructor(parts: number) {
    this.parts = new Array<number>(parts).fill(0);
  }

  figures(): LoopFigures {
    const sorted = Int32Array.from(this.settle).sort();
    const both = this.found + this.complaint;
    return {
      inflow_count: this.inflow,
      outflow_count: this.outflow,
      aside_count: this.aside,
      open_count: this.open,
      overdue_count: this.overdue,
      late_count: this.late,
      settle_median_h: hoursOf(quantile(sorted, 0.5)),
      settle_p90_h: hoursOf(quantile(sorted, 0.9)),
      found_count: this.found,
      complaint_count: this.complaint,
      proactive_share: both === 0 ? null : Math.round((100 * this.found) / both),
    };
  }
}

/** Adds up the incidents of a span. */
export function loopTotals(columns: LoopColumns, span: LoopSpan): LoopTotals {
  const sum = new Sum(columns, span);
  for (let row = 0; row < columns.reported_min.length; row++) sum.add(row);
  return sum.totals();
}

class Sum {
  readonly #columns: LoopColumns;
  readonly #span: LoopSpan;
  readonly #all: Group;
  readonly #children = new Map<number, Group>();
  readonly #categories = new Map<number, Group>();
  readonly #outflow: number[];
  /** What stopped being open, settled or not. */
  readonly #gone: number[];
  #before = 0;
  readonly #settledAt: number[] = [];
  readonly #hands: LoopTotals['hands'] = [0, 0, 0, 0];
  readonly #ratings: LoopTotals['ratings'] = [0, 0, 0, 0, 0];

  constructor(columns: LoopColumns, span: LoopSpan) {
    this.#columns = columns;
    this.#span = span;
    this.#all = new Group(span.edges.length);
    this.#outflow = new Array<number>(span.edges.length).fill(0);
    this.#gone = [...this.#outflow];
  }

  add(row: number): void {
    const { reported_min, closed_min, child, category } = this.#columns;
    const groups = [
      this.#all,
      this.#group(this.#children, child[row]!),
      this.#group(this.#categories, category[row]!),
    ] as const;
    if (reported_min[row]! < 0) this.#before++;
    else this.#came(row, groups);
    if (closed_min[row]! < this.#span.end_min) this.#went(row, groups);
    else {
      const overdue = this.#columns.past_due[row] === 1;
      for (const group of groups) {
        group.open++;
        if (overdue) group.overdue++;
      }
    }
  }

  totals(): LoopTotals {
    const open: number[] = [];
    for (const [part, came] of this.#all.parts.entries()) {
      open.push((open.at(-1) ?? this.#before) + came - this.#gone[part]!);
    }
    return {
      all: this.#all.figures(),
      child: (number) => {
        const group = this.#group(this.#children, number);
        return { ...group.figures(), inflow: group.parts };
      },
      categories: new Map([...this.#categories].map(([category, group]) => [category, group.figures()])),
      flow: { inflow: this.#all.parts, outflow: this.#outflow, open },
      settled_at: Array.from(this.#settledAt, (count) => count ?? 0),
      hands: this.#hands,
      ratings: this.#ratings,
    };
  }

  #came(row: number, groups: readonly Group[]): void {
    const part = partAt(this.#span.edges, this.#columns.reported_min[row]!);
    const origin = this.#columns.origin[row];
    for (const group of groups) {
      group.inflow++;
      group.parts[part]!++;
      if (origin === 1) group.found++;
      else if (origin === 2) group.complaint++;
    }
  }

  #went(row: number, groups: readonly Group[]): void {
    const { reported_min, closed_min, past_due, settled, level, hands, rating } = this.#columns;
    const part = partAt(this.#span.edges, closed_min[row]!);
    this.#gone[part]!++;
    if (settled[row] === 0) {
      for (const group of groups) group.aside++;
      return;
    }
    this.#outflow[part]!++;
    const late = past_due[row] === 1;
    const took_min = closed_min[row]! - reported_min[row]!;
    for (const group of groups) {
      group.outflow++;
      if (late) group.late++;
      group.settle.push(took_min);
    }
    this.#settledAt[level[row]!] = (this.#settledAt[level[row]!] ?? 0) + 1;
    this.#hands[Math.min(Math.max(hands[row]!, 1), 4) - 1]!++;
    if (rating[row]) this.#ratings[rating[row]! - 1]!++;
  }

  #group(groups: Map<number, Group>, key: number): Group {
    let group = groups.get(key);
    if (!group) {
      group = new Group(this.#span.edges.length);
      groups.set(key, group);
    }
    return group;
  }
}

/** The part in which a minute lies: the last that begins by then. */
function partAt(edges: readonly number[], minute: number): number {
  let low = 0;
  let high = edges.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (edges[middle]! <= minute) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Times of a step from minutes in any order and how often each stood so. */
export function stepTime(minutes: ArrayLike<number>, counts: ArrayLike<number>): StepTime {
  const order = Array.from(minutes, (_, at) => at).sort((a, b) => minutes[a]! - minutes[b]!);
  const values = order.map((at) => minutes[at]!);
  const weights = order.map((at) => counts[at]!);
  return {
    count: weights.reduce((sum, count) => sum + count, 0),
    median_h: hoursOf(weightedQuantile(values, weights, 0.5)),
    p90_h: hoursOf(weightedQuantile(values, weights, 0.9)),
  };
}
