import type { LonLat } from '../wire.ts';

// What goes out, without zod: the browser loads this file. What comes in is in bodies.ts.

/** What can be done to areas. */
export type AreaChangeKind = 'split' | 'merge' | 'redraw' | 'rename';

/** What is wrong with the ground below an area: some that none of its children has, that two have, or that they have beyond it. */
export type FaultKind = 'gap' | 'overlap' | 'beyond';

/** A fault of the ground put right. */
export interface AreaMend {
  kind: FaultKind;
  /** A place in the piece that is at fault. */
  place: LonLat;
  /** Which of the areas gets the piece; the others lose it. Null: all lose it, as it lies beyond what is above them. */
  to: string | null;
}

/** A shape of GeoJSON, to be drawn. */
export interface AreaShape {
  type: 'MultiPolygon' | 'Polygon';
  coordinates: unknown[];
}

/** Why a reorganisation cannot be done, and where. */
export interface AreaProblem {
  /**
   * uncut: the line does not go through. gap, overlap, beyond: the shapes leave ground to nobody, to two, or take it from others. hole: one
   * area would lie within another. pieces: an area would fall apart. apart: areas that do not touch. sliver: too thin to be an area.
   * few: too few households.
   */
  kind: 'uncut' | 'gap' | 'overlap' | 'beyond' | 'hole' | 'pieces' | 'apart' | 'sliver' | 'few';
  place: LonLat;
  /** Null: the place alone says it. */
  shape: AreaShape | null;
  /** Only of `few`. */
  household_count: number | null;
}

/** How many of what; null: fewer than 10, for who may not see the doors there. To the nearest ten for them, else exact. */
export interface MovedCounts {
  building_count: number;
  household_count: number | null;
  resident_count: number | null;
  visit_due_count: number | null;
  incident_open_count: number;
  patrol_point_count: number;
}

/** An area as it stands before. */
export interface AreaBefore extends MovedCounts {
  area_code: string;
  name: string;
  area_m2: number;
  shape: AreaShape;
}

/** An area as it would stand after, and from where what it has would come. */
export interface AreaAfter extends AreaBefore {
  from: ({ area_code: string } & MovedCounts)[];
}

/** Who or what answers for an area that would end, and for which part afterwards. */
export interface Answering {
  kind: 'duty_holder' | 'account_grant' | 'squad' | 'token' | 'wall';
  id: number;
  name: string;
  /** A duty, a role, the kind of a squad or token. */
  role: string;
  area_code: string;
  to_code: string;
  /** True: for all parts of a split. */
  shared: boolean;
  /** True: it goes with its building. */
  fixed: boolean;
}

/** What would come of a reorganisation; nothing of it is written. */
export interface AreaPlan {
  kind: AreaChangeKind;
  /** The area above all that is touched; of a root, itself. */
  area_code: string;
  before: AreaBefore[];
  after: AreaAfter[];
  answering: Answering[];
  /** The areas one level below that get another code: they move whole, with all that lies in them. None when grids are reorganised. */
  carried: { area_code: string; name: string; to_code: string }[];
  /** Buildings that stand in no area of the lowest level and get one; they and their doors are not among the counts. */
  settled_count: number;
  problems: AreaProblem[];
  /** Send it back to apply exactly this. */
  seen: string;
}

/** One step of an area's descent. */
export interface AreaStep {
  from_code: string;
  from_name: string;
  to_code: string;
  to_name: string;
  household_count: number | null;
  /** Of the households of from_code; null where there were none. */
  household_share: number | null;
}

/** A reorganisation that was done. */
export interface AreaChange {
  id: number;
  kind: AreaChangeKind;
  area_code: string;
  made_at: string;
  /** The day from which it holds. */
  true_from: string | null;
  made_by: string | null;
  note: string | null;
  /** When it was taken back; null: it stands. */
  undone_at: string | null;
  /** True: no later reorganisation has changed what it made. */
  latest: boolean;
  steps: AreaStep[];
}

/** Which boundaries counts go by: those of the day on which it happened, or today's. */
export type Boundaries = 'then' | 'now';

/** Incidents and visits of an area by month. */
export interface AreaMonths {
  area_code: string;
  /** What the counts go by. */
  boundaries: Boundaries;
  from: string;
  to: string;
  /** `YYYY-MM`; null: not to be seen by the caller. */
  months: { month: string; incident_count: number | null; visit_count: number | null }[];
}

/** Lines to cut an area by. */
export interface ProposedLines {
  items: { name: string; line: LonLat[] }[];
}

/** The areas one level below another, to be drawn and chosen from. */
export interface AreaShapes {
  /** True: they are of the lowest level, which is cut by lines; others by choosing what lies below. */
  deepest: boolean;
  items: { area_code: string; name: string; shape: AreaShape }[];
}

/** The areas that touch one along a line, longest first. */
export interface Neighbours {
  items: { area_code: string; name: string; line: LonLat[] }[];
}
