import Flatbush from 'flatbush';
import type { Database } from '../../../server/db/open.ts';
import { distance, insideRing, type Metres, ringArea, ringCentre } from '../life/frame.ts';

/** How strongly a line parts neighbourhoods: main streets and rivers, side streets, cuts between buildings. */
type Strength = 'main' | 'side' | 'cut';

/** A line along which the city may be cut. */
export interface Seam {
  strength: Strength;
  line: Metres[];
}

/** A piece of ground between seams; its rings share every vertex with its neighbours' rings. */
export interface Face {
  /** Outer ring counter-clockwise, holes clockwise; closed; vertices are indices into `Mesh.points`. */
  rings: number[][];
  area_m2: number;
  centre: Metres;
  /** Length of the border to each neighbour, and how much of it runs along main seams and along cuts. */
  borders: Map<number, Border>;
  perimeter_m: number;
}
export interface Border {
  length_m: number;
  main_m: number;
  cut_m: number;
}

/** The city as faces without gaps or overlaps. */
export interface Mesh {
  points: Metres[];
  faces: Face[];
}

/** Vertices lie on a raster this fine, so that neighbours agree on them to the last digit. */
const RASTER_M = 0.1;

/** Nodes the seams, closes them to faces within the outline (convex, counter-clockwise), and finds their neighbours. */
export async function buildMesh(sql: Database, outline: readonly Metres[], seams: readonly Seam[]): Promise<Mesh> {
  const lines = [outline, ...seams.map(({ line }) => line)].filter((line) => line.length > 1);
  const text = `MULTILINESTRING(${lines.map((line) => `(${line.map(([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`).join(',')})`).join(',')})`;
  const rows = await sql<{ shape: string }[]>`
    select ST_AsGeoJSON(piece.geom, 2) as shape
    from (select ST_Polygonize(noded) as faces
          from (select ST_UnaryUnion(ST_GeomFromText(${text}), ${RASTER_M}::float8) as noded) n) p,
      lateral ST_Dump(p.faces) piece`;
  const vertices = new Vertices();
  const faces: Face[] = [];
  for (const { shape } of rows) {
    const rings = (JSON.parse(shape) as { coordinates: Metres[][] }).coordinates.map((ring, index) =>
      wound(ring, index === 0),
    );
    const centre = ringCentre(rings[0]!);
    if (!insideRing(outline, innerPoint(rings))) continue;
    const area_m2 = rings.reduce((sum, ring) => sum + ringArea(ring), 0);
    faces.push({
      rings: rings.map((ring) => ring.map((point) => vertices.index(point))),
      area_m2,
      centre,
      borders: new Map(),
      perimeter_m: 0,
    });
  }
  // Engines list faces in orders of their own.
  faces.sort((a, b) => a.centre[0] - b.centre[0] || a.centre[1] - b.centre[1] || a.area_m2 - b.area_m2);
  const mesh = { points: vertices.points, faces };
  joinNeighbours(mesh, seams);
  return mesh;
}

class Vertices {
  readonly points: Metres[] = [];
  readonly #known = new Map<string, number>();

  index([x, y]: Metres): number {
    const key = `${Math.round(x / RASTER_M)},${Math.round(y / RASTER_M)}`;
    let index = this.#known.get(key);
    if (index === undefined) {
      index = this.points.push([Math.round(x / RASTER_M) * RASTER_M, Math.round(y / RASTER_M) * RASTER_M]) - 1;
      this.#known.set(key, index);
    }
    return index;
  }
}

function wound(ring: Metres[], counterClockwise: boolean): Metres[] {
  return ringArea(ring) > 0 === counterClockwise ? ring : [...ring].reverse();
}

/** A point just left of the longest edge of the outer ring: inside, however bent the face is. */
function innerPoint(rings: Metres[][]): Metres {
  const ring = rings[0]!;
  let longest = 1;
  for (let index = 1; index < ring.length; index++) {
    if (distance(ring[index - 1]!, ring[index]!) > distance(ring[longest - 1]!, ring[longest]!)) longest = index;
  }
  const [from, to] = [ring[longest - 1]!, ring[longest]!];
  const length = distance(from, to) || 1;
  return [
    (from[0] + to[0]) / 2 - ((to[1] - from[1]) / length) * 0.05,
    (from[1] + to[1]) / 2 + ((to[0] - from[0]) / length) * 0.05,
  ];
}

function joinNeighbours(mesh: Mesh, seams: readonly Seam[]): void {
  const strengths = new SeamIndex(seams);
  const sides = new Map<string, { face: number; border: Border }>();
  for (const [index, face] of mesh.faces.entries()) {
    for (const ring of face.rings) {
      for (let at = 1; at < ring.length; at++) {
        const [from, to] = [ring[at - 1]!, ring[at]!];
        const length_m = distance(mesh.points[from]!, mesh.points[to]!);
        face.perimeter_m += length_m;
        const other = sides.get(`${to}-${from}`);
        if (!other) {
          const strength = strengths.at(mesh.points[from]!, mesh.points[to]!);
          const border = {
            length_m,
            main_m: strength === 'main' ? length_m : 0,
            cut_m: strength === 'cut' ? length_m : 0,
          };
          sides.set(`${from}-${to}`, { face: index, border });
          continue;
        }
        addBorder(face.borders, other.face, other.border);
        addBorder(mesh.faces[other.face]!.borders, index, other.border);
      }
    }
  }
}

/** Adds a stretch to the border with a neighbour. */
export function addBorder(borders: Map<number, Border>, neighbour: number, { length_m, main_m, cut_m }: Border): void {
  const known = borders.get(neighbour);
  if (!known) borders.set(neighbour, { length_m, main_m, cut_m });
  else {
    known.length_m += length_m;
    known.main_m += main_m;
    known.cut_m += cut_m;
  }
}

/** Tells of which seam an edge of the mesh is a part: the strongest within 0.5 m of its middle. */
class SeamIndex {
  readonly #parts: { from: Metres; to: Metres; strength: Strength }[] = [];
  readonly #index: Flatbush | undefined;

  constructor(seams: readonly Seam[]) {
    for (const { line, strength } of seams) {
      for (let at = 1; at < line.length; at++) this.#parts.push({ from: line[at - 1]!, to: line[at]!, strength });
    }
    if (this.#parts.length === 0) return;
    this.#index = new Flatbush(this.#parts.length);
    for (const { from, to } of this.#parts) {
      this.#index.add(
        Math.min(from[0], to[0]),
        Math.min(from[1], to[1]),
        Math.max(from[0], to[0]),
        Math.max(from[1], to[1]),
      );
    }
    this.#index.finish();
  }

  at(from: Metres, to: Metres): Strength {
    const middle: Metres = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
    const found = this.#index?.search(middle[0] - 0.5, middle[1] - 0.5, middle[0] + 0.5, middle[1] + 0.5) ?? [];
    const near = found.map((part) => this.#parts[part]!).filter((part) => fromLine(part.from, part.to, middle) < 0.5);
    if (near.some(({ strength }) => strength === 'main')) return 'main';
    return near.some(({ strength }) => strength === 'side') || near.length === 0 ? 'side' : 'cut';
  }
}

function fromLine(from: Metres, to: Metres, point: Metres): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const square = dx * dx + dy * dy;
  const share =
    square > 0 ? Math.max(0, Math.min(1, ((point[0] - from[0]) * dx + (point[1] - from[1]) * dy) / square)) : 0;
  return Math.hypot(point[0] - from[0] - share * dx, point[1] - from[1] - share * dy);
}

/** For each point the index of the face that holds it; -1 outside all. */
export function locate(mesh: Mesh, points: readonly Metres[]): number[] {
  if (mesh.faces.length === 0) return points.map(() => -1);
  const index = new Flatbush(mesh.faces.length);
  const shapes = mesh.faces.map(({ rings }) => rings.map((ring) => ring.map((vertex) => mesh.points[vertex]!)));
  for (const [outer] of shapes) {
    let box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const [x, y] of outer!)
      box = [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)];
    index.add(...box);
  }
  index.finish();
  return points.map((point) => {
    const held = index
      .search(point[0], point[1], point[0], point[1])
      .filter((face) => shapes[face]!.filter((ring) => insideRing(ring, point)).length % 2 === 1);
    return held.length > 0 ? Math.min(...held) : -1;
  });
}
