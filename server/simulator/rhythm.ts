import type { Random } from './random.ts';

/** How a category of incidents comes and goes; ids of data/codes/incident-category.json. */
export interface Rhythm {
  category: string;
  /** Share among all incidents in an average month. */
  share: number;
  /** Peaks of the day: hour, spread in hours, weight. */
  hours: readonly (readonly [hour: number, spread: number, weight: number])[];
  /** Factor for Saturday and Sunday. */
  weekend: number;
  /** Factor a month, January first. */
  months: readonly number[];
}

const even = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];
const day: Rhythm['hours'] = [
  [9, 1.1, 4],
  [14.5, 2, 3],
  [18.3, 1.3, 3],
];

/** Twelve rhythms of a Chinese city: mornings and evenings on the street, nights for noise, winters for fire. */
export const rhythms: readonly Rhythm[] = [
  {
    category: 'environment',
    share: 19,
    hours: [
      [8.6, 1, 5],
      [14.5, 2.2, 3],
      [18.4, 1.2, 3],
    ],
    weekend: 0.95,
    months: [0.9, 1.05, 1, 1, 1.05, 1.15, 1.3, 1.25, 1.05, 1, 1, 0.9],
  },
  {
    category: 'parking',
    share: 15,
    hours: [
      [8, 0.8, 4],
      [18.6, 1.2, 6],
      [20.8, 1, 3],
    ],
    weekend: 1.3,
    months: [0.9, 1.15, 0.95, 1, 1, 1.15, 1.3, 1.3, 1.1, 1, 0.9, 0.9],
  },
  {
    category: 'public_works',
    share: 12,
    hours: day,
    weekend: 0.7,
    months: [0.95, 0.9, 1, 1, 1.05, 1.45, 1.5, 1.1, 1, 0.95, 0.9, 0.95],
  },
  {
    category: 'property',
    share: 11,
    hours: [
      [9, 1.2, 4],
      [19.2, 1.4, 5],
    ],
    weekend: 1.25,
    months: [1.1, 1, 1, 0.95, 0.95, 1.05, 1.15, 1.1, 0.95, 0.95, 1.2, 1.15],
  },
  {
    category: 'dispute',
    share: 8,
    hours: [
      [10, 1.5, 3],
      [15.5, 1.8, 2],
      [19.6, 1.4, 5],
    ],
    weekend: 1.2,
    months: [1.1, 1.2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1.05],
  },
  {
    category: 'noise',
    share: 8,
    hours: [
      [22.4, 1, 7],
      [20, 1, 3],
      [13, 0.8, 1.5],
      [0.6, 0.7, 1.5],
    ],
    weekend: 1.25,
    months: [0.6, 0.7, 0.8, 0.95, 1.1, 1.4, 1.7, 1.65, 1.15, 0.9, 0.7, 0.6],
  },
  {
    category: 'safety',
    share: 7,
    hours: day,
    weekend: 0.85,
    months: [1, 0.95, 0.95, 1, 1, 1.15, 1.25, 1.1, 1, 1, 1.05, 1.1],
  },
  {
    category: 'fire',
    share: 6,
    hours: [
      [9.5, 1.4, 4],
      [16, 1.6, 3],
      [20, 1.4, 3],
    ],
    weekend: 0.95,
    months: [1.7, 1.55, 1, 0.85, 0.75, 0.75, 0.8, 0.8, 0.8, 0.95, 1.35, 1.75],
  },
  {
    category: 'traffic',
    share: 5,
    hours: [
      [8, 0.7, 5],
      [18, 0.9, 5],
      [13, 2, 1.5],
    ],
    weekend: 0.7,
    months: even,
  },
  {
    category: 'welfare',
    share: 5,
    hours: [
      [9.6, 1, 6],
      [15, 1.2, 4],
    ],
    weekend: 0.35,
    months: [1.2, 0.9, 1, 1, 1, 0.95, 1, 1, 1.05, 1, 1.05, 1.15],
  },
  {
    category: 'construction',
    share: 2.5,
    hours: day,
    weekend: 1.1,
    months: [0.6, 0.6, 1.1, 1.3, 1.3, 1.1, 1, 1, 1.2, 1.2, 0.9, 0.7],
  },
  {
    category: 'order',
    share: 1.5,
    hours: [
      [21.8, 1.6, 5],
      [2, 1.2, 2],
      [15, 2.5, 2],
    ],
    weekend: 1.15,
    months: [1.1, 1, 0.95, 0.95, 1, 1.05, 1.15, 1.1, 1, 1, 1, 1.1],
  },
];

/** Factor of a day for a category: its month, eased into the next one, and its weekday. */
export function factorOf(rhythm: Rhythm, today: string): number {
  const month = Number(today.slice(5, 7)) - 1;
  const share = (Number(today.slice(8)) - 15) / 30;
  const other = rhythm.months[(month + (share < 0 ? 11 : 1)) % 12]!;
  const season = rhythm.months[month]! * (1 - Math.abs(share)) + other * Math.abs(share);
  return season * (new Date(today).getUTCDay() % 6 === 0 ? rhythm.weekend : 1);
}

/** A minute of the day, 0 up to 1440, by the category's peaks; one in twenty comes at any waking hour. */
export function drawMinute(random: Random, rhythm: Rhythm): number {
  if (random.chance(0.05)) return random.between(400, 1400);
  const [hour, spread] = rhythm.hours[random.weighted(rhythm.hours.map(([, , weight]) => weight))]!;
  return ((((hour + random.normal() * spread) * 60) % 1440) + 1440) % 1440;
}

/** A whole number of events where `mean` are expected (Poisson; Knuth's method up to 30, a normal beyond). */
export function drawCount(random: Random, mean: number): number {
  if (mean > 30) return Math.max(0, Math.round(mean + random.normal() * Math.sqrt(mean)));
  const floor = Math.exp(-mean);
  let count = 0;
  for (let product = random.next(); product > floor; product *= random.next()) count++;
  return count;
}

/**
 * How much of a category comes at a minute of the day, against an even day: 1 on average over the day. The peaks of
 * `drawMinute`, wrapped at midnight.
 */
export function intensityAt({ hours }: Rhythm, minute: number): number {
  const weights = hours.reduce((sum, [, , weight]) => sum + weight, 0);
  let density = 0;
  for (const [hour, spread, weight] of hours) {
    const apart = Math.abs(minute / 60 - hour);
    const distance = Math.min(apart, 24 - apart) / spread;
    density += (weight / weights / spread) * Math.exp(-(distance ** 2) / 2);
  }
  const waking = minute >= 400 && minute < 1400 ? 1440 / 1000 : 0;
  return 0.95 * density * (24 / Math.sqrt(2 * Math.PI)) + 0.05 * waking;
}
