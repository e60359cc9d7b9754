import { importFault } from '../faults.ts';
import { localPlane } from './projection.ts';
import type { ControlPoint } from './spec.ts';

/** How a local system lies to the ground, and how well its control points agree on that. */
export interface Fit {
  /** Metres on the ground for a unit of the file. */
  scale: number;
  /** Of the file's axes, counterclockwise. */
  rotation_deg: number;
  /** What each point is missed by, in metres, in their order; with two points 0. */
  residuals_m: number[];
  rms_m: number;
  /** Place of the point that is missed most. */
  worst: number;
  toWgs84(x: number, y: number): [lon: number, lat: number];
}

/** Below this share of the other's misses, axes are taken for mirrored. */
const MIRRORED = 0.2;
/** Misses that need no explanation, m. */
const EXACT_M = 0.5;

/**
 * The shift, rotation and scale (one for both axes) that miss the control points least, by least squares in metres.
 * @throws AppError with the field `crs` for fewer than two points, points that lie on each other, or axes that are mirrored.
 */
export function fitControlPoints(points: readonly ControlPoint[]): Fit {
  if (points.length < 2)
    throw importFault(
      '地方坐标系至少需要两个控制点；三个以上才能检验误差。',
      'A local system needs two control points at least; with three or more they check each other.',
      'crs',
    );
  const lon = mean(points.map((point) => point.lon));
  const lat = mean(points.map((point) => point.lat));
  const plane = localPlane(lon, lat);
  const ground = points.map((point) => plane.to([point.lon, point.lat]));
  refuseCoincident(points, ground);
  const straight = solve(points, ground, 1);
  if (points.length > 2) {
    const mirrored = solve(points, ground, -1);
    if (straight.rms_m > EXACT_M && mirrored.rms_m < straight.rms_m * MIRRORED) throw isMirrored();
  }
  const { cos, sin, originX, originY, east, north, residuals_m, rms_m } = straight;
  return {
    scale: Math.hypot(cos, sin),
    rotation_deg: (Math.atan2(sin, cos) * 180) / Math.PI,
    residuals_m,
    rms_m,
    worst: residuals_m.indexOf(Math.max(...residuals_m)),
    toWgs84(x, y) {
      const [dx, dy] = [x - originX, y - originY];
      return plane.from(cos * dx - sin * dy + east, sin * dx + cos * dy + north);
    },
  };
}

/** @param hand -1: the file's y runs the other way. */
function solve(points: readonly ControlPoint[], ground: readonly (readonly [number, number])[], hand: 1 | -1) {
  const originX = mean(points.map(({ x }) => x));
  const originY = mean(points.map(({ y }) => y));
  const east = mean(ground.map(([e]) => e));
  const north = mean(ground.map(([, n]) => n));
  let [along, across, spread] = [0, 0, 0];
  points.forEach(({ x, y }, at) => {
    const [dx, dy] = [x - originX, hand * (y - originY)];
    const [de, dn] = [ground[at]![0] - east, ground[at]![1] - north];
    along += dx * de + dy * dn;
    across += dx * dn - dy * de;
    spread += dx * dx + dy * dy;
  });
  const [cos, sin] = [along / spread, across / spread];
  const residuals_m = points.map(({ x, y }, at) => {
    const [dx, dy] = [x - originX, hand * (y - originY)];
    return Math.hypot(cos * dx - sin * dy + east - ground[at]![0], sin * dx + cos * dy + north - ground[at]![1]);
  });
  const rms_m = Math.sqrt(mean(residuals_m.map((missed) => missed * missed)));
  return { cos, sin, originX, originY, east, north, residuals_m, rms_m };
}

function refuseCoincident(points: readonly ControlPoint[], ground: readonly (readonly [number, number])[]): void {
  for (let one = 0; one < points.length; one++)
    for (let other = 0; other < one; other++) {
      const [a, b] = [points[one]!, points[other]!];
      const far = Math.hypot(ground[one]![0] - ground[other]![0], ground[one]![1] - ground[other]![1]);
      if ((a.x !== b.x || a.y !== b.y) && far >= 1) continue;
      throw importFault(
        `第 ${other + 1} 个和第 ${one + 1} 个控制点在同一处；请选相距较远的点。`,
        `Control points ${other + 1} and ${one + 1} lie on each other; choose points that are far apart.`,
        'crs',
      );
    }
}

function isMirrored() {
  return importFault(
    '控制点只有左右翻转后才对得上：文件的 X 和 Y 很可能颠倒了（测量中 X 指北、Y 指东）。请互换后再试。',
    'The control points agree only when mirrored: X and Y of the file have most likely changed places (surveyors call northings X). Swap them and try again.',
    'crs',
  );
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
