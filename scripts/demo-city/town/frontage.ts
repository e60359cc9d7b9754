import type { Random } from '../../../server/simulator/random.ts';
import {
  along,
  between,
  contains,
  distance,
  edgesOf,
  lineLength,
  offsetLine,
  type Point,
  type Ring,
  ringsMeet,
  segmentDistance,
} from './geometry.ts';
import type { Edge } from './mesh.ts';
import type { Layout, Parcel } from './model.ts';
import { type Draft, wallDepth } from './site.ts';

/** Depth of a row of shops and of the yard behind it, m. */
const SHOP_M = 10.5;
const YARD_M = 8;
/** From the property line to the shop fronts: the pavement widens there, m. */
const FRONT_M = 2;

/** Shops along the streets of one cell, and how much further back its homes stand along each edge. */
export interface Frontage {
  drafts: Draft[];
  extra(edge: Edge): number;
}

const odds = { trunk: 0, primary: 0.4, secondary: 0.55, tertiary: 0.6, residential: 0.25, living_street: 0 };

/** Lines a cell's street sides with low shops (沿街商铺); whole sides at a time, and none where a bridge begins. */
export function shopFrontage(layout: Layout, random: Random, parcel: Parcel, face: number): Frontage {
  const drafts: Draft[] = [];
  const lined = new Set<number>();
  for (const { street, vertices } of streetSides(layout, face)) {
    if (!random.chance(odds[layout.streets[street]!.kind])) continue;
    const line = vertices.map((vertex) => layout.mesh.points[vertex]!);
    if (lineLength(line) < 60) continue;
    const made = shopsAlong(layout, random, face, line, layout.streets[street]!.half_m + FRONT_M).filter((draft) =>
      drafts.every((other) => !ringsMeet(draft.ring, other.ring, 6)),
    );
    if (made.length === 0) continue;
    drafts.push(...made);
    lined.add(street);
  }
  if (parcel.style === 'tower') for (const draft of drafts) draft.floor_count = 2;
  return {
    drafts,
    extra: (edge) => (edge.kind === 'street' && lined.has(edge.street) ? FRONT_M + SHOP_M + YARD_M - 5 : 0),
  };
}

/** Runs of a face's edges along one street, in the face's own direction. */
function streetSides({ mesh }: Layout, face: number): { street: number; vertices: number[] }[] {
  const sides = mesh.sides(face);
  const streetAt = (index: number) => {
    const { edge } = sides[index]!;
    return edge.kind === 'street' && !edge.bridge ? edge.street : -1;
  };
  let start = sides.findIndex((_, index) => streetAt(index) !== streetAt((index + sides.length - 1) % sides.length));
  if (start < 0) start = 0;
  const runs: { street: number; vertices: number[] }[] = [];
  for (let step = 0; step < sides.length; step++) {
    const index = (start + step) % sides.length;
    const { a, b } = sides[index]!;
    const street = streetAt(index);
    const last = runs.at(-1);
    if (last && last.street === street && last.vertices.at(-1) === a) last.vertices.push(b);
    else runs.push({ street, vertices: [a, b] });
  }
  return runs.filter(({ street }) => street >= 0);
}

function shopsAlong(layout: Layout, random: Random, face: number, line: Point[], front: number): Draft[] {
  const drafts: Draft[] = [];
  const base = offsetLine(line, front);
  const length = lineLength(base);
  const floor_count = random.integer(1, 3);
  for (let at = front * 0.4 + 14; at + 20 < length - 14 - front * 0.4; ) {
    const width = Math.min(random.between(24, 56), length - 14 - front * 0.4 - at);
    const a = along(base, at).point;
    const b = along(base, at + width).point;
    const ring = boxBehind(a, b);
    if (clear(layout, face, ring)) drafts.push({ kind: 'retail', ring, floor_count });
    at += width + random.between(5, 9);
  }
  return drafts;
}

/** A rectangle that lies to the left of the way from a to b. */
function boxBehind(a: Point, b: Point): Point[] {
  const length = distance(a, b);
  const nx = (-(b[1] - a[1]) / length) * SHOP_M;
  const ny = ((b[0] - a[0]) / length) * SHOP_M;
  return [a, b, [b[0] + nx, b[1] + ny], [a[0] + nx, a[1] + ny]];
}

/** Whether a shop lies inside its cell and keeps off every side's private ground. */
function clear(layout: Layout, face: number, ring: Ring): boolean {
  const { mesh } = layout;
  const outline = mesh.ring(face);
  if (!ring.every((point) => contains(outline, point)) || !contains(outline, between(ring[0]!, ring[2]!, 0.5)))
    return false;
  return mesh.sides(face).every(({ a, b, edge }) => {
    const least = edge.kind === 'lane' ? 6 : edge.kind === 'wall' ? 3.5 : wallDepth(layout, edge) + FRONT_M - 0.6;
    return edgesOf(ring).every(([p, q]) => segmentDistance(p, q, mesh.points[a]!, mesh.points[b]!) > least - 0.01);
  });
}
