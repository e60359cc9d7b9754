// A small invented city in plan, drawn for the first page: streets as warp and weft, a river, rows of houses, some lit.

/** `[x, y]` on the sheet, x to the right, y down. */
type Point = readonly [number, number];

/** Path data (`d`) of each kind of thing, in the order in which they are drawn. */
export interface PaperCity {
  water: string;
  parks: string;
  /** Streets from the narrowest to the widest. */
  lanes: string;
  avenues: string;
  buildings: string;
  /** Lit windows, in the groups that light up one after another. */
  lit: string[];
  /** Outline of one grid. */
  outline: string;
}

/** Size of the sheet. */
export const sheetSize = { width: 1600, height: 1000 } as const;

const columns = 15;
const rows = 11;
const lightGroups = 5;
/** Share of the houses that are lit. */
const litShare = 0.15;
/** Streets that are avenues, by their place among the warp and the weft. */
const avenueColumns = new Set([3, 8, 12]);
const avenueRows = new Set([3, 7]);

/** Draws the city; the same one every time. */
export function drawPaperCity(): PaperCity {
  const random = sequence(20261);
  const xs = stops(columns, sheetSize.width, random);
  const ys = stops(rows, sheetSize.height, random);
  const lit: string[][] = Array.from({ length: lightGroups }, () => []);
  const buildings: string[] = [];
  const parks: string[] = [];
  for (let column = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++) {
      const block = inner(xs, ys, column, row);
      if (random() < 0.06) {
        parks.push(quad(block.left, block.top, block.right, block.bottom));
        continue;
      }
      for (const [left, top, right, bottom] of houses(block, random)) {
        if (nearWater((left + right) / 2, (top + bottom) / 2, 34)) continue;
        buildings.push(quad(left, top, right, bottom));
        if (random() < litShare) lit[Math.floor(random() * lightGroups)]!.push(quad(left, top, right, bottom));
      }
    }
  }
  return {
    water: river(),
    parks: parks.join(''),
    lanes: streets(xs, ys, false),
    avenues: streets(xs, ys, true),
    buildings: buildings.join(''),
    lit: lit.map((group) => group.join('')),
    outline: outline(xs, ys, 3, 3, 8, 7),
  };
}

interface Block {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The land of a block between its streets. */
function inner(xs: number[], ys: number[], column: number, row: number): Block {
  const half = (avenue: boolean) => (avenue ? 11 : 7);
  return {
    left: xs[column]! + half(avenueColumns.has(column)),
    right: xs[column + 1]! - half(avenueColumns.has(column + 1)),
    top: ys[row]! + half(avenueRows.has(row)),
    bottom: ys[row + 1]! - half(avenueRows.has(row + 1)),
  };
}

/** Houses of a block: slabs in rows to the south, or courts along the street. */
function houses({ left, top, right, bottom }: Block, random: () => number): [number, number, number, number][] {
  const found: [number, number, number, number][] = [];
  const slabs = random() < 0.7;
  const lines = Math.max(1, Math.round((bottom - top) / (slabs ? 21 : 34)));
  const pitch = (bottom - top) / lines;
  for (let line = 0; line < lines; line++) {
    const y = top + line * pitch + pitch * 0.2;
    const deep = slabs ? pitch * 0.42 : pitch * 0.66;
    let x = left + 2 + random() * 6;
    while (x < right - 12) {
      const wide = Math.min(slabs ? 26 + random() * 34 : 14 + random() * 20, right - 2 - x);
      if (wide > 9 && random() < 0.93) found.push([x, y, x + wide, y + deep * (0.8 + random() * 0.2)]);
      x += wide + 5 + random() * 7;
    }
  }
  return found;
}

/** Places of streets along one side of the sheet, beginning and ending outside it. */
function stops(count: number, length: number, random: () => number): number[] {
  const steps = Array.from({ length: count }, () => 0.72 + random() * 0.56);
  const all = steps.reduce((sum, step) => sum + step, 0);
  const found = [-80];
  for (const step of steps) found.push(found.at(-1)! + (step / all) * (length + 160));
  return found;
}

/** The town grew along its river: nothing is quite straight. */
function bend(x: number, y: number): Point {
  return [
    x + 20 * Math.sin(y / 260 + 0.4) + 9 * Math.sin(x / 190 + y / 330),
    y + 26 * Math.sin(x / 330 + 1.1) + 8 * Math.sin(y / 170 + x / 410),
  ];
}

/** Middle of the river at x. */
function riverAt(x: number): number {
  return 640 + 110 * Math.sin(x / 400 + 0.7) + 34 * Math.sin(x / 170);
}

function nearWater(x: number, y: number, reach: number): boolean {
  return Math.abs(y - riverAt(x)) < reach + 12 * Math.sin(x / 230) + 12;
}

function river(): string {
  const bank = (side: 1 | -1) =>
    Array.from({ length: 57 }, (_, step) => {
      const x = -100 + step * 32;
      return bend(x, riverAt(x) + side * (26 + 8 * Math.sin(x / 230)));
    });
  return closed([...bank(-1), ...bank(1).reverse()]);
}

/** Streets as lines; the lanes end at the river, the avenues cross it. */
function streets(xs: number[], ys: number[], avenues: boolean): string {
  const lines: Point[][] = [];
  const add = (points: [number, number][]) => {
    let line: Point[] = [];
    for (const [x, y] of points) {
      if (!avenues && nearWater(x, y, 26)) {
        lines.push(line);
        line = [];
      } else line.push(bend(x, y));
    }
    lines.push(line);
  };
  xs.forEach((x, column) => {
    if (avenueColumns.has(column) === avenues) add(along(-80, 1080).map((y) => [x, y]));
  });
  ys.forEach((y, row) => {
    if (avenueRows.has(row) === avenues) add(along(-80, 1680).map((x) => [x, y]));
  });
  return lines
    .filter((line) => line.length > 1)
    .map(open)
    .join('');
}

function outline(xs: number[], ys: number[], left: number, top: number, right: number, bottom: number): string {
  const [west, east, north, south] = [xs[left]!, xs[right]!, ys[top]!, ys[bottom]!];
  return closed([
    ...along(west, east).map((x) => bend(x, north)),
    ...along(north, south).map((y) => bend(east, y)),
    ...along(west, east)
      .map((x) => bend(x, south))
      .reverse(),
    ...along(north, south)
      .map((y) => bend(west, y))
      .reverse(),
  ]);
}

/** From one number to another in steps of about 20, both included. */
function along(from: number, to: number): number[] {
  const steps = Math.max(1, Math.round((to - from) / 20));
  return Array.from({ length: steps + 1 }, (_, step) => from + ((to - from) * step) / steps);
}

function quad(left: number, top: number, right: number, bottom: number): string {
  return closed([bend(left, top), bend(right, top), bend(right, bottom), bend(left, bottom)]);
}

function open(points: readonly Point[]): string {
  return points.map(([x, y], index) => `${index ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}

function closed(points: readonly Point[]): string {
  return `${open(points)}Z`;
}

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
