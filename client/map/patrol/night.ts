import type { PlannedRoute } from '../../../server/api/patrol-plans/schema.ts';
import type { LonLat } from '../../../server/api/wire.ts';

/** A squad's night: where it is when. */
export interface Trip {
  squad_id: number;
  path: LonLat[];
  /** Minute of the plan's day at each corner of the path, rising. */
  minutes: number[];
}

/** The trips of a plan: on the way evenly along each leg, standing while nothing is walked. */
export function tripsOf(routes: readonly PlannedRoute[]): Trip[] {
  return routes
    .map(({ squad_id, legs }) => {
      const path: LonLat[] = [];
      const minutes: number[] = [];
      for (const { line, from_min, to_min } of legs) {
        const along = distances(line);
        const whole = along.at(-1) ?? 0;
        line.forEach((corner, index) => {
          path.push(corner);
          minutes.push(whole > 0 ? from_min + ((to_min - from_min) * along[index]!) / whole : from_min);
        });
      }
      return { squad_id, path, minutes };
    })
    .filter(({ path }) => path.length > 1);
}

/** Where a squad is at a minute: at its start before, at its end after; null for a trip without corners. */
export function placeAt({ path, minutes }: Trip, minute: number): LonLat | null {
  const last = path.length - 1;
  if (last < 0) return null;
  if (minute <= minutes[0]!) return path[0]!;
  if (minute >= minutes[last]!) return path[last]!;
  let [low, high] = [0, last];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (minutes[middle]! <= minute) low = middle;
    else high = middle;
  }
  const length = minutes[high]! - minutes[low]!;
  const share = length > 0 ? (minute - minutes[low]!) / length : 0;
  const [a, b] = [path[low]!, path[high]!];
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
}

/** Length from the first corner to each, in degrees made even at the line's latitude. */
function distances(line: readonly LonLat[]): number[] {
  const scale = Math.cos(((line[0]?.[1] ?? 0) * Math.PI) / 180);
  let sum = 0;
  return line.map((corner, index) => {
    const before = line[index - 1];
    if (before) sum += Math.hypot((corner[0] - before[0]) * scale, corner[1] - before[1]);
    return sum;
  });
}
