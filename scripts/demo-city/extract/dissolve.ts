import { insideRing, type Metres, ringArea } from '../life/frame.ts';
import type { Mesh } from './mesh.ts';

/** A polygon as its outer ring and holes, closed; vertices are indices into `Mesh.points`. */
export type Polygon = number[][];

/**
 * The outline of faces taken together, keeping every vertex of the mesh, so that areas of all levels share them.
 * @returns polygons with the outer ring counter-clockwise and holes clockwise; largest first.
 */
export function dissolve(mesh: Mesh, faces: readonly number[]): Polygon[] {
  const edges = new Set<string>();
  for (const face of faces) {
    for (const ring of mesh.faces[face]!.rings) {
      for (let at = 1; at < ring.length; at++) {
        // An edge that two faces run along in opposite directions lies inside.
        if (!edges.delete(`${ring[at]}-${ring[at - 1]}`)) edges.add(`${ring[at - 1]}-${ring[at]}`);
      }
    }
  }
  const next = new Map<number, number[]>();
  for (const edge of edges) {
    const [from, to] = edge.split('-').map(Number) as [number, number];
    next.set(from, [...(next.get(from) ?? []), to]);
  }
  return nest(mesh, ringsOf(next));
}

/** Walks the edges to closed rings that visit no vertex twice: where outlines touch in a point they part there. */
function ringsOf(next: Map<number, number[]>): number[][] {
  const rings: number[][] = [];
  for (const start of [...next.keys()].sort((a, b) => a - b)) {
    while (next.get(start)?.length) {
      const way = [start];
      const seen = new Map([[start, 0]]);
      for (let to = next.get(start)!.pop(); to !== undefined; to = next.get(to)?.pop()) {
        const visited = seen.get(to);
        if (visited === undefined) {
          seen.set(to, way.push(to) - 1);
          continue;
        }
        const loop = way.splice(visited);
        for (const vertex of loop) seen.delete(vertex);
        rings.push([...loop, loop[0]!]);
        if (way.length === 0) break;
        seen.set(to, way.push(to) - 1);
      }
    }
  }
  return rings;
}

function nest(mesh: Mesh, rings: number[][]): Polygon[] {
  const shaped = rings.map((ring) => {
    const points = ring.map((vertex) => mesh.points[vertex]!);
    return { ring, points, area: ringArea(points) };
  });
  const outers = shaped.filter(({ area }) => area > 0).sort((a, b) => a.area - b.area);
  const polygons = outers.map(({ ring }): Polygon => [ring]);
  for (const hole of shaped.filter(({ area }) => area < 0)) {
    const probe = middleOf(hole.points);
    const owner = outers.findIndex(({ points, area }) => area > -hole.area && insideRing(points, probe));
    polygons[owner >= 0 ? owner : polygons.length - 1]?.push(hole.ring);
  }
  return polygons.reverse();
}

/** A point just inside a ring that runs clockwise, beside the middle of its first edge. */
function middleOf(ring: readonly Metres[]): Metres {
  const [from, to] = [ring[0]!, ring[1]!];
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
  return [
    (from[0] + to[0]) / 2 + ((to[1] - from[1]) / length) * 0.03,
    (from[1] + to[1]) / 2 - ((to[0] - from[0]) / length) * 0.03,
  ];
}
