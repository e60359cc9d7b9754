import type { Coordinates } from './coordinates.ts';
import { exact, metresBetween } from './metric.ts';
import type { RoadGraph, RoadRow } from './road-graph.ts';
import { passedAs } from './speeds.ts';

/** What of a graph follows from its edges alone. */
export type Ends = Omit<RoadGraph, 'names' | 'arc_s' | 'out_start' | 'out' | 'component' | 'walls'>;

/** Shortest loop that is kept, m: less is what remains of a way between two ends that became one. */
const LOOP_M = 1;

/** Edges of a graph as they are cut from roads; a place becomes a vertex when the first edge ends there. */
export class EdgeList {
  private readonly vertexOf: Int32Array;
  private readonly position: number[] = [];
  private readonly from: number[] = [];
  private readonly to: number[] = [];
  private readonly length_m: number[] = [];
  private readonly rows: RoadRow[] = [];
  private readonly kind: number[] = [];
  private readonly kinds: string[] = [];
  private readonly shape: number[] = [];
  private readonly shape_start: number[] = [0];

  /** @param stands the place that stands for each. */
  constructor(
    private readonly places: Coordinates,
    private readonly stands: Int32Array,
  ) {
    this.vertexOf = new Int32Array(places.count).fill(-1);
  }

  /** Adds the piece of a road that leads over these places, at least two, no two following ones the same. */
  add(road: RoadRow, line: readonly number[]): void {
    const from = this.vertexAt(line[0]!);
    const to = this.vertexAt(line[line.length - 1]!);
    const begin = this.shape.length;
    this.addPosition(from);
    for (const place of line.slice(1, -1)) this.shape.push(this.places.longitude(place), this.places.latitude(place));
    this.addPosition(to);
    const metres = exact(lengthOf(this.shape, begin));
    if (from === to && metres < LOOP_M) {
      this.shape.length = begin;
      return;
    }
    this.from.push(from);
    this.to.push(to);
    this.length_m.push(metres);
    this.rows.push(road);
    this.kind.push(this.kindOf(passedAs(road.kind)!));
    this.shape_start.push(this.shape.length / 2);
  }

  /** The edges, and the road of each; pauses between large arrays. */
  *finish(): Generator<void, Ends & { rows: RoadRow[] }> {
    const position = new Float64Array(this.position);
    const from = new Uint32Array(this.from);
    yield;
    const to = new Uint32Array(this.to);
    const length_m = new Float32Array(this.length_m);
    yield;
    const road_id = new Uint32Array(this.rows.length);
    for (const [edge, { id }] of this.rows.entries()) road_id[edge] = id;
    yield;
    const kind = new Uint8Array(this.kind);
    const shape_start = new Uint32Array(this.shape_start);
    yield;
    const shape = new Float64Array(this.shape);
    yield;
    return {
      ...{ vertex_count: position.length / 2, edge_count: from.length, position, from, to, length_m, road_id },
      ...{ kind, kinds: this.kinds, shape, shape_start, rows: this.rows },
    };
  }

  private vertexAt(place: number): number {
    const own = this.stands[place]!;
    if (this.vertexOf[own]! < 0) {
      this.vertexOf[own] = this.position.length / 2;
      this.position.push(this.places.longitude(own), this.places.latitude(own));
    }
    return this.vertexOf[own]!;
  }

  private addPosition(vertex: number): void {
    this.shape.push(this.position[2 * vertex]!, this.position[2 * vertex + 1]!);
  }

  private kindOf(name: string): number {
    if (!this.kinds.includes(name)) this.kinds.push(name);
    return this.kinds.indexOf(name);
  }
}

function lengthOf(shape: readonly number[], begin: number): number {
  let metres = 0;
  for (let at = begin + 2; at < shape.length; at += 2) {
    metres += metresBetween(shape[at - 2]!, shape[at - 1]!, shape[at]!, shape[at + 1]!);
  }
  return metres;
}
