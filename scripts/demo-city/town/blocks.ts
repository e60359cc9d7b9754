import type { Random } from '../../../server/simulator/random.ts';
import { boxOf, type Point, type Ring, ringArea } from './geometry.ts';
import type { CutOptions, Edge, EdgeMark, Mesh } from './mesh.ts';
import type { Layout, Street, Style } from './model.ts';
import { addStreet } from './skeleton.ts';

/** Ground between streets, ha, below which no further street is cut. */
const blockHectares: Record<Style, [number, number]> = {
  walkup: [5, 8],
  slab: [6, 9],
  tower: [6.5, 10],
  old: [1.9, 3],
  centre: [4.5, 6.5],
  industry: [8, 12],
};

/** Cuts every superblock by streets of its own until only blocks are left, and returns them. */
export function cutBlocks(layout: Layout): number[] {
  const random = layout.random.fork('blocks');
  const blocks: number[] = [];
  for (const face of [...layout.mesh.faces.keys()]) {
    const sides = layout.mesh.sides(face);
    if (sides.some(({ edge }) => edge.kind === 'river' || edge.kind === 'rail')) continue;
    divide(layout, random, face, 0, blocks);
  }
  return blocks;
}

function divide(layout: Layout, random: Random, face: number, depth: number, blocks: number[]): void {
  const ring = layout.mesh.ring(face);
  const style = layout.styleOf.get(face)!;
  const hectares = ringArea(ring) / 10_000;
  const [low, high] = blockHectares[style];
  const { width, height } = extent(ring);
  const wanted = random.between(low, high);
  if (hectares < wanted * 1.45 || Math.max(width, height) < 150) {
    blocks.push(face);
    return;
  }
  const vertical = width > height * random.between(0.8, 1.2);
  const share = random.between(0.4, 0.6);
  const kind = streetKind(style, hectares, depth);
  const line = acrossLine(ring, vertical, share, random.between(-0.05, 0.05), random.between(-10, 10));
  const parts = cutStreet(layout, face, line, kind, vertical);
  if (parts.length < 2) {
    blocks.push(face);
    return;
  }
  for (const part of parts) divide(layout, random, part, depth + 1, blocks);
}

function streetKind(style: Style, hectares: number, depth: number): 'tertiary' | 'residential' | 'living_street' {
  if (style === 'old') return hectares > 9 ? 'residential' : 'living_street';
  return depth === 0 && hectares > 15 ? 'tertiary' : 'residential';
}

/** Draws a street through one face; it goes on under the name of one that it meets head-on. */
function cutStreet(
  layout: Layout,
  face: number,
  line: Point[],
  kind: 'tertiary' | 'residential' | 'living_street',
  vertical: boolean,
): number[] {
  const { mesh } = layout;
  const corners = sharpCorners(mesh, face);
  const { parts, pieces } = cutFace(
    layout,
    face,
    line,
    { kind: 'street', street: -2, bridge: false },
    {
      snap: 42,
      clear: 40,
      snapTo: (vertex) => !corners.has(vertex) && mesh.edgesAt(vertex).length > 2,
    },
  );
  for (const piece of pieces) {
    const street = headOn(layout, piece, kind) ?? addStreet(layout.streets, kind, layout.names.street(kind, !vertical));
    for (let index = 1; index < piece.length; index++) mesh.edge(piece[index - 1]!, piece[index]!)!.street = street;
  }
  return parts;
}

/** Cuts one face and hands its community and style on to the parts; the parts include the face itself. */
export function cutFace(
  layout: Layout,
  face: number,
  line: Point[],
  mark: EdgeMark,
  options: CutOptions,
): { parts: number[]; pieces: number[][] } {
  const { mesh, communityOf, styleOf } = layout;
  const known = new Set(mesh.faces.keys());
  const pieces = mesh.cut(line, mark, { ...options, face });
  const made = [...mesh.faces.keys()].filter((other) => !known.has(other));
  for (const other of made) {
    communityOf.set(other, communityOf.get(face)!);
    styleOf.set(other, styleOf.get(face)!);
  }
  return { parts: [face, ...made], pieces };
}

