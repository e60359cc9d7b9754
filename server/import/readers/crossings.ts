import type { Geometry, Position } from 'geojson';
import type { Sentence } from '../../errors.ts';

/** Pairs of edges that are compared at most; the database checks the rest. */
const MAX_PAIRS = 2_000_000;

/** The place where the outline of an area crosses itself; null where none was found. */
export function selfCrossing(geometry: Geometry): Position | null {
  if (geometry.type === 'Polygon') return crossingOf(geometry.coordinates);
  if (geometry.type !== 'MultiPolygon') return null;
  for (const rings of geometry.coordinates) {
    const found = crossingOf(rings);
    if (found) return found;
  }
  return null;
}

/** Edges of all rings by their left end: only those whose spans meet are compared. */
function crossingOf(rings: readonly Position[][]): Position | null {
  const edges: Edge[] = [];
  for (const ring of rings) for (let i = 1; i < ring.length; i++) addEdge(edges, ring[i - 1]!, ring[i]!);
  edges.sort((a, b) => a.left - b.left);
  let pairs = 0;
  for (let i = 0; i < edges.length; i++) {
    const a = edges[i]!;
    for (let j = i + 1; j < edges.length && edges[j]!.left <= a.right; j++) {
      const b = edges[j]!;
      if (++pairs > MAX_PAIRS) return null;
      if (a.low <= b.high && b.low <= a.high && cross(a, b)) return meeting(a, b);
    }
  }
  return null;
}

interface Edge {
  from: Position;
  to: Position;
  left: number;
  right: number;
  low: number;
  high: number;
}

function addEdge(edges: Edge[], from: Position, to: Position): void {
  const [x1, y1, x2, y2] = [from[0]!, from[1]!, to[0]!, to[1]!];
  if (x1 === x2 && y1 === y2) return;
  edges.push({
    ...{ from, to },
    left: Math.min(x1, x2),
    right: Math.max(x1, x2),
    low: Math.min(y1, y2),
    high: Math.max(y1, y2),
  });
}

/** Twice the area of a triangle, positive when it runs counter-clockwise. */
function turn(a: Position, b: Position, c: Position): number {
  return (b[0]! - a[0]!) * (c[1]! - a[1]!) - (b[1]! - a[1]!) * (c[0]! - a[0]!);
}

/** Whether two edges cut each other strictly inside both; rings that share a corner are sound. */
function cross(a: Edge, b: Edge): boolean {
  const first = turn(a.from, a.to, b.from) * turn(a.from, a.to, b.to);
  const second = turn(b.from, b.to, a.from) * turn(b.from, b.to, a.to);
  return first < 0 && second < 0;
}

function meeting(a: Edge, b: Edge): Position {
  const before = Math.abs(turn(b.from, b.to, a.from));
  const share = before / (before + Math.abs(turn(b.from, b.to, a.to)));
  return [a.from[0]! + (a.to[0]! - a.from[0]!) * share, a.from[1]! + (a.to[1]! - a.from[1]!) * share];
}

/** What a clerk is told of such an outline. */
export function crossingSentence([x, y]: Position): Sentence {
  const place = `${Number(x!.toPrecision(9))}, ${Number(y!.toPrecision(9))}`;
  return {
    'zh-CN': `面的边界在 (${place}) 处自相交。载入时会自动修复，请在地图上核对修复后的形状。`,
    en: `The outline of the area crosses itself at (${place}). It will be mended when it is loaded; check its shape on the map.`,
  };
}
