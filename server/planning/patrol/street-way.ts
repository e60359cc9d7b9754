import type { TravelMode } from '../../api/patrol-plans/schema.ts';
import type { LonLat } from '../../api/wire.ts';
import type { RoadPath, Snap } from '../../roads/road-graph.ts';
import { type PatrolGround, reach_m } from './ground.ts';

/** A street passed from one end to the other. */
export interface StreetWay {
  from: Snap;
  to: Snap;
  path: RoadPath;
}

/** How much longer than its drawn line a way may be and still count as along it: a share, and metres for corners. */
const slack = 0.3;
const slack_m = 60;

/**
 * The way along a drawn line by a mode: its vertices go to the streets, the way leads through them. Vertices near a crossing may land on
 * the side street, so fewer of them are tried until the way is as long as the line. Null where no street lies within reach of an end, or
 * none may be passed in that direction.
 */
export function streetWay(ground: PatrolGround, line: readonly LonLat[], mode: TravelMode): StreetWay | null {
  const drawn_m = lineLength(line);
  let best: StreetWay | null = null;
  for (const vertices of thinned(line)) {
    const way = wayThrough(ground, vertices, mode);
    if (way === null || way.path.length_m > drawn_m * (1 + slack) + slack_m) continue;
    if (best === null || Math.abs(way.path.length_m - drawn_m) < Math.abs(best.path.length_m - drawn_m)) best = way;
    if (Math.abs(way.path.length_m - drawn_m) <= drawn_m * 0.1 + 20) break;
  }
  return best;
}

/** All vertices, then fewer and fewer, with both ends each time. */
function thinned(line: readonly LonLat[]): LonLat[][] {
  const last = line.length - 1;
  const every = (step: number) => line.filter((_, index) => index === last || index % step === 0);
  const ends = [line[0]!, line[last]!];
  return line.length <= 2 ? [ends] : [every(1), every(3), [line[0]!, line[last >> 1]!, line[last]!], ends];
}

function wayThrough(ground: PatrolGround, vertices: readonly LonLat[], mode: TravelMode): StreetWay | null {
  const snaps: Snap[] = [];
  for (const vertex of vertices) {
    const snap = ground.snap(vertex, mode, reach_m);
    if (snap === null) return null;
    snaps.push(snap);
  }
  const whole: RoadPath = { length_m: 0, time_s: 0, line: [], arcs: [] };
  for (let index = 1; index < snaps.length; index++) {
    const part = ground.path(mode, snaps[index - 1]!, snaps[index]!);
    if (part === null) return null;
    whole.length_m += part.length_m;
    whole.time_s += part.time_s;
    whole.line = joinedLine(whole.line, part.line);
    whole.arcs.push(...part.arcs);
  }
  return { from: snaps[0]!, to: snaps.at(-1)!, path: whole };
}

/** Two lines as one, without the vertex twice at which they meet. */
export function joinedLine(first: readonly LonLat[], second: readonly LonLat[]): LonLat[] {
  const end = first.at(-1);
  const start = second[0];
  const meets = end !== undefined && start !== undefined && end[0] === start[0] && end[1] === start[1];
  return [...first, ...(meets ? second.slice(1) : second)];
}

/** Metres between two places, on a sphere of the mean radius, for distances of a town. */
export function distance_m(a: LonLat, b: LonLat): number {
  const degree_m = 111_195;
  const east = (b[0] - a[0]) * Math.cos(((a[1] + b[1]) * Math.PI) / 360);
  return Math.hypot(east, b[1] - a[1]) * degree_m;
}

function lineLength(line: readonly LonLat[]): number {
  let sum = 0;
  for (let index = 1; index < line.length; index++) sum += distance_m(line[index - 1]!, line[index]!);
  return sum;
}
