import { AppError } from '../../errors.ts';
import { addDays, daysBetween } from '../calendar.ts';
import type { IncidentHistogram } from './schema.ts';

/** Longest histogram, days: three years. */
const LONGEST_DAYS = 1100;
/** Shown when neither end is given. */
const USUAL_DAYS = 90;

/**
 * The days of a histogram, both included: an end that was not given is today, a beginning 90 days up to the end.
 * @throws AppError (400, field `from`) when there would be more than 1,100 days, or none.
 */
export function histogramDays(from: string | undefined, to: string | undefined, today: string) {
  const last = to ?? (from && from > today ? from : today);
  const first = from ?? addDays(last, 1 - USUAL_DAYS);
  const days = daysBetween(first, last);
  if (days > LONGEST_DAYS) {
    throw new AppError(
      'bad_input',
      {
        'zh-CN': `「from」有误：最多查看${LONGEST_DAYS}天，请缩短时间段。`,
        en: `“from” is wrong: a histogram shows at most ${LONGEST_DAYS} days; choose a shorter period.`,
      },
      { field: 'from' },
    );
  }
  return { from: first, to: last, days };
}

/** Fills the days on which nothing was reported; `day` counts from `from` (0). */
export function fillDays(
  { from, to, days }: ReturnType<typeof histogramDays>,
  rows: { day: number; count: number; open_count: number }[],
): IncidentHistogram {
  const count = new Array<number>(days).fill(0);
  const open_count = new Array<number>(days).fill(0);
  for (const row of rows) {
    count[row.day] = row.count;
    open_count[row.day] = row.open_count;
  }
  return { from, to, count, open_count };
}
