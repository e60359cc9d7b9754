import type { LonLat } from '../../../server/api/wire.ts';

/** Room for a drawing, in its own units. */
export interface DrawingRoom {
  width: number;
  height: number;
  /** Kept free at each edge. */
  margin: number;
}

/** Places of the ground as places of a drawing, north up. */
export interface Drawing extends DrawingRoom {
  at(place: LonLat): [x: number, y: number];
  /** Units to a metre of the ground. */
  scale: number;
}

/** Metres of a degree of latitude, and of one of longitude at the equator, on a sphere of 6,371 km. */
const DEGREE_M = 111_195;
/** A drawing never shows less ground than this, m: a single place would be a blot. */
const LEAST_M = 250;

/** A drawing in which all places lie, as large as the room allows. */
export function drawingOf(places: readonly LonLat[], room: DrawingRoom): Drawing {
  const longitudes = places.map(([longitude]) => longitude);
  const latitudes = places.map(([, latitude]) => latitude);
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)];
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  const middle: LonLat = [(west + east) / 2, (south + north) / 2];
  const degree_m = DEGREE_M * Math.cos((middle[1] * Math.PI) / 180);
  const wide_m = Math.max(LEAST_M, (east - west) * degree_m);
  const high_m = Math.max(LEAST_M, (north - south) * DEGREE_M);
  const scale = Math.min((room.width - 2 * room.margin) / wide_m, (room.height - 2 * room.margin) / high_m);
  return {
    ...room,
    scale,
    at: ([longitude, latitude]) => [
      room.width / 2 + (longitude - middle[0]) * degree_m * scale,
      room.height / 2 - (latitude - middle[1]) * DEGREE_M * scale,
    ],
  };
}

/** A line as the `d` of an SVG path; '' for less than two places. */
export function pathOf(line: readonly LonLat[], { at }: Pick<Drawing, 'at'>): string {
  if (line.length < 2) return '';
  return line.map((place, index) => `${index === 0 ? 'M' : 'L'}${at(place).map(tenth).join(' ')}`).join('');
}

/** Whether any part of a line may lie in the drawing. */
export function isSeen(line: readonly LonLat[], { at, width, height }: Drawing): boolean {
  const points = line.map(at);
  const outside = (test: (x: number, y: number) => boolean) => points.every(([x, y]) => test(x, y));
  return !(
    outside((x) => x < 0) ||
    outside((x) => x > width) ||
    outside((_x, y) => y < 0) ||
    outside((_x, y) => y > height)
  );
}

/**
 * Where round plates stand in a drawing: each at its place; one that would lie on another stands beside it, on the side where there is
 * more room.
 */
export function platesAt(
  places: readonly LonLat[],
  { at, width }: Pick<Drawing, 'at' | 'width'>,
  radius: number,
): [x: number, y: number][] {
  const put: [number, number][] = [];
  for (const place of places) {
    const [left, y] = at(place);
    const step = (left > width / 2 ? -2 : 2) * (radius + 1);
    let x = left;
    while (put.some(([otherX, otherY]) => Math.hypot(otherX - x, otherY - y) < radius * 1.6)) x += step;
    put.push([x, y]);
  }
  return put;
}

/** An arrowhead on a line: where it is, and where it points, degrees clockwise from the right. */
export interface Arrow {
  x: number;
  y: number;
  turn: number;
}

/** Arrowheads along a line, `apart` units from each other, none nearer than a third of that to its ends. */
export function arrowsOn(line: readonly LonLat[], { at }: Pick<Drawing, 'at'>, apart: number): Arrow[] {
  const points = line.map(at);
  const lengths = points.slice(1).map(([x, y], index) => Math.hypot(x - points[index]![0], y - points[index]![1]));
  const whole = lengths.reduce((sum, length) => sum + length, 0);
  const count = Math.floor((whole - (2 * apart) / 3) / apart) + 1;
  const arrows: Arrow[] = [];
  let [piece, passed] = [0, 0];
  for (let number = 0; number < count; number++) {
    const wanted = whole / 2 + (number - (count - 1) / 2) * apart;
    while (piece < lengths.length - 1 && passed + lengths[piece]! < wanted) passed += lengths[piece++]!;
    const [[x0, y0], [x1, y1]] = [points[piece]!, points[piece + 1]!];
    const share = lengths[piece]! > 0 ? (wanted - passed) / lengths[piece]! : 0;
    const turn = (Math.atan2(y1 - y0, x1 - x0) * 180) / Math.PI;
    arrows.push({ x: tenth(x0 + (x1 - x0) * share), y: tenth(y0 + (y1 - y0) * share), turn: Math.round(turn) });
  }
  return arrows;
}

/** A street's name in a drawing: where its middle is, and how it is turned, degrees, never upside down. */
export interface StreetLabel extends Arrow {
  name: string;
}

/**
 * Names of streets that have room, each once, on its longest straight piece, none over another or over what is `taken`.
 * @param type height of a letter, units; a Chinese one is as wide, another half as wide.
 * @param taken `[x, y, radius]` that stay free.
 */
export function streetLabels(
  streets: readonly { name: string | null; line: readonly LonLat[] }[],
  drawing: Drawing,
  type: number,
  taken: readonly (readonly [number, number, number])[] = [],
): StreetLabel[] {
  const best = new Map<string, StreetLabel & { length: number }>();
  for (const { name, line } of streets) {
    if (!name) continue;
    const points = line.map(drawing.at);
    for (let index = 1; index < points.length; index++) {
      const [[x0, y0], [x1, y1]] = [points[index - 1]!, points[index]!];
      const length = Math.hypot(x1 - x0, y1 - y0);
      const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
      if (length < widthOf(name) * type || length <= (best.get(name)?.length ?? 0)) continue;
      if (x < type || y < type || x > drawing.width - type || y > drawing.height - type) continue;
      best.set(name, { name, x: tenth(x), y: tenth(y), turn: upright(x1 - x0, y1 - y0), length });
    }
  }
  const free = [...taken.map(([x, y, radius]) => ({ x, y, radius }))];
  const labels: StreetLabel[] = [];
  for (const { length: _, ...label } of [...best.values()].sort((a, b) => b.length - a.length)) {
    const own = spots(label, widthOf(label.name) * type, type);
    if (
      own.some((one) => free.some((other) => Math.hypot(one.x - other.x, one.y - other.y) < one.radius + other.radius))
    )
      continue;
    free.push(...own);
    labels.push(label);
  }
  return labels;
}

/** Circles that cover a label. */
function spots({ x, y, turn }: Arrow, width: number, type: number): { x: number; y: number; radius: number }[] {
  const angle = (turn * Math.PI) / 180;
  const count = Math.max(1, Math.ceil(width / type));
  return Array.from({ length: count }, (_, index) => {
    const along = ((index + 0.5) / count - 0.5) * width;
    return { x: x + Math.cos(angle) * along, y: y + Math.sin(angle) * along, radius: type * 0.75 };
  });
}

function upright(x: number, y: number): number {
  const turn = Math.round((Math.atan2(y, x) * 180) / Math.PI);
  return turn > 90 ? turn - 180 : turn <= -90 ? turn + 180 : turn;
}

/** Width of a text in heights of its letters. */
function widthOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 1 : 0.55), 0);
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
