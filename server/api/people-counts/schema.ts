import { z } from 'zod';
import { areaCode } from '../wire.ts';

/** What is counted about people: doors, those who live there, visits owed, those of them whose day is past, and households with a need tag that is valid today. */
export const peopleMeasures = ['household', 'resident', 'visit_due', 'visit_overdue', 'need_tag'] as const;
export type PeopleMeasure = (typeof peopleMeasures)[number];

/**
 * One question of a family that is counted: a measure over the areas of a level, all in one or by the measure's own
 * categories, visits month by month. Nothing else can be asked: every further filter would be one to subtract by.
 */
export const peopleCountsQuery = z.strictObject(
  {
    measure: z.enum(peopleMeasures, {
      error: `a measure is one of ${peopleMeasures.join(', ')} | 指标应为${peopleMeasures.join('、')}之一`,
    }),
    area_code: areaCode,
    /** Level of the areas that are counted; that of the area itself when not given. */
    level: z.string().max(40).optional(),
    by: z.literal('category', { error: 'counts are by category or not split | 只能按category分类' }).optional(),
    /** `YYYY-MM`, for visits: those owed up to that month's end; this month when not given. */
    month: z
      .string()
      .regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'a month is YYYY-MM, such as 2026-05 | 月份格式应为YYYY-MM，例如2026-05')
      .optional(),
  },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? 'people are counted by measure, area, level, category and month only | 人员统计只能按指标、区域、层级、类别和月份查询'
        : undefined,
  },
);

/** Counts of the areas that the caller may see counted, in order of code; `count[area][category]`. */
export interface PeopleCounts {
  measure: PeopleMeasure;
  level: string;
  /** `YYYY-MM` for visits, else null. */
  month: string | null;
  /** Null: counts are exact. Else they are approximate, and null stands for 1 to one less than this. */
  small_count_below: number | null;
  area_code: string[];
  /** In the order of the catalogue; `[null]` where counts are not by category. */
  category: (string | null)[];
  count: (number | null)[][];
}
