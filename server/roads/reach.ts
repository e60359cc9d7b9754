import type { MultiPolygon } from 'geojson';
import type { TravelMode } from '../api/patrol-plans/schema.ts';
import type { RoadGraph, Snap } from './road-graph.ts';

/** What can be reached from a place within some time. */
export interface Reach {
  /** Pieces of edges, `share` from and to of 0 to 1 along the drawn direction. */
  pieces: { edge: number; from_share: number; to_share: number }[];
  /** Length of all pieces. */
  street_m: number;
  /** Their lines, `[lon, lat]`. */
  streets: [number, number][][];
  polygon: MultiPolygon;
}

/** The streets that can be reached within `time_s` seconds, and the ground around them. */
export function reach(_graph: RoadGraph, _mode: TravelMode, _from: Snap, _time_s: number): Reach {
  throw new Error('not written yet');
}
