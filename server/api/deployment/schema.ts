import type { Catalogues } from '../codes/schema.ts';
import type { AreaSummary, Bounds } from '../wire.ts';

/** What the page needs to know before it draws. */
export interface Deployment {
  /** True: every person is invented, and the screen says so. */
  demo: boolean;
  city_name: string | null;
  time_zone: string;
  /** Today in `time_zone`, `YYYY-MM-DD`. */
  today: string;
  /** Day from which on the past is kept: of days before, little is known. */
  past_since: string;
  /** Day that periods are counted back from: today, or the last day with an incident where that is over a year ago. */
  latest_day: string;
  /** Top of the area tree; null before any area is loaded. */
  root: AreaSummary | null;
  /** The levels that the area tree has, from the root's down; empty before any area is loaded. */
  levels: Level[];
  /** Digits of the codes by which state is fetched: of the highest level whose areas hold at most 2,000 grids on average. Null without a root. */
  chunk_digits: number | null;
  /** The areas of that level, in order of code: the root alone in a district. */
  chunks: { area_code: string; bounds: Bounds }[];
  /** Everything there is to see: the areas, else whatever was imported; null in an empty database. */
  bounds: Bounds | null;
  attributions: string[];
  map_approval_number: string | null;
  /** Versioned tile address a set, with {z}/{x}/{y}; changes when the set's data change. */
  tiles: Record<TileSet, { url: string; minzoom: number; maxzoom: number }>;
  /** Another text once anything was written, and every five minutes: what is overdue depends on the time alone. */
  data_version: string;
}

/** What an open page asks again and again: the parts of the deployment that change while it is looked at. */
export type DeploymentNews = Pick<Deployment, 'today' | 'latest_day' | 'tiles' | 'data_version'>;

/** What the pages that anybody may open need to know: for the place of a report, the map that everybody may see, and the words of codes. */
export interface PublicDeployment
  extends Pick<
    Deployment,
    | 'demo'
    | 'city_name'
    | 'time_zone'
    | 'today'
    | 'root'
    | 'levels'
    | 'chunk_digits'
    | 'bounds'
    | 'attributions'
    | 'map_approval_number'
  > {
  tiles: Pick<Deployment['tiles'], 'ground' | 'areas'>;
  /** The areas that the root falls into, in order of code: of the first level below it that has more than one. */
  parts: { area_code: string; name: string }[];
  catalogues: Pick<
    Catalogues,
    'incident-category' | 'incident-channel' | 'incident-event' | 'incident-severity' | 'incident-status' | 'department'
  >;
}

/** A level of the area tree. */
export interface Level {
  level: string;
  code_digits: number;
  /** Side of a square as large as its areas are on average; null while it has none. */
  typical_width_m: number | null;
}

export const tileSets = ['ground', 'areas', 'living', 'patrol'] as const;
export type TileSet = (typeof tileSets)[number];
