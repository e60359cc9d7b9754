import type {
  PlanInput,
  PlannedLeg,
  PlannedRoute,
  PlannedStop,
  PlanPoint,
  PlanStreet,
} from '../api/patrol-plans/schema.ts';
import type { LonLat } from '../api/wire.ts';

/** Metres of a degree of latitude. */
const DEGREE_M = 111_195;

/** Metres between two places, as on a plane: right to a few millimetres a kilometre. */
export function distanceOf([fromLon, fromLat]: LonLat, [toLon, toLat]: LonLat): number {
  const across = (toLon - fromLon) * Math.cos(((fromLat + toLat) / 2) * (Math.PI / 180));
  return Math.hypot(across, toLat - fromLat) * DEGREE_M;
}

/** The place half way along a line of at least one place. */
export function middleOf(line: readonly LonLat[]): LonLat {
  const steps = line.slice(1).map((at, index) => distanceOf(line[index]!, at));
  let left = steps.reduce((sum, step) => sum + step, 0) / 2;
  for (const [index, step] of steps.entries()) {
    if (left <= step && step > 0) {
      const [from, to] = [line[index]!, line[index + 1]!];
      const share = left / step;
      return [round(from[0] + (to[0] - from[0]) * share), round(from[1] + (to[1] - from[1]) * share)];
    }
    left -= step;
  }
  return line[0]!;
}

/** A degree to about a centimetre. */
function round(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}

/** A stop's place as the plan copied it. */
export interface StopPlace {
  name: string;
  centre: LonLat;
  area_code: string | null;
  windows: [number, number][];
  people: number;
}

/** Places of a plan's stops, by kind and number. */
export type StopPlaces = ReadonlyMap<string, StopPlace>;

export const keyOfStop = ({ kind, id }: Pick<PlannedStop, 'kind' | 'id'>) => `${kind}:${id}`;

/** The places of the stops of a plan. */
export function placesOf({ points, streets }: Pick<PlanInput, 'points' | 'streets'>): StopPlaces {
  const ofPoint = ({ id, name, centre, area_code, windows, people }: PlanPoint) =>
    [`point:${id}`, { name, centre, area_code, windows, people }] as const;
  const ofStreet = ({ id, name, line, windows, people }: PlanStreet) =>
    [`street:${id}`, { name, centre: middleOf(line), area_code: null, windows, people }] as const;
  return new Map<string, StopPlace>([...points.map(ofPoint), ...streets.map(ofStreet)]);
}

/** Until when a visit that begins at a minute may begin: the end of its window; the minute itself where it lies in none. */
export function untilOf(windows: readonly (readonly [number, number])[], begin_min: number): number {
  return windows.find(([from, to]) => begin_min >= from - 0.1 && begin_min <= to + 0.1)?.[1] ?? begin_min;
}

/** The way of a route in one line. */
export function lineOf({ legs }: Pick<PlannedRoute, 'legs'>): LonLat[] {
  const all = legs.flatMap(({ line }: PlannedLeg) => line);
  return all.filter((at, index) => index === 0 || at[0] !== all[index - 1]![0] || at[1] !== all[index - 1]![1]);
}
