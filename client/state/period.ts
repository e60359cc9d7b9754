import { addDays, daysBetween, earlierDay, laterDay } from '../format/time.ts';
import type { ViewState } from './store.ts';

/** Longest period, in days: three years. A histogram of more days than pixels says nothing. */
export const longestPeriod = 1096;

/** `YYYY-MM-DD`, `from` to `to`, both included. */
export interface Days {
  from: string;
  to: string;
}

/** First and last day of what is shown, both included: the chosen period, else the 30 days up to the latest day. */
export function shownPeriod(period: ViewState['period'], latestDay: string): Days {
  return period ?? { from: addDays(latestDay, -29), to: latestDay };
}

/**
 * What the slider spans: the year up to the latest day, longer where the period reaches out of it. A period too long ago
 * for that has half a year around it instead.
 */
export function sliderDays(period: Days, latestDay: string): Days {
  const reaching = { from: earlierDay(period.from, addDays(latestDay, -364)), to: laterDay(period.to, latestDay) };
  if (daysBetween(reaching.from, reaching.to) < longestPeriod) return reaching;
  const around = Math.min(182, Math.floor((longestPeriod - 1 - daysBetween(period.from, period.to)) / 2));
  return { from: addDays(period.from, -around), to: addDays(period.to, around) };
}
