import type { Compared } from '../api/wall/schema.ts';
import type { LoopColumns } from './loop.ts';
import { hoursOf, quantile } from './quantile.ts';

/** What happened in one span of time. */
export interface SpanFigures {
  reported: number;
  settled: number;
  /** Of what was settled in it; null where nothing was. */
  median_settle_h: number | null;
  /** Whole per cent of what was settled in it after its due time; null where nothing was. */
  late_share: number | null;
}

/** Spans that "usual" is the mean of, before the one that the newest is compared with. */
export const USUAL_SPANS = 12;
/** Spans that a comparison reads: the newest, the one before it, and the usual ones. */
export const COMPARED_SPANS = USUAL_SPANS + 2;

type Columns = Pick<LoopColumns, 'reported_min' | 'closed_min' | 'settled' | 'past_due'>;

/**
 * The figures of spans of equal length that end with each other's beginning.
 * @param end_min minute at which the newest ends. @param span_min length of each, min. @param count how many.
 * @returns the newest first.
 */
export function spanFigures(columns: Columns, end_min: number, span_min: number, count: number): SpanFigures[] {
  const { reported_min, closed_min, settled, past_due } = columns;
  const spanAt = (minute: number) => Math.floor((end_min - 1 - minute) / span_min);
  const spans = Array.from({ length: count }, () => ({ reported: 0, late: 0, took: [] as number[] }));
  for (let row = 0; row < reported_min.length; row++) {
    const came = spans[spanAt(reported_min[row]!)];
    if (came) came.reported++;
    const went = settled[row] === 1 ? spans[spanAt(closed_min[row]!)] : undefined;
    if (!went) continue;
    went.took.push(closed_min[row]! - reported_min[row]!);
    if (past_due[row] === 1) went.late++;
  }
  return spans.map(({ reported, late, took }) => ({
    reported,
    settled: took.length,
    median_settle_h: hoursOf(quantile(Int32Array.from(took).sort(), 0.5)),
    late_share: took.length === 0 ? null : Math.round((100 * late) / took.length),
  }));
}

/**
 * A figure of the newest span beside its own past, the mean to one decimal.
 * @param values of `COMPARED_SPANS` spans, the newest first. @param known how many of these the record covers from their beginning.
 */
export function compared(values: readonly (number | null)[], known: number): Compared {
  const usual = values.slice(2, COMPARED_SPANS).filter((value) => value !== null);
  const mean = usual.reduce((sum, value) => sum + value, 0) / usual.length;
  return {
    value: values[0] ?? null,
    before: known >= 2 ? (values[1] ?? null) : null,
    usual: known >= COMPARED_SPANS && usual.length > 0 ? Math.round(10 * mean) / 10 : null,
  };
}
