import type { Random } from '../../../server/simulator/random.ts';
import { householdCapacity } from '../capacity.ts';
import { boxOf, centroid, distance, type Point, type Ring, ringArea } from './geometry.ts';
import type { Style } from './model.ts';
import type { Draft, Site } from './site.ts';

/** How one compound is built: the same floors, depths and rhythm in all its cells. */
export interface Pattern {
  form: 'slab' | 'tower';
  floor_count: number;
  depth_m: number;
  units: number;
  pitch_m: number;
  gap_m: number;
  shape: 'plain' | 'stepped' | 'bays';
  age: 'old' | 'middle' | 'new';
  built_year: number;
}

/** Doors that one cell may hold at most: a grid's worth. */
const CELL_DOORS = 390;
const FLOOR_M = 3;

/** Draws the pattern of a compound; sun spacing is 1.1 times the height for low slabs, less for staggered towers. */
export function patternFor(random: Random, style: Style): Pattern {
  const shape = (['plain', 'stepped', 'bays'] as const)[random.weighted([4, 2, 3])]!;
  const slab = (
    floor_count: number,
    spacing: number,
    units: number,
    age: Pattern['age'],
    from: number,
    to: number,
  ): Pattern => {
    const depth_m = random.between(11.5, floor_count > 7 ? 14.5 : 13);
    return {
      form: 'slab',
      floor_count,
      depth_m,
      units,
      pitch_m: depth_m + floor_count * FLOOR_M * spacing,
      gap_m: floor_count > 7 ? random.between(14, 19) : random.between(9, 13),
      shape,
      age,
      built_year: random.integer(from, to),
    };
  };
  if (style === 'walkup' || style === 'industry') {
    return random.chance(0.65)
      ? slab(random.pick([5, 6, 6, 6]), random.between(1.15, 1.35), random.integer(3, 4), 'old', 1978, 1996)
      : slab(random.pick([6, 6, 7]), random.between(1.2, 1.4), random.integer(2, 4), 'middle', 1997, 2006);
  }
  if (style === 'slab') {
    const kind = random.weighted([3, 2.2, 1.4]);
    if (kind === 0) return slab(6, random.between(1.25, 1.5), random.integer(3, 4), 'middle', 1998, 2008);
    if (kind === 1) return slab(11, random.between(1.1, 1.25), random.integer(2, 3), 'middle', 2006, 2016);
    return slab(random.pick([17, 18]), random.between(0.95, 1.1), 2, 'new', 2012, 2021);
  }
  return {
    form: 'tower',
    floor_count: random.pick([18, 24, 26, 28, 30, 32, 33]),
    depth_m: random.between(22, 24),
    units: random.pick([4, 4, 5, 6]),
    pitch_m: random.between(62, 74),
    gap_m: random.between(26, 38),
    shape,
    age: 'new',
    built_year: random.integer(2010, 2023),
  };
}

/** Fills a cell with homes; what does not fit the doors of one grid is left open as green. */
export function fillHomes(random: Random, site: Site, pattern: Pattern): Draft[] {
  if (site.area < 400) return [];
  const drafts = pattern.form === 'slab' ? slabs(random, site, pattern) : towers(random, site, pattern);
  return thin(drafts, site);
}

function slabs(random: Random, site: Site, pattern: Pattern): Draft[] {
  const drafts: Draft[] = [];
  for (const south of site.rows(pattern.depth_m + 1.4, pattern.pitch_m)) {
    for (const [from, to] of site.spans(south, south + pattern.depth_m + 1.3)) {
      for (const { at, units } of shareOut(to - from, pattern)) {
        const ring = slabRing(pattern, units, from + at, south);
        if (site.fits(ring, 5)) drafts.push({ kind: 'apartments', ring, floor_count: floorsOf(random, pattern) });
      }
    }
  }
  return drafts;
}

/** Now and then one slab is a floor lower or higher than its neighbours. */
function floorsOf(random: Random, pattern: Pattern): number {
  return pattern.floor_count + (random.chance(0.12) ? (pattern.floor_count > 6 ? -1 : 1) : 0);
}

/** Slabs of whole units side by side on so many metres, as many units as fit, the slack shared between the gaps. */
function shareOut(length: number, { units, gap_m }: Pattern): { at: number; units: number }[] {
  const count = Math.max(1, Math.round((length + gap_m) / (units * 16 + gap_m)));
  const total = Math.min(count * 5, Math.floor((length - (count - 1) * gap_m) / 16));
  if (total < Math.min(2, units) * count)
    return count > 1 ? shareOut(length, { units: units + 1, gap_m } as Pattern) : [];
  const gap = count > 1 ? Math.min(26, (length - total * 16) / (count - 1)) : 0;
  let at = (length - total * 16 - gap * (count - 1)) / 2;
  return Array.from({ length: count }, (_, index) => {
    const own = Math.floor(total / count) + (index < total % count ? 1 : 0);
    const place = { at, units: own };
    at += own * 16 + gap;
    return place;
  });
}

