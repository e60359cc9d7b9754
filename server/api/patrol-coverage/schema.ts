import type { LonLat } from '../wire.ts';

// What goes out, without zod: the browser loads this file.

/** Street length that patrols pass near, and what they leave out. `planned`: by a plan; `done`: by check-ins and, in declared shifts, tracks. */
export interface PatrolCoverage {
  area_code: string;
  /** Metres either side of a route that count as covered. */
  cover_m: number;
  street_m: number;
  planned_m: number;
  done_m: number;
  /** By hour of the day from 0, m of street that is covered in it at least once. */
  hours: { hour: number; planned_m: number; done_m: number }[];
  grids: { area_code: string; name: string; street_m: number; planned_m: number; done_m: number }[];
}

/** Pieces of streets for the blind-spot map. */
export interface StreetCover {
  /** Row of the road. */
  road_id: number;
  name: string | null;
  length_m: number;
  planned: boolean;
  done: boolean;
  /** When it was last passed, ISO 8601; null: not in the 92 days up to the last day that was asked for. */
  passed_at: string | null;
  line: LonLat[];
}

/**
 * Where a squad went in a declared shift, along streets: the track matched to them. Where a part does not begin at the end of the one
 * before, nobody knows what was between. `used_count` of `fix_count` fixes say where it was; the others are too inexact or out of line.
 */
export interface PatrolTrack {
  walk_id: number;
  fix_count: number;
  used_count: number;
  length_m: number;
  parts: { line: LonLat[]; from_at: string; to_at: string }[];
}

/** A place and time that the record of incidents proposes; nothing comes of it before a person accepts it. */
export interface PatrolProposal {
  centre: LonLat;
  area_code: string | null;
  /** What there is nearby: an address or the name of a street. */
  name: string;
  radius_m: number;
  incident_count: number;
  /** How many were to be expected there, were they spread over the streets evenly. */
  expected_count: number;
  /** Probability of so many by chance. */
  p: number;
  /** Most frequent categories, most first. */
  categories: { category: string; count: number }[];
  /** Hours in which they came most, as minutes of the day. */
  from_min: number;
  to_min: number;
  wanted_visits: number;
  /** Of the points that are there; null: none nearer than 150 m. */
  near_point_id: number | null;
}
