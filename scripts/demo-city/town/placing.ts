import type { Point, Ring } from './geometry.ts';
import type { PlannedLand } from './model.ts';
import { type Draft, rectangle, type Site } from './site.ts';

/** What a builder leaves on its ground: buildings, and courts, tracks and ponds as land; rings in the site's own frame. */
export interface Built {
  drafts: Draft[];
  land: { kind: PlannedLand['kind']; name: string | null; ring: Ring }[];
}

/** Puts the largest of some rectangles that fits; `cost` says where it would rather stand. */
export function put(
  site: Site,
  sizes: readonly (readonly [number, number])[],
  cost: (at: Point) => number,
  gap: number,
  shape: (width: number, depth: number) => Point[] = rectangle,
): Point[] | undefined {
  for (const [width, depth] of sizes) {
    const ring = site.place(shape(width, depth), gap, cost);
    if (ring) return ring;
  }
  return undefined;
}

/** One size at several scales, as `put` takes them. */
export const scaled = (width: number, depth: number, ...shares: number[]): [number, number][] =>
  shares.map((share) => [width * share, depth * share]);

/** An L, open to the south-west. */
export function ell(width: number, depth: number): Point[] {
  const wing = Math.min(16, width / 3, depth / 2);
  const [w, d] = [width / 2, depth / 2];
  return [
    [w - wing, -d],
    [w, -d],
    [w, d],
    [-w, d],
    [-w, d - wing],
    [w - wing, d - wing],
  ];
}

/** A U, open to the south. */
export function horseshoe(width: number, depth: number): Point[] {
  const wing = Math.min(14, width / 4, depth / 2.5);
  const [w, d] = [width / 2, depth / 2];
  return [
    [-w, -d],
    [-w + wing, -d],
    [-w + wing, d - wing],
    [w - wing, d - wing],
    [w - wing, -d],
    [w, -d],
    [w, d],
    [-w, d],
  ];
}

/** A running track: a rectangle with round ends, lying north to south as tracks do. */
export function track(width: number, length: number): Point[] {
  const radius = width / 2;
  const straight = length / 2 - radius;
  const arc = (from: number, dy: number) =>
    Array.from({ length: 9 }, (_, step): Point => {
      const angle = from + (Math.PI * step) / 8;
      return [radius * Math.cos(angle), dy + radius * Math.sin(angle)];
    });
  return [...arc(0, straight), ...arc(Math.PI, -straight)];
}
