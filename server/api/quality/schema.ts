import type { AreaMend, AreaShape, FaultKind } from '../area-changes/schema.ts';
import type { Register } from '../registers/schema.ts';
import type { LonLat } from '../wire.ts';

// What goes out, without zod: the browser loads this file. What comes in is in bodies.ts.

/** What is looked at, in the order of the report. */
export const qualityGroups = ['ground', 'places', 'doors', 'fields', 'freshness', 'twice'] as const;
export type QualityGroup = (typeof qualityGroups)[number];

/**
 * Everything that can be found. Of the ground: gap, overlap, beyond as AreaMend has them; sliver: one of these narrower than a metre; hole, pieces: areas
 * with a hole, in several pieces. Of places: far_outside and outside the area above all others; in_gap: within it, in no grid; isolated:
 * nothing else within a kilometre.
 */
export const qualityCodes = {
  ground: ['gap', 'overlap', 'beyond', 'sliver', 'hole', 'pieces'],
  places: ['far_outside', 'outside', 'in_gap', 'isolated'],
  doors: ['home_without_unit', 'unit_without_door', 'floor_above_roof'],
  fields: ['empty', 'unknown_value'],
  freshness: ['stale', 'never_confirmed'],
  twice: ['duplicate_household', 'duplicate_resident'],
} as const satisfies Record<QualityGroup, readonly string[]>;
export type QualityCode = (typeof qualityCodes)[QualityGroup][number];

/** Tables of which rows are listed. */
export const qualityLayers = [
  'compound',
  'building',
  'unit',
  'household',
  'resident',
  'organisation',
  'facility',
  'device',
  'patrol_point',
  'incident',
] as const satisfies readonly (Register | 'patrol_point' | 'incident')[];
export type QualityLayer = (typeof qualityLayers)[number];

/** grave: what is counted or shown is wrong. medium: to be put right. slight: worth a look. */
export const gravities = ['grave', 'medium', 'slight'] as const;
export type Gravity = (typeof gravities)[number];

/** One thing that is not as it should be, and how often. */
export interface QualityFinding {
  group: QualityGroup;
  code: QualityCode;
  /** Null: areas. */
  layer: QualityLayer | null;
  /** Of `empty` and `unknown_value`: which column. */
  field: string | null;
  count: number;
  /** Of so many rows; null where there is no such number. */
  whole: number | null;
  gravity: Gravity;
  /** Where most of it is: areas one level below, at most ten, most first. Empty where it lies in none. */
  areas: { area_code: string; name: string; count: number }[];
}

/** How good the data of an area are. */
export interface QualityReport {
  area_code: string;
  /** ISO 8601, UTC. */
  made_at: string;
  took_ms: number;
  /** True: the area is too wide to be looked through now; this is what was found by night. */
  kept: boolean;
  /** Rows of all sources where none is named. */
  sources: string[];
  /** Whether what is about households and people was counted: for who sees their doors. */
  doors: boolean;
  /** Rows and areas that were looked at. */
  looked_at: number;
  /** The gravest first. Empty: nothing was found. */
  findings: QualityFinding[];
}

/** The report; null where the area is so wide that it is made by night, and none was made yet. */
export interface QualityAnswer {
  report: QualityReport | null;
}

/** A fault of the ground, and what puts it right. */
export interface QualityFault {
  kind: FaultKind | 'hole' | 'pieces';
  /** The area below which it is; of a hole or pieces, the area that has it. */
  area_code: string;
  name: string;
  /** Of an overlap, the two; of a gap and of ground beyond, the areas that the repair changes. */
  areas: { area_code: string; name: string }[];
  area_m2: number;
  /** As if it were a strip. */
  width_m: number;
  place: LonLat;
  shape: AreaShape;
  /** What is proposed; null: it has to be drawn by hand. `area_codes` are what a redraw names. */
  repair: { area_codes: string[]; mend: AreaMend } | null;
}

/** The largest first; `more` where there are more than are told. */
export interface QualityFaults {
  items: QualityFault[];
  more: boolean;
}

/** A row that is not as it should be. */
export interface QualityItem {
  layer: QualityLayer;
  id: number;
  area_code: string | null;
  /** Of the thing, never of a person. */
  name: string;
  centre: LonLat;
  /** From the area; null within it. */
  distance_m: number | null;
  /** zero: its coordinates were left empty; swapped: longitude and latitude stand the wrong way round. */
  hint: 'zero' | 'swapped' | null;
}
