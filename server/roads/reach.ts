import { type TravelMode, travelModes } from '../api/patrol-plans/schema.ts';
import { leaving } from './ends.ts';
import { type Ground, outlineOf } from './outline.ts';
import type { RoadGraph, Snap } from './road-graph.ts';
import { pieceOf } from './shape.ts';
import { VertexHeap } from './vertex-heap.ts';

/** A piece of an edge, by shares of 0 to 1 along its drawn direction, the lower one first. */
export interface EdgePiece {
  edge: number;
  from_share: number;
  to_share: number;
}

/** What can be reached from a place within some time. */
export interface Reach {
  /** In order of their edges; two of one edge do not meet. */
  pieces: EdgePiece[];
  /** Length of all pieces. */
  street_m: number;
  /** Their lines, `[lon, lat]`. */
  streets: [number, number][][];
  /** The ground around them, which holds every piece; see `outlineOf` for how far it goes. */
  polygon: Ground;
}

/** The streets that can be reached within `time_s` seconds, the last ones up to where the time is over, and the ground around them. */
export function reach(graph: RoadGraph, mode: TravelMode, from: Snap, time_s: number): Reach {
  const arc_s = graph.arc_s[travelModes.indexOf(mode)]!;
  const pieces = reachedPieces(graph, arc_s, from, time_s);
  const streets = pieces.map(({ edge, from_share, to_share }) => pieceOf(graph, edge, from_share, to_share));
  return {
    pieces,
    street_m: pieces.reduce((sum, piece) => sum + graph.length_m[piece.edge]! * (piece.to_share - piece.from_share), 0),
    streets,
    polygon: outlineOf(streets.length > 0 ? streets : [[from.at, from.at]]),
  };
}

/** Which share of each edge is passed from its beginning, and from its end. */
class Passed {
  private readonly fromBegin = new Map<number, number>();
  private readonly fromEnd = new Map<number, number>();
  private readonly middle: EdgePiece[] = [];

  arc(arc: number, share: number): void {
    const side = (arc & 1) === 0 ? this.fromBegin : this.fromEnd;
    side.set(arc >> 1, Math.max(side.get(arc >> 1) ?? 0, share));
  }

  piece(edge: number, from_share: number, to_share: number): void {
    if (to_share > from_share) this.middle.push({ edge, from_share, to_share });
  }

  pieces(): EdgePiece[] {
    const edges = new Set([...this.fromBegin.keys(), ...this.fromEnd.keys(), ...this.middle.map(({ edge }) => edge)]);
    return [...edges]
      .sort((a, b) => a - b)
      .flatMap((edge) =>
        merged([
          { edge, from_share: 0, to_share: this.fromBegin.get(edge) ?? 0 },
          ...this.middle.filter((piece) => piece.edge === edge),
          { edge, from_share: 1 - (this.fromEnd.get(edge) ?? 0), to_share: 1 },
        ]),
      );
  }
}

function merged(pieces: readonly EdgePiece[]): EdgePiece[] {
  const sorted = pieces
    .filter((piece) => piece.to_share > piece.from_share)
    .sort((a, b) => a.from_share - b.from_share);
  const result: EdgePiece[] = [];
  for (const piece of sorted) {
    const last = result[result.length - 1];
    if (last && piece.from_share <= last.to_share) last.to_share = Math.max(last.to_share, piece.to_share);
    else result.push({ ...piece });
  }
  return result;
}

function reachedPieces(graph: RoadGraph, arc_s: Float32Array, from: Snap, most_s: number): EdgePiece[] {
  const passed = new Passed();
  const reached_s = new Float64Array(graph.vertex_count).fill(Infinity);
  const heap = new VertexHeap(graph.vertex_count);
  for (const { arc, vertex, time_s } of leaving(graph, arc_s, from)) {
    const share = Math.min(1, most_s / arc_s[arc]!);
    if ((arc & 1) === 0) passed.piece(from.edge, from.share, Math.min(1, from.share + share));
    else passed.piece(from.edge, Math.max(0, from.share - share), from.share);
    if (time_s > most_s || time_s >= reached_s[vertex]!) continue;
    reached_s[vertex] = time_s;
    heap.set(vertex, time_s);
  }
  while (heap.size > 0) {
    const vertex = heap.pop();
    const left_s = most_s - reached_s[vertex]!;
    for (let at = graph.out_start[vertex]!; at < graph.out_start[vertex + 1]!; at++) {
      const arc = graph.out[at]!;
      const seconds = arc_s[arc]!;
      if (seconds === Infinity) continue;
      passed.arc(arc, seconds <= left_s ? 1 : left_s / seconds);
      const head = (arc & 1) === 0 ? graph.to[arc >> 1]! : graph.from[arc >> 1]!;
      const there_s = reached_s[vertex]! + seconds;
      if (seconds > left_s || there_s >= reached_s[head]!) continue;
      reached_s[head] = there_s;
      heap.set(head, there_s);
    }
  }
  return passed.pieces();
}