/** The street of the same class that ends where this piece ends and points the same way. */
function headOn({ mesh, streets }: Layout, piece: number[], kind: Street['kind']): number | undefined {
  for (const [end, inner] of [
    [piece[0]!, piece[1]!],
    [piece.at(-1)!, piece.at(-2)!],
  ] as const) {
    const to = mesh.points[end]!;
    const from = mesh.points[inner]!;
    const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
    for (const edge of mesh.edgesAt(end)) {
      const other = edge.a === end ? edge.b : edge.a;
      if (edge.street < 0 || other === inner || streets[edge.street]!.kind !== kind) continue;
      const point = mesh.points[other]!;
      const bend = Math.abs(Math.atan2(point[1] - to[1], point[0] - to[0]) - angle) % (2 * Math.PI);
      if (Math.min(bend, 2 * Math.PI - bend) < 0.45) return edge.street;
    }
  }
  return undefined;
}

/** Vertices at which the face's outline turns: a street that is cut there would run along its own edge. */
function sharpCorners(mesh: Mesh, face: number): Set<number> {
  const loop = mesh.faces.get(face)!;
  const corners = new Set<number>();
  loop.forEach((vertex, index) => {
    const before = mesh.points[loop[(index + loop.length - 1) % loop.length]!]!;
    const at = mesh.points[vertex]!;
    const after = mesh.points[loop[(index + 1) % loop.length]!]!;
    const inAngle = Math.atan2(at[1] - before[1], at[0] - before[0]);
    const turned = Math.abs(Math.atan2(after[1] - at[1], after[0] - at[0]) - inAngle) % (2 * Math.PI);
    if (Math.min(turned, 2 * Math.PI - turned) > 0.6) corners.add(vertex);
  });
  return corners;
}

export function extent(ring: Ring): { width: number; height: number } {
  const box = boxOf(ring);
  return { width: box.east - box.west, height: box.north - box.south };
}

/**
 * A line across a ring that follows the lean of its sides: `share` of the way from west to east (vertical) or from
 * south to north. `tilt` leans it further, in shares of the ring's extent; `bow` bends its middle, m.
 */
export function acrossLine(ring: Ring, vertical: boolean, share: number, tilt = 0, bow = 0): Point[] {
  const swapped: Ring = vertical ? ring : ring.map(([x, y]): Point => [y, x]);
  const box = boxOf(swapped);
  const height = box.north - box.south;
  const at = (level: number): Point => {
    const y = box.south + height * level;
    const [from, to] = widestSpan(swapped, y) ?? [box.west, box.east];
    return [from + (to - from) * share, y];
  };
  // A side that runs aslant (a river bank) must not drag the line with it.
  const lean = Math.min(0.12, Math.max(-0.12, (at(0.8)[0] - at(0.2)[0]) / (0.6 * height))) + tilt;
  const middle = at(0.5);
  const stretch = (level: number): Point => [
    middle[0] + lean * height * (level - 0.5) + bow * 4 * level * (1 - level),
    box.south + height * level,
  ];
  const levels = bow === 0 ? [-0.3, 1.3] : [-0.15, 0.12, 0.31, 0.5, 0.69, 0.88, 1.15];
  return levels.map(stretch).map(([x, y]): Point => (vertical ? [x, y] : [y, x]));
}

/** Where a level line runs inside a ring, from west to east. */
export function spansAt(ring: Ring, y: number): [number, number][] {
  const hits: number[] = [];
  for (let index = 0, before = ring.length - 1; index < ring.length; before = index++) {
    const [ax, ay] = ring[before]!;
    const [bx, by] = ring[index]!;
    if (ay > y !== by > y) hits.push(ax + ((bx - ax) * (y - ay)) / (by - ay));
  }
  hits.sort((a, b) => a - b);
  const spans: [number, number][] = [];
  for (let index = 0; index + 1 < hits.length; index += 2) spans.push([hits[index]!, hits[index + 1]!]);
  return spans;
}

function widestSpan(ring: Ring, y: number): [number, number] | undefined {
  return spansAt(ring, y).sort((a, b) => b[1] - b[0] - (a[1] - a[0]))[0];
}

/** Whether a lane or street runs along an edge on which a lane may end. */
export function carriesTraffic(edge: Edge): boolean {
  return (edge.kind === 'street' || edge.kind === 'lane') && !edge.bridge;
}
