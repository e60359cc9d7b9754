import { z } from 'zod';
import type { IncidentStatus } from '../incidents/schema.ts';
import { areaCode, day } from '../wire.ts';

/** Longest span, days: three years. */
export const LONGEST_SPAN_DAYS = 1096;

const daysIn = ({ from, to }: { from: string; to: string }) => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
export const loopStatisticsQuery = z
  .object({
    area_code: areaCode,
    /** First and last day, both included. */
    from: day,
    to: day,
    category: z.string().max(60).optional(),
  })
  .refine(({ from, to }) => from <= to, {
    path: ['from'],
    message: 'the first day is after the last | 开始日期晚于结束日期',
  })
  .refine((span) => daysIn(span) <= LONGEST_SPAN_DAYS, {
    path: ['from'],
    message: `statistics are of at most ${LONGEST_SPAN_DAYS} days | 一次至多统计${LONGEST_SPAN_DAYS}天`,
  });

/** What is counted of any group of incidents. Shares are whole per cent. */
export interface LoopFigures {
  /** Reported in the span. */
  inflow_count: number;
  /** Settled in it. */
  outflow_count: number;
  /** Merged into another or withdrawn in it. */
  aside_count: number;
  /** Open at its end (by now, where that is still to come), and of these past due. */
  open_count: number;
  overdue_count: number;
  /** Of those settled in it, after their due time. */
  late_count: number;
  /** From report to settling. */
  settle_median_h: number | null;
  settle_p90_h: number | null;
  /** Of those reported in it: found by workers or patrols, and complained of by the public or the hotline. */
  found_count: number;
  complaint_count: number;
  /** Found, of both; null where there is neither (未诉先办). */
  proactive_share: number | null;
}

/** How long one step took: how often it ended in the span, median and 90th percentile. */
export interface StepTime {
  count: number;
  median_h: number | null;
  p90_h: number | null;
}

/**
 * The loop of an area over a span of days. Nothing in it is about a person. Another span, such as the one before or the same a year
 * ago, is another question. Incidents that were reopened since count as open from their report on.
 */
export interface LoopStatistics {
  area_code: string;
  from: string;
  to: string;
  figures: LoopFigures;
  /** Parallel arrays, a part of the span each: its first day, what was reported and settled in it, what was open at its end. */
  flow: { part_days: 1 | 7; from: string[]; inflow_count: number[]; outflow_count: number[]; open_count: number[] };
  /** In the order of the loop; steps that ended in the span, of incidents of any age. */
  steps: (StepTime & { status: IncidentStatus })[];
  /** Those settled in the span, by the level at which they were settled, from the root down; levels at which none was too. */
  settled_at: { level: string; count: number }[];
  /** Those settled in the span by hands: 1, 2, 3, 4 or more. */
  hands: [number, number, number, number];
  /** Those settled in the span by rating, 1 to 5. */
  ratings: [number, number, number, number, number];
  /** Areas one level below, in order of code, with what was reported a part. */
  areas: (LoopFigures & { area_code: string; name: string; level: string; inflow_by_part: number[] })[];
  /** In order of category; those with nothing left out. */
  categories: (LoopFigures & { category: string })[];
}
