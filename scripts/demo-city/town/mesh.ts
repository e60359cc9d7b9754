import {
  between,
  boxesMeet,
  boxOf,
  contains,
  crossing,
  distance,
  type Line,
  type Point,
  type Polygon,
  type Ring,
  ringArea,
} from './geometry.ts';

/** What runs along an edge: a street, water, a wall between two compounds, a lane inside one, the rail. */
export type EdgeKind = 'street' | 'river' | 'canal' | 'wall' | 'lane' | 'rail';

/** What a cut draws; both halves keep it when an edge is split. */
export interface EdgeMark {
  kind: EdgeKind;
  /** Index of the street in the plan; -1 where none runs. */
  street: number;
  bridge: boolean;
}

export interface Edge extends EdgeMark {
  a: number;
  b: number;
}

/** How the ends of a cut find the vertices that are there already. */
export interface CutOptions {
  /** Cut this face only. */
  face?: number;
  /** Reach of a vertex that `snapTo` accepts, m; any other vertex reaches 10 m at most. */
  snap: number;
  snapTo?: (vertex: number) => boolean;
  /** Points of the line nearer than this to an end of a piece are left out, m; 12 unless given. */
  clear?: number;
}

/**
 * A plane cut into faces that share their vertices exactly: whatever is made of whole faces (blocks, grids,
 * communities) leaves no gap and no overlap, and roads along the edges meet in the same points.
 */
export class Mesh {
  readonly points: Point[] = [];
  /** Vertices of each face, counter-clockwise. */
  readonly faces = new Map<number, number[]>();
  readonly edges = new Map<number, Edge>();
  /** Face to the left of a directed edge. */
  readonly #left = new Map<number, number>();
  #nextFace = 0;

  /** Starts with one face whose sides are the given lines; each starts where the one before ended. */
  constructor(sides: readonly { line: Line; mark: EdgeMark }[]) {
    const loop: number[] = [];
    const marks: EdgeMark[] = [];
    for (const { line, mark } of sides) {
      for (const point of line.slice(0, -1)) {
        loop.push(this.points.push(point) - 1);
        marks.push(mark);
      }
    }
    this.#addFace(loop);
    loop.forEach((a, index) => {
      this.#addEdge(a, loop[(index + 1) % loop.length]!, marks[index]!);
    });
  }

  ring(face: number): Point[] {
    return this.faces.get(face)!.map((vertex) => this.points[vertex]!);
  }

  edge(a: number, b: number): Edge | undefined {
    return this.edges.get(edgeKey(a, b));
  }

  /** The face left of the way from a to b; undefined outside the town. */
  leftOf(a: number, b: number): number | undefined {
    return this.#left.get(directedKey(a, b));
  }

  /** Directed edges around a face with what lies beyond each. */
  sides(face: number): { a: number; b: number; edge: Edge; beyond: number | undefined }[] {
    const loop = this.faces.get(face)!;
    return loop.map((a, index) => {
      const b = loop[(index + 1) % loop.length]!;
      return { a, b, edge: this.edge(a, b)!, beyond: this.leftOf(b, a) };
    });
  }

  /** Edges that end in a vertex, found through one face's neighbourhood. */
  edgesAt(vertex: number): Edge[] {
    return [...this.edges.values()].filter((edge) => edge.a === vertex || edge.b === vertex);
  }

