import { addDays } from '../format/time.ts';
import type { ViewState } from './store.ts';

/** Longest period, in days: three years. A histogram of more days than pixels says nothing. */
export const longestPeriod = 1096;

/** First and last day of what is shown, both included: the chosen period, else the 30 days up to the latest day. */
export function shownPeriod(period: ViewState['period'], latestDay: string): { from: string; to: string } {
  return period ?? { from: addDays(latestDay, -29), to: latestDay };
}
