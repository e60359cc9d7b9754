import type { Position } from 'geojson';
import { insideRing } from '../roads/inside.ts';

/** A ring as node ids (first and last equal), or what is missing. */
export type JoinedRings = { rings: number[][] } | { open: number };

/**
 * Joins lines of node ids into closed rings by their ends, in either direction. A ring that touches itself is cut there.
 * @returns the rings in the order in which they close; `open` with the number of loose ends when some line stays unclosed.
 */
export function joinRings(lines: Iterable<ArrayLike<number>>): JoinedRings {
  const pieces = [...lines].filter((line) => line.length >= 2).map((line) => Array.from(line));
  const byEnd = new Map<number, Set<number>>();
  const put = (node: number, piece: number) => {
    const there = byEnd.get(node);
    if (there) there.add(piece);
    else byEnd.set(node, new Set([piece]));
  };
  const rings: number[][] = [];
  pieces.forEach((piece, index) => {
    if (piece[0] === piece.at(-1)) rings.push(...cutAtTouches(piece));
    else {
      put(piece[0]!, index);
      put(piece.at(-1)!, index);
    }
  });
  let open = 0;
  const used = new Set<number>();
  pieces.forEach((piece, index) => {
    if (used.has(index) || piece[0] === piece.at(-1)) return;
    const ring = walk(pieces, byEnd, used, index);
    if (ring[0] === ring.at(-1)) rings.push(...cutAtTouches(ring));
    else open += 2;
  });
  return open > 0 ? { open } : { rings };
}

/** Follows lines from one to the next until no unused one goes on. */
function walk(pieces: number[][], byEnd: Map<number, Set<number>>, used: Set<number>, start: number): number[] {
  const path = [...pieces[start]!];
  used.add(start);
  for (;;) {
    const end = path.at(-1)!;
    if (end === path[0]) return path;
    let next = -1;
    for (const index of byEnd.get(end) ?? []) {
      if (used.has(index)) continue;
      next = index;
      break;
    }
    if (next < 0) return path;
    used.add(next);
    const piece = pieces[next]!;
    const forward = piece[0] === end ? piece : [...piece].reverse();
    for (let i = 1; i < forward.length; i++) path.push(forward[i]!);
  }
}

/** Splits a closed ring where it comes back to a node, so that each part is simple in its nodes. */
function cutAtTouches(ring: number[]): number[][] {
  const parts: number[][] = [];
  const path: number[] = [];
  const at = new Map<number, number>();
  for (const node of ring) {
    const before = at.get(node);
    if (before !== undefined) {
      const loop = path.splice(before);
      for (const passed of loop) at.delete(passed);
      // Out and back along one line encloses nothing.
      if (loop.length >= 3) parts.push([...loop, node]);
    }
    at.set(node, path.length);
    path.push(node);
  }
  return parts;
}

/** Polygons from outer and inner rings: each inner ring goes to the smallest outer ring around it; null when one lies in none. */
export function nestRings(outers: Position[][], inners: Position[][]): Position[][][] | null {
  const polygons = outers.map((ring) => ({ rings: [ring], size: Math.abs(signedArea(ring)) }));
  const bySize = [...polygons].sort((a, b) => a.size - b.size);
  for (const inner of inners) {
    const around = bySize.find((polygon) => inner.some(([x, y]) => insideRing(polygon.rings[0]!, x!, y!)));
    if (!around) return null;
    around.rings.push(inner);
  }
  return polygons.map((polygon) => polygon.rings);
}

/** Twice the area in square degrees, positive when the ring runs counter-clockwise. */
export function signedArea(ring: Position[]): number {
  let sum = 0;
  for (let i = 1; i < ring.length; i++) {
    const [x1, y1] = ring[i - 1]! as [number, number];
    const [x2, y2] = ring[i]! as [number, number];
    sum += x1 * y2 - x2 * y1;
  }
  return sum;
}
