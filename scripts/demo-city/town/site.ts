import { spansAt } from './blocks.ts';
import {
  type Box,
  boxOf,
  boxRing,
  contains,
  edgesOf,
  type Point,
  type Ring,
  ringArea,
  ringsMeet,
  turn,
} from './geometry.ts';
import { inset } from './inset.ts';
import type { Edge } from './mesh.ts';
import type { Layout, Parcel } from './model.ts';

/** A building or a court of one, before it has an address. */
export interface Draft {
  kind: string;
  ring: Ring;
  floor_count: number;
  height_m?: number;
  basement_count?: number;
  name?: string;
}

/** Walls of private ground begin this far from the middle of an edge, m. */
export function wallDepth(layout: Layout, edge: Edge): number {
  if (edge.kind === 'street') return layout.streets[edge.street]!.half_m;
  return { canal: 15, river: 0, rail: 17, lane: 0, wall: 0 }[edge.kind];
}

/** How far buildings stand back from the middle of an edge, m. */
function buildingDepth(layout: Layout, edge: Edge, parcel: Parcel): number {
  const old = parcel.use === 'oldtown';
  if (edge.kind === 'lane') return old ? 3.2 : 5.5;
  if (edge.kind === 'wall') return 4;
  return wallDepth(layout, edge) + (old ? 1 : 5);
}

/** Ground on which one builder works, turned so that its rows run level; all lengths in metres. */
export class Site {
  /** Where buildings may stand. */
  readonly ring: Point[];
  readonly obstacles: Ring[] = [];
  readonly #angle: number;
  readonly #centre: Point;

  /** @param ring usable ground in plan metres; `angle` is the direction of the rows there. */
  constructor(ring: Ring, angle: number) {
    this.#angle = angle;
    this.#centre = ring[0] ?? [0, 0];
    this.ring = turn(ring, -angle, this.#centre);
  }

  get box(): Box {
    return boxOf(this.ring);
  }

  get area(): number {
    return this.ring.length < 3 ? 0 : ringArea(this.ring);
  }

  toPlan(ring: Ring): Point[] {
    return turn(ring, this.#angle, this.#centre);
  }

  fromPlan(points: readonly Point[]): Point[] {
    return turn(points, -this.#angle, this.#centre);
  }

  /** Stretches in which a band from y `south` to y `north` lies wholly on the site. */
  spans(south: number, north: number): [number, number][] {
    const levels = [south, north];
    for (const [, y] of this.ring) if (y > south && y < north) levels.push(y - 1e-6, y + 1e-6);
    let spans = spansAt(this.ring, south);
    for (const level of levels.slice(1)) {
      const here = spansAt(this.ring, level);
      spans = spans.flatMap(([from, to]) =>
        here.map(([a, b]): [number, number] => [Math.max(from, a), Math.min(to, b)]).filter(([a, b]) => b - a > 4),
      );
    }
    return spans;
  }

  /** South edges of rows so deep and about so far apart, spread over where the site is nearly as wide as anywhere. */
  rows(depth: number, pitch: number): number[] {
    const { south: low, north: high } = this.box;
    const width = (y: number) => Math.max(0, ...this.spans(y, y + depth).map(([from, to]) => to - from));
    const levels: { y: number; width: number }[] = [];
    for (let y = low; y + depth <= high; y += 1.5) levels.push({ y, width: width(y) });
    const wide = Math.max(...levels.map((level) => level.width)) * 0.84;
    const fit = levels.filter((level) => level.width >= wide);
    if (fit.length === 0) return [];
    const south = fit[0]!.y;
    const room = fit.at(-1)!.y - south;
    const count = Math.floor(room / (pitch * 0.94)) + 1;
    const step = count > 1 ? room / (count - 1) : 0;
    const start = count > 1 ? south : south + room / 2;
    return Array.from({ length: count }, (_, index) => start + index * step);
  }

  /** Whether a ring lies on the site and stays `gap` metres from what is there. */
  fits(ring: Ring, gap: number): boolean {
    return this.holds(ring) && this.obstacles.every((other) => !ringsMeet(ring, other, gap));
  }

  /** Whether a ring lies wholly on the site, whatever stands there. */
  holds(ring: Ring): boolean {
    if (!ring.every((point) => contains(this.ring, point))) return false;
    return !this.ring.some((corner) => contains(ring, corner)) && ring.length > 2 && !this.#cuts(ring);
  }

  #cuts(ring: Ring): boolean {
    const box = boxOf(ring);
    return edgesOf(this.ring).some(([a, b]) => {
      if (Math.max(a[0], b[0]) < box.west || Math.min(a[0], b[0]) > box.east) return false;
      if (Math.max(a[1], b[1]) < box.south || Math.min(a[1], b[1]) > box.north) return false;
      return edgesOf(ring).some(([c, d]) => {
        const side = (p: Point, q: Point, r: Point) => (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
        return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
      });
    });
  }

  /**
   * Finds the place of least cost for a shape that is drawn around [0, 0], and takes it.
   * @returns the shape where it stands now, or undefined when it fits nowhere.
   */
  place(shape: Ring, gap: number, cost: (at: Point) => number, step = 4): Point[] | undefined {
    const { west, south, east, north } = this.box;
    const candidates: { at: Point; cost: number }[] = [];
    for (let x = west; x <= east; x += step) {
      for (let y = south; y <= north; y += step) candidates.push({ at: [x, y], cost: cost([x, y]) });
    }
    candidates.sort((a, b) => a.cost - b.cost);
    for (const { at } of candidates) {
      const ring = shape.map(([x, y]): Point => [at[0] + x, at[1] + y]);
      if (!this.fits(ring, gap)) continue;
      this.obstacles.push(ring);
      return ring;
    }
    return undefined;
  }
}

/** The usable ground of a face in its parcel, for rows that follow the parcel's own direction. */
export function siteOf(layout: Layout, parcel: Parcel, face: number, extra: (edge: Edge) => number = () => 0): Site {
  const sides = layout.mesh.sides(face);
  const depths = sides.map(({ edge }) => buildingDepth(layout, edge, parcel) + extra(edge));
  return new Site(inset(layout.mesh.ring(face), depths), rowAngle(layout, parcel));
}

/** The mean direction of the parcel's southern and northern sides, so that rows follow the street; at most 10 degrees. */
function rowAngle({ mesh }: Layout, parcel: Parcel): number {
  let sum = 0;
  let weight = 0;
  for (const ring of mesh.outline(new Set(parcel.faces))) {
    ring.forEach((vertex, index) => {
      const [ax, ay] = mesh.points[vertex]!;
      const [bx, by] = mesh.points[ring[(index + 1) % ring.length]!]!;
      const angle = Math.atan2(by - ay, bx - ax);
      const level = angle > Math.PI / 2 ? angle - Math.PI : angle < -Math.PI / 2 ? angle + Math.PI : angle;
      if (Math.abs(level) > 0.3) return;
      const length = Math.hypot(bx - ax, by - ay);
      sum += level * length;
      weight += length;
    });
  }
  return weight === 0 ? 0 : Math.min(0.17, Math.max(-0.17, sum / weight));
}

/** A rectangle around [0, 0]. */
export function rectangle(width: number, depth: number): Point[] {
  return boxRing({ west: -width / 2, east: width / 2, south: -depth / 2, north: depth / 2 });
}
