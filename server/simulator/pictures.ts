import sharp from 'sharp';
import type { Database } from '../db/open.ts';
import { keepPhoto, type PhotoStore } from '../photos/store.ts';
import { Random } from './random.ts';
import { rhythms } from './rhythm.ts';

/** Names of the two photos that a category's incidents show: how it was found, and how it is when it is settled. */
export interface Pictures {
  found: string;
  settled: string;
}

/** The sender in whose name drawn pictures are kept: no account has this number, and the same picture keeps its name. */
const NOBODY = 0;
/** Different street corners. */
const CORNERS = 6;
const WIDTH_PX = 960;
const HEIGHT_PX = 720;

/**
 * Draws and keeps the pictures of a demo: plainly drawn street corners, two for each category of incidents, which share some. What is there is
 * left as it is.
 * @param sql the owner's.
 */
export async function keepPictures(sql: Database, store: PhotoStore): Promise<Map<string, Pictures>> {
  const corners: Pictures[] = [];
  for (let corner = 0; corner < CORNERS; corner++)
    corners.push({ found: await keep(sql, store, corner, false), settled: await keep(sql, store, corner, true) });
  return new Map(rhythms.map(({ category }, index) => [category, corners[index % CORNERS]!]));
}

async function keep(sql: Database, store: PhotoStore, corner: number, settled: boolean): Promise<string> {
  const raw = { width: WIDTH_PX, height: HEIGHT_PX, channels: 3 as const };
  const png = await sharp(drawn(corner, settled), { raw }).png({ compressionLevel: 1 }).toBuffer();
  const { name, byte_count, width_px, height_px } = await keepPhoto({ ...store, scanCommand: undefined }, png, NOBODY);
  await sql`insert into photo (name, media_type, byte_count, width_px, height_px)
    values (${name}, 'image/jpeg', ${byte_count}, ${width_px}, ${height_px}) on conflict (name) do nothing`;
  return name;
}

type Colour = readonly [red: number, green: number, blue: number];

/** Pixels of a street corner, RGB, row by row: houses, a pavement, and on it what was found, or nothing any more. */
function drawn(corner: number, settled: boolean): Buffer {
  const random = new Random(`corner ${corner}`);
  const canvas = new Canvas();
  canvas.shade([0, 0, WIDTH_PX, 430], [176, 203, 224], [226, 236, 240]);
  for (let x = -40; x < WIDTH_PX; ) x += house(canvas, random, x);
  canvas.shade([0, 430, WIDTH_PX, 520], [172, 170, 162], [188, 186, 178]);
  canvas.box([0, 516, WIDTH_PX, 524], [140, 138, 132]);
  canvas.shade([0, 524, WIDTH_PX, HEIGHT_PX], [96, 99, 104], [74, 77, 82]);
  for (let x = 30; x < WIDTH_PX; x += 190) canvas.box([x, 610, x + 96, 620], [214, 212, 204]);
  if (!settled) heap(canvas, random);
  else for (let x = 300; x < 660; x += 60) canvas.box([x, 452, x + 56, 508], [198, 196, 188]);
  return canvas.pixels;
}

/** Draws a house and answers how wide it is, px. */
function house(canvas: Canvas, random: Random, left: number): number {
  const width = random.integer(150, 260);
  const top = random.integer(90, 230);
  const tone = random.integer(150, 215);
  canvas.box([left, top, left + width - 10, 430], [tone, tone - random.integer(4, 18), tone - random.integer(18, 40)]);
  for (let y = top + 24; y < 390; y += 52)
    for (let x = left + 22; x < left + width - 50; x += 48)
      canvas.box([x, y, x + 26, y + 32], random.chance(0.2) ? [246, 226, 160] : [92, 112, 130]);
  return width;
}

/** What was found: a heap of things before which somebody has put a cone. */
function heap(canvas: Canvas, random: Random): void {
  const tones: Colour[] = [
    [132, 92, 60],
    [84, 110, 74],
    [150, 140, 120],
    [70, 84, 112],
    [160, 88, 70],
  ];
  for (let count = 0; count < 46; count++) {
    const radius = random.integer(14, 44);
    const x = 480 + random.normal() * 90;
    canvas.disc(
      [x, 512 - radius * 0.7 - Math.max(0, 70 - Math.abs(x - 480) / 2) * random.next()],
      radius,
      random.pick(tones),
    );
  }
  for (let row = 0; row < 110; row++) {
    const half = 6 + row * 0.32;
    const white = row % 44 > 22;
    canvas.box([690 - half, 440 + row, 690 + half, 441 + row], white ? [240, 240, 236] : [226, 106, 44]);
  }
}

type Box = readonly [left: number, top: number, right: number, bottom: number];

class Canvas {
  readonly pixels = Buffer.alloc(WIDTH_PX * HEIGHT_PX * 3);

  box(box: Box, colour: Colour): void {
    this.shade(box, colour, colour);
  }

  /** Fills a box with colours from its top to its bottom. */
  shade([left, top, right, bottom]: Box, from: Colour, to: Colour): void {
    for (let y = Math.max(0, Math.round(top)); y < Math.min(HEIGHT_PX, bottom); y++) {
      const share = (y - top) / (bottom - top);
      const colour = from.map((value, index) => Math.round(value + (to[index]! - value) * share));
      const [first, last] = [Math.max(0, Math.round(left)), Math.min(WIDTH_PX, Math.ceil(right))];
      if (last > first) this.pixels.fill(Buffer.from(colour), (y * WIDTH_PX + first) * 3, (y * WIDTH_PX + last) * 3);
    }
  }

  disc([middleX, middleY]: readonly [number, number], radius: number, colour: Colour): void {
    for (let y = -radius; y <= radius; y++) {
      const half = Math.sqrt(radius * radius - y * y);
      this.box([middleX - half, middleY + y, middleX + half, middleY + y + 1], colour);
    }
  }
}
