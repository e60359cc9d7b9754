import type { CrsFit } from '../../api/imports/schema.ts';
import type { Sentence } from '../../errors.ts';
import { importFault } from '../faults.ts';
import { planeAround } from './planes.ts';
import type { ControlPoint, Convert } from './spec.ts';

/** Nearer than this two control points are one: what they are off by themselves would turn the whole map, m. */
const APART_M = 5;
/** A turn of the axes that town planes have at most, degrees; two points cannot tell more. */
const USUAL_TURN_DEG = 10;
/** How many times better the other handedness must fit to be believed. */
const CLEARLY_BETTER = 4;
/** Points are not known better than this, m; what is below it says nothing. */
const NOISE_M = 0.01;
/** From here on a point's residual is told to the clerk as doubtful, m. */
const DOUBTFUL_M = 2;
/** A plane in metres has no other scale than this, whatever its height and distance from its meridian. */
const UNIT_SHARE = 0.005;

/** How a local system lies on the earth: turned, scaled and moved, shapes kept. */
export interface Fit extends CrsFit {
  /** False: two points, or points in one line, leave open whether the axes are mirrored. */
  handCertain: boolean;
  convert: Convert;
}

type Point = readonly [number, number];

/**
 * The similarity that brings control points nearest to their places, by least squares in a plane that touches the earth in their middle.
 * Good for a district: where the file's own plane has its meridian 140 km away, the two planes part by 4 cm at 5 km from the middle and
 * by 0.7 m at 20 km.
 * @throws AppError (field `crs`) for fewer than two points, numbers that are none, and points that coincide in the file or on the map.
 */
export function fitOf(points: readonly ControlPoint[]): Fit {
  refuseUnfit(points);
  const middle = { lon: mean(points.map(({ lon }) => lon)), lat: mean(points.map(({ lat }) => lat)) };
  const plane = planeAround(middle.lon, middle.lat);
  const ground = points.map(({ lon, lat }): Point => plane.forward([lon, lat]));
  refuseCoincident(points, ground);
  const straight = similarity(
    points.map(({ x, y }) => [x, y] as const),
    ground,
  );
  const swapped = similarity(
    points.map(({ x, y }) => [y, x] as const),
    ground,
  );
  const hand = handOf(straight, swapped);
  const { apply, ...chosen } = hand.mirrored ? swapped : straight;
  const worst = worstOf(points, ground, chosen.residuals_m, hand.mirrored);
  return {
    ...chosen,
    ...hand,
    worst,
    notes: notesOf(points, chosen, hand, worst),
    convert: (x, y) => plane.inverse(apply(hand.mirrored ? [y, x] : [x, y])),
  };
}

function refuseUnfit(points: readonly ControlPoint[]): void {
  if (points.length < 2)
    throw importFault(
      `地方坐标系至少需要两个控制点，现在有 ${points.length} 个；三个以上才能检查误差。`,
      `A local system needs at least two control points and has ${points.length}; errors show from three on.`,
      'crs',
    );
  const bad = points.findIndex(
    ({ x, y, lon, lat }) => !(Number.isFinite(x) && Number.isFinite(y) && Math.abs(lon) <= 180 && Math.abs(lat) < 90),
  );
  if (bad >= 0)
    throw importFault(
      `第 ${bad + 1} 个控制点的坐标不是数字，或不在地球上。`,
      `Coordinates of control point ${bad + 1} are no numbers, or not on the earth.`,
      'crs',
    );
}

/** @throws AppError naming the first two points that are one, in the file or on the map. */
function refuseCoincident(points: readonly ControlPoint[], ground: readonly Point[]): void {
  const inFile = points.map(({ x, y }): Point => [x, y]);
  const unit_m = spread(ground) / spread(inFile);
  for (let one = 0; one < points.length; one++)
    for (let other = one + 1; other < points.length; other++) {
      const onMap_m = distance(ground[one]!, ground[other]!);
      const file = distance(inFile[one]!, inFile[other]!);
      if (onMap_m >= APART_M && file > 0 && file * unit_m >= APART_M) continue;
      const isMap = onMap_m < APART_M;
      throw importFault(
        `第 ${one + 1} 个和第 ${other + 1} 个控制点${isMap ? '在地图上' : '在文件里'}是同一处。请改选相距较远的点，最好在区域的对角。`,
        `Control points ${one + 1} and ${other + 1} are the same place ${isMap ? 'on the map' : 'in the file'}. Choose points far apart, best at opposite corners of the area.`,
        'crs',
      );
    }
}

/** The greatest distance from the first point. */
function spread(points: readonly Point[]): number {
  return Math.max(...points.map((point) => distance(point, points[0]!)));
}

