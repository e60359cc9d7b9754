import type { Random } from '../../../server/simulator/random.ts';
import type { Point } from './geometry.ts';
import type { Draft, Site } from './site.ts';

/** Low houses around courtyards, wall to wall along lanes that a cart just fits through. */
export function fillOldTown(random: Random, site: Site): { drafts: Draft[]; lanes: number[] } {
  const drafts: Draft[] = [];
  const lanes: number[] = [];
  if (site.area < 200) return { drafts, lanes };
  const { south, north } = site.box;
  for (let y = south; y + 8 <= north; ) {
    const depth = Math.min(north - y, random.between(9.5, 13.5));
    for (const [from, to] of site.spans(y, y + depth)) fillRow(random, site, drafts, from, to, y, depth);
    // Every second row turns its back on the next; the others leave a lane between them.
    const lane = lanes.length * 2 <= drafts.length && random.chance(0.7);
    if (lane) lanes.push(y + depth + 1.8);
    y += depth + (lane ? 3.6 : 1.4);
  }
  return { drafts, lanes };
}

function fillRow(
  random: Random,
  site: Site,
  drafts: Draft[],
  from: number,
  to: number,
  y: number,
  depth: number,
): void {
  let x = from;
  let sinceGap = 0;
  while (x + 8 <= to) {
    const width = Math.min(to - x, random.between(9, 16.5));
    if (width < 8) break;
    const back = random.between(0, 1.1);
    const ring = houseRing(random, x, y + back * 0.5, width, depth - back);
    if (!random.chance(0.04) && site.holds(ring)) {
      drafts.push({ kind: 'house', ring, floor_count: [1, 2, 3][random.weighted([5, 6, 1.2])]! });
    }
    sinceGap += width;
    const alley = sinceGap > 46;
    x += width + (alley ? random.between(2.4, 3.6) : random.between(0.5, 1));
    if (alley) sinceGap = 0;
  }
}

function houseRing(random: Random, west: number, south: number, width: number, depth: number): Point[] {
  const east = west + width;
  const north = south + depth;
  const form = width > 11 && depth > 10 ? random.weighted([3, 3, 2]) : 0;
  if (form === 0)
    return [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
    ];
  const wing = random.between(4, 4.8);
  if (form === 1)
    return [
      [west, south],
      [west + wing, south],
      [west + wing, north - wing],
      [east, north - wing],
      [east, north],
      [west, north],
    ];
  return [
    [west, south],
    [west + wing, south],
    [west + wing, north - wing],
    [east - wing, north - wing],
    [east - wing, south],
    [east, south],
    [east, north],
    [west, north],
  ];
}
