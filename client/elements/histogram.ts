import { daysBetween } from '../format/time.ts';
import type { Days } from '../state/period.ts';

/** A bar a day as one SVG path, 1 wide, at most 100 high, standing on y = 100; days without a count draw nothing. */
export function barsPath(count: readonly number[], first: number, last: number): string {
  const most = Math.max(1, ...count);
  let path = '';
  for (let day = Math.max(0, first); day <= Math.min(last, count.length - 1); day++) {
    const height = ((count[day] ?? 0) / most) * 100;
    if (height > 0) path += `M${day + 0.1} 100V${Number((100 - height).toFixed(1))}h.8V100z`;
  }
  return path;
}

/** Firsts of months within the days, with their place from 0 to 1; every second or third of them when there are many. */
export function monthMarks({ from, to }: Days, most = 7): { day: string; share: number }[] {
  const length = daysBetween(from, to) + 1;
  const firsts: string[] = [];
  for (let day = from; day <= to; ) {
    if (day.endsWith('-01')) firsts.push(day);
    const [year, month] = day.split('-').map(Number) as [number, number];
    day = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
  }
  const step = Math.ceil(firsts.length / most);
  return firsts
    .filter((_, index) => index % step === 0)
    .map((day) => ({ day, share: daysBetween(from, day) / length }))
    .filter(({ share }) => share < 0.96);
}