/** The point without which the others fit best; of three, where that cannot be told, the one that is furthest off. Null for two. */
function worstOf(
  points: readonly ControlPoint[],
  ground: readonly Point[],
  residuals_m: number[],
  mirrored: boolean,
): number | null {
  if (points.length < 3) return null;
  if (points.length === 3) return residuals_m.indexOf(Math.max(...residuals_m));
  const inFile = points.map(({ x, y }): Point => (mirrored ? [y, x] : [x, y]));
  const left_m = points.map((_, out) => {
    const others = (list: readonly Point[]) => list.filter((_, index) => index !== out);
    return similarity(others(inFile), others(ground)).rms_m;
  });
  return left_m.indexOf(Math.min(...left_m));
}

function notesOf(
  points: readonly ControlPoint[],
  { scale, residuals_m, rms_m }: Pick<Fit, 'scale' | 'residuals_m' | 'rms_m'>,
  { mirrored, handCertain }: Pick<Fit, 'mirrored' | 'handCertain'>,
  worst: number | null,
): Sentence[] {
  const notes: Sentence[] = [];
  const round = (metres: number) => metres.toFixed(metres < 10 ? 2 : 0);
  if (mirrored)
    notes.push({
      'zh-CN': '文件的两轴与地图相反（例如 X 是北坐标、Y 是东坐标），已按此换算。',
      en: 'The axes of the file are mirrored (X is the northing and Y the easting, say); this is allowed for.',
    });
  if (!handCertain)
    notes.push({
      'zh-CN': '控制点只有两个或在一条直线上，看不出两轴是否相反。请在直线之外再加一个点，并在地图上核对。',
      en: 'Two control points, or points in one line, do not tell whether the axes are mirrored. Add one beside the line, and look at the map.',
    });
  if (worst !== null && rms_m > DOUBTFUL_M)
    notes.push({
      'zh-CN': `控制点平均相差 ${round(rms_m)} 米，第 ${worst + 1} 个最可疑（差 ${round(residuals_m[worst]!)} 米）。请核对它的坐标和位置。`,
      en: `The control points are off by ${round(rms_m)} m on average; number ${worst + 1} is the most doubtful (${round(residuals_m[worst]!)} m). Check its coordinates and its place.`,
    });
  const inDegrees = points.every(({ x, y }) => Math.abs(x) <= 180 && Math.abs(y) <= 180) && scale > 1000;
  if (inDegrees)
    notes.push({
      'zh-CN': '文件里的数值像是经纬度，不是平面坐标。请改选经纬度的坐标系。',
      en: 'The numbers in the file look like degrees, not like a plane. Choose a system of longitude and latitude.',
    });
  else if (Math.abs(scale - 1) > UNIT_SHARE)
    notes.push({
      'zh-CN': `文件里的一个单位是地面上的 ${Number(scale.toPrecision(4))} 米，不是 1 米；若文件以米为单位，控制点有误。`,
      en: `One unit of the file is ${Number(scale.toPrecision(4))} m on the ground, not 1 m; if the file is in metres, a control point is wrong.`,
    });
  return notes;
}

/** Which handedness of the axes fits; where the points do not tell, the one that lies as town planes do. */
function handOf(straight: Similarity, swapped: Similarity): { mirrored: boolean; handCertain: boolean } {
  const [one, other] = [straight.rms_m + NOISE_M, swapped.rms_m + NOISE_M];
  if (one * CLEARLY_BETTER < other) return { mirrored: false, handCertain: true };
  if (other * CLEARLY_BETTER < one) return { mirrored: true, handCertain: true };
  const usual = (turn: Similarity) => Math.abs(turn.rotation_deg) <= USUAL_TURN_DEG;
  return { mirrored: usual(swapped) && !usual(straight), handCertain: false };
}

interface Similarity extends Pick<Fit, 'scale' | 'rotation_deg' | 'residuals_m' | 'rms_m'> {
  apply(point: Point): [number, number];
}

/** Least squares of turning, scaling and moving `from` onto `to`, in closed form. */
function similarity(from: readonly Point[], to: readonly Point[]): Similarity {
  const [fromX, fromY] = [mean(from.map(([x]) => x)), mean(from.map(([, y]) => y))];
  const [toX, toY] = [mean(to.map(([x]) => x)), mean(to.map(([, y]) => y))];
  let [along, across, size] = [0, 0, 0];
  from.forEach(([x, y], index) => {
    const [u, v] = [x - fromX, y - fromY];
    const [east, north] = [to[index]![0] - toX, to[index]![1] - toY];
    along += u * east + v * north;
    across += u * north - v * east;
    size += u * u + v * v;
  });
  const [a, b] = [along / size, across / size];
  const apply = ([x, y]: Point): [number, number] => {
    const [u, v] = [x - fromX, y - fromY];
    return [toX + a * u - b * v, toY + b * u + a * v];
  };
  const residuals_m = from.map((point, index) => {
    const [east, north] = apply(point);
    return Math.hypot(east - to[index]![0], north - to[index]![1]);
  });
  return {
    scale: Math.hypot(a, b),
    rotation_deg: (Math.atan2(b, a) * 180) / Math.PI,
    residuals_m,
    rms_m: Math.sqrt(mean(residuals_m.map((residual) => residual ** 2))),
    apply,
  };
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1]);
}
