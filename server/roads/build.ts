import { type TravelMode, travelModes } from '../api/patrol-plans/schema.ts';
import { strongComponents } from './components.ts';
import { Coordinates } from './coordinates.ts';
import { EdgeList, type Ends } from './edge-list.ts';
import { joinEnds } from './join.ts';
import { exact } from './metric.ts';
import type { RoadGraph, RoadRow, Wall } from './road-graph.ts';
import { atOnce } from './slices.ts';
import { pace, passedAs } from './speeds.ts';

/** Rows between two pauses of `buildSteps`. */
const ROWS = 500;
/** Arcs between two pauses. */
const ARCS = 20_000;

/**
 * The graph of these roads. Ways are cut where they share a vertex (to 1e-7 degrees), so what crosses without one, as a bridge does, does
 * not join; ways that end within half a metre of each other do. Rails are left out.
 */
export function buildGraph(rows: readonly RoadRow[], walls: readonly Wall[] = []): RoadGraph {
  return atOnce(buildSteps(rows, walls));
}

/** The same, pausing every some milliseconds. */
export function* buildSteps(rows: readonly RoadRow[], walls: readonly Wall[] = []): Generator<void, RoadGraph> {
  const passed = rows.filter(({ kind }) => passedAs(kind) !== null);
  const edges = yield* cutIntoEdges(passed, yield* findVertices(passed));
  yield;
  const { rows: roads, ...ends } = yield* edges.finish();
  yield;
  const arc_s: Float32Array[] = [];
  for (const mode of travelModes) {
    arc_s.push(yield* secondsOf(ends, roads, mode));
  }
  const { out, out_start } = leaving(ends);
  yield;
  const component: Uint32Array[] = [];
  for (const seconds of arc_s) {
    component.push(yield* strongComponents({ ...ends, out, out_start }, seconds));
  }
  const names = new Map(passed.flatMap(({ id, name }) => (name === null ? [] : [[id, name] as const])));
  return { ...ends, names, arc_s, out_start, out, component, walls };
}

function* secondsOf(ends: Ends, roads: readonly RoadRow[], mode: TravelMode): Generator<void, Float32Array> {
  const seconds = new Float32Array(ends.edge_count * 2);
  for (let arc = 0; arc < seconds.length; arc++) {
    if (arc % ARCS === 0) yield;
    const edge = arc >> 1;
    seconds[arc] = exact(
      ends.length_m[edge]! * pace(ends.kinds[ends.kind[edge]!]!, roads[edge]!, mode, (arc & 1) === 1),
    );
  }
  return seconds;
}

interface Vertices {
  places: Coordinates;
  isVertex: (place: number) => boolean;
  stands: Int32Array;
}

function* findVertices(rows: readonly RoadRow[]): Generator<void, Vertices> {
  const count = rows.reduce((sum, { lines }) => sum + lines.reduce((points, line) => points + line.length, 0), 0);
  const places = new Coordinates(count);
  const uses = new Uint8Array(count);
  const isEnd = new Uint8Array(count);
  for (const [index, { lines }] of rows.entries()) {
    for (const line of lines) {
      let last = -1;
      for (const [lon, lat] of line) {
        const place = places.add(lon, lat);
        if (place === last) continue;
        if (uses[place]! < 2) uses[place]!++;
        if (last < 0) isEnd[place] = 1;
        last = place;
      }
      if (last >= 0) isEnd[last] = 1;
    }
    if (index % ROWS === ROWS - 1) yield;
  }
  const ends: number[] = [];
  for (let place = 0; place < places.count; place++) if (isEnd[place] === 1) ends.push(place);
  yield;
  const stands = yield* joinEnds(places, ends);
  return { places, isVertex: (place: number) => isEnd[place] === 1 || uses[place] === 2, stands };
}

function* cutIntoEdges(rows: readonly RoadRow[], { places, isVertex, stands }: Vertices): Generator<void, EdgeList> {
  const edges = new EdgeList(places, stands);
  for (const [index, road] of rows.entries()) {
    for (const line of road.lines) {
      let piece: number[] = [];
      for (const [lon, lat] of line) {
        const place = places.add(lon, lat);
        if (place === piece[piece.length - 1]) continue;
        piece.push(place);
        if (piece.length === 1 || !isVertex(place)) continue;
        edges.add(road, piece);
        piece = [place];
      }
    }
    if (index % ROWS === ROWS - 1) yield;
  }
  return edges;
}

/** Arcs by the vertex that they leave, in order of their numbers. */
function leaving({ vertex_count, from, to }: Ends): Pick<RoadGraph, 'out' | 'out_start'> {
  const out_start = new Uint32Array(vertex_count + 1);
  for (let edge = 0; edge < from.length; edge++) {
    out_start[from[edge]! + 1]!++;
    out_start[to[edge]! + 1]!++;
  }
  for (let vertex = 0; vertex < vertex_count; vertex++) out_start[vertex + 1]! += out_start[vertex]!;
  const next = out_start.slice();
  const out = new Uint32Array(from.length * 2);
  for (let edge = 0; edge < from.length; edge++) {
    out[next[from[edge]!]!++] = 2 * edge;
    out[next[to[edge]!]!++] = 2 * edge + 1;
  }
  return { out, out_start };
}