function slabRing({ shape, depth_m: depth }: Pattern, units: number, west: number, south: number): Point[] {
  const length = units * 16 - 0.4;
  const east = west + length;
  const north = south + depth;
  if (shape === 'stepped' && units > 1) {
    const step = west + 16 * Math.ceil(units / 2);
    const back = 1.2;
    return [
      [west, south],
      [step, south],
      [step, south + back],
      [east, south + back],
      [east, north + back],
      [step, north + back],
      [step, north],
      [west, north],
    ];
  }
  if (shape === 'plain')
    return [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
    ];
  const ring: Point[] = [
    [west, south],
    [east, south],
    [east, north],
  ];
  // The stairs stand out to the north.
  for (let unit = units - 1; unit >= 0; unit--) {
    const middle = west + 16 * unit + 8;
    ring.push([middle + 1.7, north], [middle + 1.7, north + 1.2], [middle - 1.7, north + 1.2], [middle - 1.7, north]);
  }
  ring.push([west, north]);
  return ring;
}

function towers(random: Random, site: Site, pattern: Pattern): Draft[] {
  const drafts: Draft[] = [];
  const width = { 4: 25, 5: 29, 6: 33 }[pattern.units] ?? 25;
  site.rows(pattern.depth_m + 1.4, pattern.pitch_m).forEach((south, row) => {
    for (const [from, to] of site.spans(south, south + pattern.depth_m)) {
      const room = to - from - width;
      if (room < 0) continue;
      const count = Math.floor(room / (width + pattern.gap_m)) + 1;
      const step = count > 1 ? Math.min(room / (count - 1), (width + pattern.gap_m) * 1.5) : 0;
      const slack = room - step * (count - 1);
      // Rows are set off against each other, so that the sun comes through.
      const start = from + (row % 2 === 0 ? 0 : slack) + (count === 1 ? (row % 2 === 0 ? room * 0.2 : -room * 0.2) : 0);
      for (let index = 0; index < count; index++) {
        const ring = towerRing(pattern, width, start + index * step, south);
        const floor_count = pattern.floor_count - (random.chance(0.3) ? random.integer(1, 4) : 0);
        if (site.fits(ring, 8)) drafts.push({ kind: 'apartments', ring, floor_count, basement_count: 1 });
      }
    }
  });
  return drafts;
}

const butterfly: Point[] = [
  [0, 0],
  [0.3, 0],
  [0.3, 0.14],
  [0.7, 0.14],
  [0.7, 0],
  [1, 0],
  [1, 0.7],
  [0.8, 0.7],
  [0.8, 1],
  [0.2, 1],
  [0.2, 0.7],
  [0, 0.7],
];
const tee: Point[] = [
  [0, 0],
  [0.36, 0],
  [0.36, 0.1],
  [0.64, 0.1],
  [0.64, 0],
  [1, 0],
  [1, 0.64],
  [0.86, 0.64],
  [0.86, 1],
  [0.14, 1],
  [0.14, 0.64],
  [0, 0.64],
];

function towerRing({ shape, depth_m }: Pattern, width: number, west: number, south: number): Point[] {
  return (shape === 'bays' ? tee : butterfly).map(([x, y]): Point => [west + x * width, south + y * depth_m]);
}

/** Lowers towers, then opens the middle, until the cell holds no more doors than a grid may. */
function thin(drafts: Draft[], site: Site): Draft[] {
  let kept = drafts;
  const doors = () => kept.reduce((sum, draft) => sum + doorsOf(draft), 0);
  const high = kept.some((draft) => draft.floor_count > 15);
  if (high && doors() > CELL_DOORS) {
    const share = CELL_DOORS / doors();
    kept = kept.map((draft) => ({ ...draft, floor_count: Math.max(15, Math.floor(draft.floor_count * share)) }));
  }
  const middle = centroid(site.ring);
  while (doors() > CELL_DOORS) {
    const nearest = [...kept].sort(
      (a, b) => distance(centroid(a.ring), middle) - distance(centroid(b.ring), middle),
    )[0]!;
    kept = kept.filter((draft) => draft !== nearest);
  }
  return kept;
}

/** Doors of a draft, by the rule that reads them back from the database. */
export function doorsOf({ kind, floor_count, ring }: { kind: string; floor_count: number; ring: Ring }): number {
  return householdCapacity({ kind, floor_count, footprint_m2: ringArea(ring), length_m: envelopeLength(ring) });
}

/** Longer side of the smallest rectangle of any direction around a ring, m. */
export function envelopeLength(ring: Ring): number {
  let best = { area: Infinity, length: 0 };
  ring.forEach((a, index) => {
    const b = ring[(index + 1) % ring.length]!;
    const angle = Math.atan2(b[1] - a[1], b[0] - a[0]);
    const cos = Math.cos(-angle);
    const sin = Math.sin(-angle);
    const { west, south, east, north } = boxOf(ring.map(([x, y]): Point => [x * cos - y * sin, x * sin + y * cos]));
    const area = (east - west) * (north - south);
    if (area < best.area - 1e-6) best = { area, length: Math.max(east - west, north - south) };
  });
  return best.length;
}