  /** Puts a vertex on an edge, `share` of the way from a to b, and returns it. */
  split(a: number, b: number, share: number, at: Point = between(this.points[a]!, this.points[b]!, share)): number {
    const edge = this.edge(a, b)!;
    const middle = this.points.push(at) - 1;
    this.edges.delete(edgeKey(a, b));
    this.#addEdge(edge.a, middle, edge);
    this.#addEdge(middle, edge.b, edge);
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const face = this.#left.get(directedKey(from, to));
      if (face === undefined) continue;
      const loop = this.faces.get(face)!;
      loop.splice(loop.indexOf(from) + 1, 0, middle);
      this.#left.delete(directedKey(from, to));
      this.#left.set(directedKey(from, middle), face);
      this.#left.set(directedKey(middle, to), face);
    }
    return middle;
  }

  /**
   * Draws a line across the faces (all, or one) and cuts each face that it crosses from side to side.
   * Ends that stop inside a face are left out; an end nearer than `snap` metres to a vertex goes there.
   * @returns the vertices of each piece that was drawn, in the direction of the line.
   */
  cut(line: Line, mark: EdgeMark, options: CutOptions): number[][] {
    const stops = this.#stops(line, options);
    const clear = options.clear ?? 12;
    const pieces: number[][] = [];
    for (let index = 1; index < stops.length; index++) {
      const from = stops[index - 1]!;
      const to = stops[index]!;
      if (from.vertex === to.vertex || this.edge(from.vertex, to.vertex)) continue;
      const start = this.points[from.vertex]!;
      const end = this.points[to.vertex]!;
      const via = drawn(line, from.at, to.at, start, end).filter(
        (point) => distance(point, start) > clear && distance(point, end) > clear,
      );
      const middle = via.length > 0 ? via[Math.floor(via.length / 2)]! : between(start, end, 0.5);
      const face = this.#faceBetween(from.vertex, to.vertex, middle, options.face);
      if (face !== undefined) pieces.push(this.#splitFace(face, from.vertex, to.vertex, via, mark));
    }
    return pieces;
  }

  #stops(line: Line, options: CutOptions) {
    const stops: { at: number; vertex: number }[] = [];
    const hits: { at: number; a: number; b: number; share: number }[] = [];
    const edges =
      options.face === undefined ? [...this.edges.values()] : this.sides(options.face).map(({ edge }) => edge);
    for (let index = 1; index < line.length; index++) {
      const from = line[index - 1]!;
      const to = line[index]!;
      const box = boxOf([from, to]);
      for (const { a, b } of edges) {
        const start = this.points[a]!;
        const end = this.points[b]!;
        if (!boxesMeet(boxOf([start, end]), box)) continue;
        const hit = crossing(from, to, start, end);
        if (hit) hits.push({ at: index - 1 + hit.first, a, b, share: hit.second });
      }
    }
    hits.sort((first, second) => first.at - second.at);
    const splits = new Map<number, { vertex: number; a: number; b: number }[]>();
    for (const hit of hits) {
      const vertex = this.#vertexAt(hit, options, splits);
      if (stops.at(-1)?.vertex !== vertex) stops.push({ at: hit.at, vertex });
    }
    return stops;
  }

  /** The vertex of a hit: a near one, or a new one on what is left of the edge after earlier hits. */
  #vertexAt(
    hit: { a: number; b: number; share: number },
    options: CutOptions,
    splits: Map<number, { vertex: number; a: number; b: number }[]>,
  ): number {
    const at = between(this.points[hit.a]!, this.points[hit.b]!, hit.share);
    const key = edgeKey(hit.a, hit.b);
    const parts = splits.get(key) ?? [{ vertex: -1, a: hit.a, b: hit.b }];
    let part = parts[0]!;
    for (const other of parts) {
      if (
        spanDistance(at, this.points[other.a]!, this.points[other.b]!) <
        spanDistance(at, this.points[part.a]!, this.points[part.b]!)
      )
        part = other;
    }
    const near = options.face === undefined ? [part.a, part.b] : [...this.faces.get(options.face)!];
    const ends = near.sort((x, y) => distance(at, this.points[x]!) - distance(at, this.points[y]!));
    for (const end of ends) {
      const reach = options.snapTo?.(end) ? options.snap : Math.min(options.snap, 10);
      if (distance(at, this.points[end]!) <= reach) return end;
    }
    const vertex = this.split(part.a, part.b, 0.5, at);
    splits.set(key, [
      ...parts.filter((other) => other !== part),
      { vertex, a: part.a, b: vertex },
      { vertex, a: vertex, b: part.b },
    ]);
    return vertex;
  }

  #faceBetween(a: number, b: number, middle: Point, only: number | undefined): number | undefined {
    for (const [face, loop] of this.faces) {
      if (only !== undefined && face !== only) continue;
      if (loop.includes(a) && loop.includes(b) && contains(this.ring(face), middle)) return face;
    }
    return undefined;
  }

  #splitFace(face: number, a: number, b: number, via: readonly Point[], mark: EdgeMark): number[] {
    const loop = this.faces.get(face)!;
    const start = loop.indexOf(a);
    const turned = [...loop.slice(start), ...loop.slice(0, start)];
    const end = turned.indexOf(b);
    const middle = via.map((point) => this.points.push(point) - 1);
    const path = [a, ...middle, b];
    this.faces.delete(face);
    // The face keeps its number on the larger side, so that marks made before the cut stay on the main part.
    const halves = [
      [...turned.slice(0, end + 1), ...[...middle].reverse()],
      [...turned.slice(end), ...path.slice(0, -1)],
    ].sort((x, y) => ringArea(y.map((v) => this.points[v]!)) - ringArea(x.map((v) => this.points[v]!)));
    this.#addFace(halves[0]!, face);
    this.#addFace(halves[1]!);
    for (let index = 1; index < path.length; index++) this.#addEdge(path[index - 1]!, path[index]!, mark);
    return path;
  }

  #addFace(loop: number[], face = this.#nextFace++): void {
    this.faces.set(face, loop);
    loop.forEach((a, index) => {
      this.#left.set(directedKey(a, loop[(index + 1) % loop.length]!), face);
    });
  }

  #addEdge(a: number, b: number, { kind, street, bridge }: EdgeMark): void {
    this.edges.set(edgeKey(a, b), { a, b, kind, street, bridge });
  }

  /** The outline of a set of faces as vertices: outer rings counter-clockwise, holes clockwise, none touching itself. */
  outline(faces: ReadonlySet<number>): number[][] {
    const next = new Map<number, number[]>();
    for (const face of faces) {
      const loop = this.faces.get(face)!;
      loop.forEach((a, index) => {
        const b = loop[(index + 1) % loop.length]!;
        const beyond = this.leftOf(b, a);
        if (beyond === undefined || !faces.has(beyond)) next.set(a, [...(next.get(a) ?? []), b]);
      });
    }
    const rings: number[][] = [];
    for (const start of next.keys()) {
      const path: number[] = [];
      for (let at: number | undefined = start; at !== undefined; at = next.get(at)?.pop()) {
        const seen = path.indexOf(at);
        if (seen >= 0) rings.push(path.splice(seen));
        path.push(at);
      }
    }
    return rings;
  }

  /** The outline as polygons: each outer ring with the holes inside it. */
  polygons(faces: ReadonlySet<number>): Polygon[] {
    const rings = this.outline(faces).map((ring) => ring.map((vertex) => this.points[vertex]!));
    const outer = rings.filter((ring) => ringArea(ring) > 0).map((ring): Ring[] => [ring]);
    for (const hole of rings.filter((ring) => ringArea(ring) < 0)) {
      const inside = between(hole[0]!, hole[1]!, 0.5);
      (outer.find(([shell]) => contains(shell!, inside)) ?? outer[0]!).push(hole);
    }
    return outer;
  }
}

/** The line's points between two places on it, moved so that it still flows where its ends were moved to vertices. */
function drawn(line: Line, from: number, to: number, start: Point, end: Point): Point[] {
  const at = (where: number): Point => {
    const index = Math.min(line.length - 2, Math.floor(where));
    return between(line[index]!, line[index + 1]!, where - index);
  };
  const [fromX, fromY] = at(from);
  const [toX, toY] = at(to);
  const points: Point[] = [];
  line.forEach(([x, y], index) => {
    if (index <= from + 1e-6 || index >= to - 1e-6) return;
    const share = (index - from) / (to - from);
    const moved = (a: number, b: number) => a * (1 - share) + b * share;
    points.push([x + moved(start[0] - fromX, end[0] - toX), y + moved(start[1] - fromY, end[1] - toY)]);
  });
  return points;
}

function spanDistance(at: Point, a: Point, b: Point): number {
  return distance(at, a) + distance(at, b) - distance(a, b);
}

function edgeKey(a: number, b: number): number {
  return a < b ? a * 1_000_000 + b : b * 1_000_000 + a;
}

function directedKey(a: number, b: number): number {
  return a * 1_000_000 + b;
}
