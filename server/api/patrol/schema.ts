import type { Located, LonLat } from '../wire.ts';

// What goes out, without zod: the browser loads this file. What comes in is in bodies.ts.

export const squadKinds = ['full_time', 'volunteer', 'enterprise'] as const;
export type SquadKind = (typeof squadKinds)[number];
export interface Squad {
  id: number;
  kind: SquadKind;
  name: string;
  member_count: number;
}
export interface PatrolPoint {
  id: number;
  area_code: string | null;
  name: string;
  address: string | null;
  /** Local time `HH:MM`; a window whose end is before its start runs over midnight, one that ends when it starts all day. */
  window_start: string;
  window_end: string;
  dwell_min: number;
  /** Visits wanted a shift. */
  wanted_visits: number;
  /** 1 (may wait) to 5 (comes first). */
  priority: number;
  /** True: a plan may leave it out where it would cost too much. */
  optional: boolean;
  /** Least time between the beginnings of two visits, min. */
  gap_min: number;
  /** People that a visit takes. */
  people: number;
  /** What its QR or NFC sign says, 12 characters; null for who does not plan there. */
  code: string | null;
  version: number;
  squad: Squad | null;
  centre: LonLat;
}
export interface PatrolPointDetail extends Located {
  patrol_point: PatrolPoint;
}
export interface PatrolRoute {
  id: number;
  area_code: string | null;
  name: string;
  shift: string;
  starts_at: string;
  ends_at: string;
  length_m: number;
  squad: Squad;
  stops: { id: number; name: string; centre: LonLat }[];
}
export interface PatrolRouteDetail extends Located {
  patrol_route: PatrolRoute;
}

/** Coordinates that a file may be in: CGCS2000 or WGS 84, those of AMap and Tencent, those of Baidu. */
export const importCoordinates = ['wgs84', 'gcj02', 'bd09'] as const;
export type ImportCoordinates = (typeof importCoordinates)[number];

/** What became of a list that was read in. */
export interface ImportAnswer {
  /** Rows that were taken; in a dry run, that would be. */
  taken: number;
  /** Every row that was not, by its line in the table or its place in the collection, with the reason in the caller's language. */
  rejected: { row: number; name: string; sentence: string }[];
  /** Columns that must never be held and were left out. */
  dropped: string[];
}
