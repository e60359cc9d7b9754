import type { PlannedLeg, PlannedStop, TravelMode } from '../patrol-plans/schema.ts';
import type { LonLat } from '../wire.ts';

// A walk is what one squad does of an issued plan. Its page opens by the pass that stands on the printed sheet, without an account, and
// knows places and times only.

/** Header that carries the pass. */
export const passHeader = 'Jingwei-Pass';

export interface WalkStop
  extends Pick<PlannedStop, 'kind' | 'id' | 'visit' | 'arrive_min' | 'begin_min' | 'leave_min'> {
  name: string;
  address: string | null;
  centre: LonLat;
  /** Until when a visit may begin. */
  until_min: number;
  /** People that it takes. */
  people: number;
  /** SHA-256, hex, of what the sign of a point says, so that a phone without a network knows it; null: a street has no sign. */
  code_digest: string | null;
}

/** A street as it is drawn without a tile server. */
export interface WalkStreet {
  /** OpenStreetMap's highway class. */
  kind: string;
  name: string | null;
  line: LonLat[];
}

/** All that the phone page of a squad needs, also without a network. */
export interface Walk {
  walk_id: number;
  plan_id: number;
  plan_name: string;
  /** Day on which it begins, `YYYY-MM-DD`; minutes count from its midnight. */
  day: string;
  time_zone: string;
  squad: { id: number; name: string; mode: TravelMode; people: number };
  from_min: number;
  to_min: number;
  stops: WalkStop[];
  legs: PlannedLeg[];
  /** Streets around the route, wide ones first. */
  streets: WalkStreet[];
  check_ins: WalkCheckIn[];
  /** True only in a shift declared a safety or emergency shift: the page may send where it is. */
  tracked: boolean;
  /** Rises when the plan was repaired: the page takes the new one. */
  version: number;
  /** True: another plan stands in its place, or it was withdrawn. */
  over: boolean;
}

/** A walk as it is answered. */
export interface WalkAnswer extends Omit<Walk, 'streets'> {
  /** Null: the phone has those of this version. */
  streets: WalkStreet[] | null;
}

export const checkInWays = ['button', 'code'] as const;
export type CheckInWay = (typeof checkInWays)[number];

export interface WalkCheckIn {
  /** Made by the phone (UUID), so that what is sent twice is one. */
  key: string;
  kind: 'point' | 'street';
  id: number;
  visit: number;
  /** When it was made by the phone's clock, ISO 8601. */
  at: string;
  way: CheckInWay;
}

/** What became of each that was sent. */
export interface CheckInAnswer {
  items: { key: string; state: 'taken' | 'known' | 'refused'; sentence: string | null }[];
  version: number;
}

/** Most patrols under way that are answered, the earliest first. */
export const MOST_ACTIVE = 300;

/** Patrols under way in an area. */
export interface ActivePatrols {
  items: ActivePatrol[];
  /** True: there are more than `MOST_ACTIVE`, of which only the first to begin were looked at. */
  more: boolean;
}

/** An active patrol, for console, coordinator and wall: a squad and its points, never a person. */
export interface ActivePatrol {
  walk_id: number;
  plan_id: number;
  squad_id: number;
  squad_name: string;
  kind: string;
  from_min: number;
  to_min: number;
  done_count: number;
  late_count: number;
  stop_count: number;
  /** The next stop that nobody checked in at. */
  next: { kind: 'point' | 'street'; id: number; name: string; centre: LonLat; begin_min: number; late: boolean } | null;
  stops: {
    kind: 'point' | 'street';
    id: number;
    visit: number;
    centre: LonLat;
    state: 'done' | 'late' | 'due' | 'missed';
  }[];
  line: LonLat[];
}
