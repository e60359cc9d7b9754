import { addDays } from '../format/time.ts';
import type { ViewState } from './store.ts';

/** First and last day of what is shown, both included: the chosen period, else the last 30 days up to today. */
export function shownPeriod(period: ViewState['period'], today: string): { from: string; to: string } {
  return period ?? { from: addDays(today, -29), to: today };
}
