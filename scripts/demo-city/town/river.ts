import type { Random } from '../../../server/simulator/random.ts';
import { curve, type Line, offsetLine, type Point } from './geometry.ts';
import type { Water } from './model.ts';

/** The river's course: how far north its middle lies at a distance from the west edge, m. */
export type RiverCourse = (x: number) => number;

/** A meander of two waves around a line from west to east, m. */
export function riverCourse(random: Random, middle: number): RiverCourse {
  const phase = random.between(0, 2 * Math.PI);
  const second = random.between(0, 2 * Math.PI);
  const slope = random.between(-0.035, 0.035);
  return (x) =>
    middle +
    slope * (x - 1200) +
    95 * Math.sin((2 * Math.PI * x) / 1750 + phase) +
    26 * Math.sin((2 * Math.PI * x) / 730 + second);
}

/** The river from beyond the west edge to beyond the east edge. */
export function river(random: Random, course: RiverCourse, width: number, name: string): Water {
  const points: Point[] = [];
  for (let x = -2400; x <= width + 2400; x += 45) points.push([x, course(x)]);
  const phase = random.between(0, 2 * Math.PI);
  const half = points.map(([x]) => 34 + 6 * Math.sin(x / 260 + phase));
  return water(name, points, half);
}

/** A canal with gentle bends from beyond the north edge down into the river. */
export function canal(random: Random, from: Point, to: Point, name: string): Water {
  const through: Point[] = [];
  const pieces = 7;
  for (let piece = 0; piece <= pieces; piece++) {
    const t = piece / pieces;
    const bend = piece === 0 || piece === pieces ? 0 : random.between(-38, 38);
    through.push([from[0] + (to[0] - from[0]) * t + bend, from[1] + (to[1] - from[1]) * t]);
  }
  const line = curve(through, 55);
  return water(
    name,
    line,
    line.map(() => 7.5),
  );
}

function water(name: string, line: Line, half_m: number[]): Water {
  const left = offsetLine(line, (index) => half_m[index]!);
  const right = offsetLine(line, (index) => -half_m[index]!);
  return { name, line, half_m, polygon: [...right, ...left.reverse()] };
}
