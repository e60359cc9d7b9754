import type { Random } from '../../../server/simulator/random.ts';
import { drawCount, drawMinute, factorOf, type Rhythm, rhythms } from '../../../server/simulator/rhythm.ts';
import type { Life } from './context.ts';
import { addDays } from './days.ts';

/** Days of history, today included. */
export const HISTORY_DAYS = 731;
/** Incidents a household and year on average over the history: 12,000 in two years among 30,000. */
const INCIDENTS_PER_HOUSEHOLD_YEAR = 0.2;

/** When an incident comes in, and what kind. */
export interface Arrival {
  /** Milliseconds since 1970. */
  reported_at: number;
  /** `YYYY-MM-DD`. */
  day: string;
  rhythm: Rhythm;
}

/** Instants and categories, oldest first; growth of a quarter over the two years. */
export function drawArrivals(life: Life, random: Random, households: number): Arrival[] {
  const perDay = (households * INCIDENTS_PER_HOUSEHOLD_YEAR) / 365;
  const shares = rhythms.reduce((sum, { share }) => sum + share, 0);
  const arrivals: Arrival[] = [];
  for (let back = HISTORY_DAYS - 1; back > 0; back--) {
    const day = addDays(life.today, -back);
    const growth = 1.12 - 0.24 * (back / HISTORY_DAYS);
    // Whole days are busier or quieter than others: weather, holidays, campaigns.
    const mood = Math.exp(random.normal() * 0.14);
    for (const rhythm of rhythms) {
      const mean = (perDay * growth * mood * factorOf(rhythm, day) * rhythm.share) / shares;
      for (let count = drawCount(random, mean); count > 0; count--) {
        arrivals.push({ reported_at: life.clock.instant(day, drawMinute(random, rhythm)), day, rhythm });
      }
    }
  }
  arrivals.push(...todaysArrivals(life, random, perDay));
  return arrivals.sort((a, b) => a.reported_at - b.reported_at);
}

/** A full day's worth, however early it is: the hours that have not come are drawn again, then squeezed before now. */
function todaysArrivals(life: Life, random: Random, perDay: number): Arrival[] {
  const minutes = life.clock.wall(life.now).minutes;
  const count = Math.max(3, Math.round(perDay * random.between(0.92, 1.08)));
  const weights = rhythms.map((rhythm) => rhythm.share * factorOf(rhythm, life.today));
  return Array.from({ length: count }, () => {
    const rhythm = rhythms[random.weighted(weights)]!;
    let minute = drawMinute(random, rhythm);
    for (let attempt = 0; minute >= minutes && attempt < 30; attempt++) minute = drawMinute(random, rhythm);
    if (minute >= minutes) minute = random.next() * minutes;
    return { reported_at: Math.min(life.now, life.clock.instant(life.today, minute)), day: life.today, rhythm };
  });
}
