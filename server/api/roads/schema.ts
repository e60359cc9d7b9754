import type { TravelMode } from '../patrol-plans/schema.ts';
import type { Bounds, LonLat } from '../wire.ts';

/** Farthest that a place may lie from the street it is joined to, m. */
export const streetLimit_m = 300;

/** What can be reached from a place within some minutes. */
export interface RoadReach {
  mode: TravelMode;
  minutes: number;
  /** Where on a street it begins. */
  from: LonLat;
  polygon: { type: 'MultiPolygon'; coordinates: LonLat[][][] };
  /** Length of all streets that are reached. */
  street_m: number;
  streets: { type: 'MultiLineString'; coordinates: LonLat[][] };
}

/** The fastest way from a place to a place. */
export interface RoadWay {
  mode: TravelMode;
  length_m: number;
  time_s: number;
  /** From street to street; the way from a place to its street is not in it. */
  line: LonLat[];
}

/** Streets of which each leads to each other and back. */
export interface RoadComponent {
  vertex_count: number;
  length_m: number;
  bounds: Bounds;
}

/** A walled compound that cannot be entered from the largest component. */
export interface ShutCompound {
  compound_id: number;
  name: string;
  /** How often streets cross its border, or end on it, wherever they lead. */
  gate_count: number;
  street_m: number;
}

/** How the streets of a mode hang together, and what is not joined. */
export interface RoadNetwork {
  mode: TravelMode;
  component_count: number;
  /** The largest, falling; at most 20. */
  components: RoadComponent[];
  length_m: number;
  /** Streets that lead from one component to another, one way only. */
  between_m: number;
  /** How often streets cross the border of a walled compound. */
  gate_count: number;
  shut_compounds: ShutCompound[];
}
