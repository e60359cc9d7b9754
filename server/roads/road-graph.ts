/** A road as the database has it. Lines are `[lon, lat]` in the drawn direction. */
export interface RoadRow {
  id: number;
  /** OpenStreetMap's highway class. */
  kind: string;
  name: string | null;
  oneway: boolean;
  foot: boolean;
  bicycle: boolean;
  motor: boolean;
  lines: readonly (readonly (readonly [number, number])[])[];
}

/**
 * The streets as a graph in flat arrays. A vertex is where ways join or end; an edge is a piece of a road between two of them that can
 * be passed both ways by somebody. Edges are stored once; `arc` numbers are `2 * edge` along the drawn direction and `2 * edge + 1` against it.
 */
export interface RoadGraph {
  vertex_count: number;
  edge_count: number;
  /** `[lon, lat]` of each vertex, flat. */
  position: Float64Array;
  /** Ends of each edge, by vertex. */
  from: Uint32Array;
  to: Uint32Array;
  length_m: Float32Array;
  /** Row of `road` that each edge is a piece of, and which class of `kinds`. */
  road_id: Uint32Array;
  kind: Uint8Array;
  kinds: readonly string[];
  names: ReadonlyMap<number, string>;
  /** Whole shape of each edge: `shape[2 * shape_start[edge]] …` up to the next, `[lon, lat]` flat, both ends included. */
  shape: Float64Array;
  shape_start: Uint32Array;
  /** Seconds to pass each arc by each mode (`travelModes`), `Infinity` where it may not; `arc_s[mode][arc]`. */
  arc_s: readonly Float32Array[];
  /** Arcs that leave each vertex: `out[out_start[vertex]] …`. */
  out_start: Uint32Array;
  out: Uint32Array;
  /**
   * Component of each vertex for each mode, by falling number of vertices, so that 0 is the largest: from each vertex of one a way leads
   * to each other and back. A vertex at which the mode may pass no arc is `NOWHERE`.
   */
  component: readonly Uint32Array[];
  /** Walls that no way to a street may cross. */
  walls: readonly Wall[];
}

/** Component of a vertex that a mode does not reach. */
export const NOWHERE = 0xffffffff;

/** The border of a walled compound: it is entered where streets cross it, and nowhere else. */
export interface Wall {
  compound_id: number;
  name: string;
  /** Polygons of closed rings of `[lon, lat]`, the outer one first. */
  polygons: readonly (readonly (readonly (readonly [number, number])[])[])[];
}

/** A place on a street. */
export interface Snap {
  edge: number;
  /** Share of the edge from its `from`, 0 to 1. */
  share: number;
  /** Where it is, `[lon, lat]`. */
  at: [number, number];
  distance_m: number;
  /** On which side of the drawn direction the place lies. */
  side: 'left' | 'right' | 'on';
  /** `compound_id` of a wall that stands between place and street, where no other street is near enough; null: none does. */
  wall: number | null;
}

/** A way from a place to a place. */
export interface RoadPath {
  length_m: number;
  time_s: number;
  /** `[lon, lat]` from the first place to the last. */
  line: [number, number][];
  /** The edges that are passed, in order, as arcs. */
  arcs: number[];
}
