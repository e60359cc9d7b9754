import type { AreaSummary, LonLat } from '../wire.ts';

// What goes out, without zod: the browser loads this file. What comes in is in bodies.ts.

/** Roles of those who answer for an area; `data/codes/duty-role.json` has their names. */
export const areaRoles = [
  'first_secretary',
  'street_leader',
  'community_secretary',
  'grid_head',
  'grid_worker',
] as const;
/** Roles of those who answer for a building, and for one of its stairs. */
export const buildingRoles = ['building_head', 'unit_head'] as const;
export const dutyRoles = [...areaRoles, ...buildingRoles] as const;
export type DutyRole = (typeof dutyRoles)[number];

export const bodyKinds = ['party_branch', 'party_group', 'owners_committee', 'property_company'] as const;
export type BodyKind = (typeof bodyKinds)[number];

/** Who answers for a place, in office or to come. */
export interface ChainHolder {
  id: number;
  role: DutyRole;
  name: string;
  /** In full for those who work there, else masked: 138****1234. */
  phone: string | null;
  starts_on: string;
  /** The first day on which it is over; null: until further notice. */
  ends_on: string | null;
  note: string | null;
  version: number;
  area_code: string;
  building_id: number | null;
  unit_id: number | null;
  /** Whose deputy this one is; null: nobody's. */
  deputy_of: number | null;
  /** Who this is among the accounts; null also for those who do not arrange duties there. */
  account_id: number | null;
}

/** What else answers for a place: the Party's branch or group, the owners' committee, the property company. */
export interface DutyBody {
  id: number;
  kind: BodyKind;
  name: string;
  head_name: string | null;
  /** As a holder's. */
  phone: string | null;
  starts_on: string;
  ends_on: string | null;
  note: string | null;
  version: number;
  area_code: string;
  compound_id: number | null;
  building_id: number | null;
}

/** What a rung of the ladder lacks: a role, a department's officer, or a property company. */
export type Missing = DutyRole | 'departments' | 'property_company';

/** One rung from the door up to the district. */
export interface DutyRung {
  kind: 'unit' | 'building' | 'compound' | 'area';
  /** Of an area; null for the others. */
  level: string | null;
  /** Of a unit, building or compound; null for an area. */
  id: number | null;
  /** The area, or the grid in which the unit, building or compound stands. */
  area_code: string;
  name: string;
  holders: (ChainHolder & { deputies: ChainHolder[] })[];
  bodies: DutyBody[];
  /** A compound's as the living map has it; null where there is none, and for the others. */
  property_company: string | null;
  /** Of the lowest area: departments with an officer who answers here, ids of data/codes/department.json. */
  departments: string[];
  missing: Missing[];
}

/** Who answers at a place, from the door up. */
export interface DutyChain {
  centre: LonLat;
  /** From the root to the grid; empty outside every grid. */
  path: AreaSummary[];
  /** The lowest first; empty outside every grid. */
  rungs: DutyRung[];
}

/** Who held a post, the latest first. */
export interface PostHistory {
  items: Pick<ChainHolder, 'id' | 'name' | 'starts_on' | 'ends_on' | 'note'>[];
}

/** What answered at a body's place in its kind, the latest first: another name or head is another line. */
export interface BodyHistory {
  items: Pick<DutyBody, 'id' | 'name' | 'head_name' | 'starts_on' | 'ends_on'>[];
}

/** A holder in a list, with where the post is. */
export interface ListedHolder extends ChainHolder {
  /** The area's name, or building's and unit's. */
  place: string;
  centre: LonLat;
}

/** A body in a list, likewise. */
export interface ListedBody extends DutyBody {
  place: string;
}

/** 网中有格, 格中有人, 人在格上, 事在格中. */
export const checkGroups = ['ground', 'staff', 'workers', 'places'] as const;
export type CheckGroup = (typeof checkGroups)[number];

export const findingCodes = {
  ground: ['area_gap', 'area_overlap', 'area_beyond', 'area_without_children'],
  staff: ['grid_worker_missing', 'grid_head_missing', 'grid_head_double', 'community_secretary_missing'],
  workers: ['worker_in_two_grids', 'holder_without_grant', 'grant_without_holder'],
  places: [
    'incident_outside',
    'home_outside',
    'building_outside',
    'organisation_outside',
    'facility_outside',
    'device_outside',
    'patrol_point_outside',
  ],
} as const satisfies Record<CheckGroup, readonly string[]>;
export type FindingCode = (typeof findingCodes)[CheckGroup][number];

/** One gap or double, with the place to fly to. */
export interface DutyFinding {
  check_group: CheckGroup;
  code: FindingCode;
  area_code: string;
  /** What is found fault with: an area, or a thing of the map with its `id`. */
  kind: 'area' | 'building' | 'incident' | 'organisation' | 'facility' | 'device' | 'patrol_point';
  /** Of the thing, holder or grant; 0 where the area itself is meant. */
  id: number;
  /** Of the thing or area. */
  name: string;
  centre: LonLat;
  detail: {
    area_m2?: number;
    part_count?: number;
    other_code?: string;
    other_name?: string;
    /** Who held the post last, and the day from which it was vacant. */
    last_name?: string;
    ended_on?: string;
    name?: string;
    names?: string[];
    role?: DutyRole;
    login?: string;
  };
}

/** The report of an area as of a day. */
export interface DutyChecks {
  as_of: string;
  counts: Record<CheckGroup, number>;
  items: DutyFinding[];
  next: string | null;
}

/** Areas with a gap or a double, for the map; parallel arrays in order of code. `gap` where there is both. */
export interface DutySigns {
  area_code: string[];
  sign: ('gap' | 'double')[];
}
