import type { AreaSummary, Bounds } from '../wire.ts';

/** What the page needs to know before it draws. */
export interface Deployment {
  /** True: every person is invented, and the screen says so. */
  demo: boolean;
  city_name: string | null;
  time_zone: string;
  /** Today in `time_zone`, `YYYY-MM-DD`. */
  today: string;
  /** Day that periods are counted back from: today, or the last day with an incident where that is over a year ago. */
  latest_day: string;
  /** Top of the area tree; null before any area is loaded. */
  root: AreaSummary | null;
  /** Everything there is to see: the areas, else whatever was imported; null in an empty database. */
  bounds: Bounds | null;
  attributions: string[];
  map_approval_number: string | null;
  /** Versioned tile address a set, with {z}/{x}/{y}; changes when the set's data change. */
  tiles: Record<TileSet, { url: string; minzoom: number; maxzoom: number }>;
}

export const tileSets = ['ground', 'areas', 'living', 'patrol'] as const;
export type TileSet = (typeof tileSets)[number];
