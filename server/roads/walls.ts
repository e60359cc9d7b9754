import Flatbush from 'flatbush';
import { insideRing } from './inside.ts';
import type { Wall } from './road-graph.ts';

type Place = readonly [number, number];

/** Borders of walled compounds, found by place. */
export class Walls {
  private readonly index: Flatbush | null;

  constructor(readonly walls: readonly Wall[]) {
    this.index = walls.length === 0 ? null : new Flatbush(walls.length);
    for (const wall of walls) {
      const box = [Infinity, Infinity, -Infinity, -Infinity] as [number, number, number, number];
      for (const [lon, lat] of wall.polygons.flat(2)) {
        box[0] = Math.min(box[0], lon);
        box[1] = Math.min(box[1], lat);
        box[2] = Math.max(box[2], lon);
        box[3] = Math.max(box[3], lat);
      }
      this.index?.add(...box);
    }
    this.index?.finish();
  }

  /** `compound_id` of the first wall that a straight line between two places crosses; null where it crosses none. */
  between(a: Place, b: Place): number | null {
    const box = [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1])] as const;
    for (const found of this.index?.search(...box).sort((one, other) => one - other) ?? []) {
      const wall = this.walls[found]!;
      if (wall.polygons.some((polygon) => polygon.some((ring) => crossesRing(ring, a, b)))) return wall.compound_id;
    }
    return null;
  }

  /** Walls whose box touches this one, by their index. */
  near(west: number, south: number, east: number, north: number): number[] {
    return this.index?.search(west, south, east, north) ?? [];
  }
}

/** Whether a place lies within a wall; on its border either may be said. */
export function isInside(wall: Wall, [lon, lat]: Place): boolean {
  let odd = false;
  for (const ring of wall.polygons.flat()) if (insideRing(ring, lon, lat)) odd = !odd;
  return odd;
}

/** Shares of the line from `a` to `b` at which it crosses a wall's border. */
export function crossings(wall: Wall, a: Place, b: Place): number[] {
  const shares: number[] = [];
  for (const ring of wall.polygons.flat()) {
    for (let at = 1; at < ring.length; at++) {
      if (crossesSegment(a, b, ring[at - 1]!, ring[at]!)) shares.push(crossingShare(a, b, ring[at - 1]!, ring[at]!));
    }
  }
  return shares;
}

function crossesRing(ring: readonly Place[], a: Place, b: Place): boolean {
  for (let at = 1; at < ring.length; at++) if (crossesSegment(a, b, ring[at - 1]!, ring[at]!)) return true;
  return false;
}

/** Whether two segments cross; one that ends on the other counts on one of its sides only, so that a way that crosses at a corner does so once. */
function crossesSegment(a: Place, b: Place, c: Place, d: Place): boolean {
  return turn(a, b, c) > 0 !== turn(a, b, d) > 0 && turn(c, d, a) > 0 !== turn(c, d, b) > 0;
}

function crossingShare(a: Place, b: Place, c: Place, d: Place): number {
  const [before, after] = [turn(c, d, a), turn(c, d, b)];
  return before / (before - after);
}

/** Twice the area of a triangle, positive where it turns left. */
function turn(a: Place, b: Place, c: Place): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}
