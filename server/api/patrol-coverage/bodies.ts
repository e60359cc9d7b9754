import { z } from 'zod';
import { daysBetween } from '../calendar.ts';
import { areaCode, day, id } from '../wire.ts';

/** Longest span, days: a quarter. */
export const LONGEST_DAYS = 92;
/** Metres either side of a route that count as covered where nobody says otherwise, as in a plan. */
export const USUAL_COVER_M = 30;

const span = {
  area_code: areaCode,
  /** First and last day, both included; a night belongs to the day on which its plan begins. */
  from: day,
  to: day,
};
const reach = 'metres beside a route are from 5 to 200 | 覆盖半径应为5至200米';
const cover_m = z.coerce.number({ error: reach }).min(5, reach).max(200, reach).default(USUAL_COVER_M);
const hour = 'an hour is a whole number from 0 to 23 | 小时应为0至23的整数';

const inOrder = <Shape extends z.ZodType<{ from: string; to: string }>>(shape: Shape) =>
  shape
    .refine(({ from, to }) => from <= to, {
      path: ['from'],
      message: 'the first day is after the last | 开始日期晚于结束日期',
    })
    .refine(({ from, to }) => daysBetween(from, to) <= LONGEST_DAYS, {
      path: ['from'],
      message: `at most ${LONGEST_DAYS} days at once | 一次至多${LONGEST_DAYS}天`,
    });

export const coverageQuery = inOrder(z.object({ ...span, cover_m }));
export const streetsQuery = inOrder(
  z.object({
    ...span,
    cover_m,
    hour: z.coerce.number({ error: hour }).int(hour).min(0, hour).max(23, hour).optional(),
  }),
);
export const proposalsQuery = inOrder(z.object(span));
export const tracksQuery = z.object({ walk_id: id });
