import type { SquadKind } from '../patrol/schema.ts';
import type { Walk, WalkStop, WalkStreet } from '../patrol-walk/schema.ts';
import type { LonLat } from '../wire.ts';

/** How a squad goes, in the order of a road graph's numbers. */
export const travelModes = ['foot', 'bicycle', 'car'] as const;
export type TravelMode = (typeof travelModes)[number];

// What goes out, without zod: the browser loads this file. What comes in is in bodies.ts. Minutes are minutes since midnight of the
// plan's day in the deployment's time zone, so that a night runs on to 1440 and more.

/** A patrol point as a plan takes it: copied when the plan is made, so that a plan stays what it was. */
export interface PlanPoint {
  id: number;
  name: string;
  centre: LonLat;
  area_code: string | null;
  /** When a visit may begin. */
  windows: [number, number][];
  dwell_min: number;
  wanted_visits: number;
  /** Least time between the beginnings of two visits, min. */
  gap_min: number;
  /** 1 (may wait) to 5 (first of all). */
  priority: number;
  /** True: it is left out where it would cost too much. */
  optional: boolean;
  /** People that a visit takes. */
  people: number;
  /** Only this squad visits it; null: any. */
  squad_id: number | null;
}

/** A street that must be passed. */
export interface PlanStreet {
  id: number;
  name: string;
  line: LonLat[];
  /** 2: each side once, or in each direction. */
  sides: 1 | 2;
  windows: [number, number][];
  priority: number;
  optional: boolean;
  people: number;
  squad_id: number | null;
}

/** A squad in the shift that is planned. */
export interface PlanSquad {
  shift_id: number;
  squad_id: number;
  name: string;
  kind: SquadKind;
  mode: TravelMode;
  start: LonLat;
  /** Null: it may end wherever it is. */
  end: LonLat | null;
  from_min: number;
  to_min: number;
  /** People on duty. */
  people: number;
}

export interface PlanSettings {
  /** Metres either side of a route that count as covered. */
  cover_m: number;
  /** 0: the shortest; 1: as even a load as can be. */
  evenness: number;
  /** From this minute on a squad of one goes nowhere; null: no such rule. */
  pairs_from_min: number | null;
  /** How many nights back a route is to differ from, and by what share of its length; 0: need not. */
  differ_nights: number;
  differ_share: number;
  seed: number;
  /** Time that planning may take, s. */
  seconds: number;
}

/** Settings of a plan where nobody said otherwise: pairs from 22:00, another way than the last 3 nights for 30 % of the length. */
export const usualSettings: PlanSettings = {
  cover_m: 30,
  evenness: 0.3,
  pairs_from_min: 1320,
  differ_nights: 3,
  differ_share: 0.3,
  seed: 1,
  seconds: 8,
};

/** Everything that a plan is made of. */
export interface PlanInput {
  points: PlanPoint[];
  streets: PlanStreet[];
  squads: PlanSquad[];
  settings: PlanSettings;
}

export interface PlannedStop {
  kind: 'point' | 'street';
  id: number;
  /** Which of the wanted visits or sides, from 1. */
  visit: number;
  arrive_min: number;
  begin_min: number;
  leave_min: number;
  /** A street passed against the direction in which it is drawn. */
  reversed: boolean;
  /** True: it stays with this squad, in this order, when the rest is planned anew. */
  locked: boolean;
}

/** A way to a stop; a street's own way is part of its stop's leg, at its end. */
export interface PlannedLeg {
  from_min: number;
  to_min: number;
  length_m: number;
  line: LonLat[];
}

export interface PlannedRoute {
  shift_id: number;
  squad_id: number;
  stops: PlannedStop[];
  /** One to each stop, and where the squad has an end one to it. */
  legs: PlannedLeg[];
  length_m: number;
  moving_min: number;
  dwell_min: number;
  waiting_min: number;
}

/** Why something is not served. */
export const unservedReasons = [
  /** No street within reach of it. */
  'no_street',
  /** No way leads there from any squad's start by its mode. */
  'no_way',
  /** Its own windows are too short or lie outside every shift. */
  'window',
  /** Too few people in every squad that could come. */
  'people',
  /** Its squad is not on duty. */
  'squad',
  /** More visits than fit with the gap between them. */
  'gap',
  /** Each squad that could come has no time left. */
  'time',
  /** Optional, and dearer than it is worth. */
  'dear',
] as const;
export type UnservedReason = (typeof unservedReasons)[number];

/** The smallest change that would allow it; what it is about is in the fields that are not null. */
export interface Remedy {
  kind:
    | 'move_point'
    | 'widen_window'
    | 'lengthen_shift'
    | 'add_people'
    | 'add_squad'
    | 'fewer_visits'
    | 'shorter_gap'
    | 'make_required'
    | 'change_mode';
  squad_id: number | null;
  /** Minutes more, or the minute to which a window is widened. */
  minutes: number | null;
  /** Metres to move, people more, visits that fit. */
  amount: number | null;
}

export interface Unserved {
  kind: 'point' | 'street';
  id: number;
  /** Which of its visits or sides, from 1. */
  visits: number[];
  reason: UnservedReason;
  remedy: Remedy | null;
}

export interface PlanResult {
  routes: PlannedRoute[];
  unserved: Unserved[];
  length_m: number;
  /** Of the wanted visits and sides. */
  wanted_count: number;
  served_count: number;
  /** Longest and mean time that a squad is under way, min. */
  longest_min: number;
  mean_min: number;
  /** Share of the length that no route of the compared nights passed in the same order; null: nothing to compare. */
  differ_share: number | null;
  /** What differing cost: metres more than the shortest plan. */
  differ_cost_m: number | null;
  seed: number;
  iterations: number;
  took_ms: number;
}

export const planStates = ['draft', 'issued', 'withdrawn'] as const;
export type PlanState = (typeof planStates)[number];

/** A plan in a list. */
export interface PlanSummary {
  id: number;
  area_code: string;
  name: string;
  /** Day on which it begins, `YYYY-MM-DD`. */
  day: string;
  state: PlanState;
  /** The plan that this one was repaired or copied from. */
  from_plan_id: number | null;
  version: number;
  squad_count: number;
  wanted_count: number | null;
  served_count: number | null;
  length_m: number | null;
  updated_at: string;
}

export interface PatrolPlan extends PlanSummary {
  input: PlanInput;
  /** Null: not planned yet. */
  result: PlanResult | null;
  /** True: points, streets or shifts changed since the plan copied them. */
  outdated: boolean;
  /** True: the plan's own parts changed since it was planned; it has to be planned again before it is issued. */
  stale: boolean;
}

/** How planning goes on; answers while it runs, and a minute after. */
export interface PlanRun {
  plan_id: number;
  state: 'waiting' | 'matrix' | 'solving' | 'explaining' | 'done' | 'cancelled' | 'failed';
  /** 0 to 1. */
  progress: number;
  served_count: number | null;
  wanted_count: number | null;
  length_m: number | null;
  /** The best routes so far, thinned, for the map. */
  preview: { squad_id: number; line: LonLat[] }[];
  sentence: string | null;
}

/** What happened that a plan is repaired for. */
export type RepairCause =
  | { kind: 'squad_out'; squad_id: number; at_min: number }
  | { kind: 'incident'; incident_id: number; at_min: number };

/** What the printed sheets of an issued plan need. */
export interface PlanSheets {
  plan: PlanSummary;
  time_zone: string;
  walks: PlanSheet[];
  /** Streets around all routes, wide ones first. */
  streets: WalkStreet[];
}

export interface PlanSheet extends Pick<Walk, 'walk_id' | 'squad' | 'from_min' | 'to_min' | 'version'> {
  /** What opens the squad's phone page: `/walk#pass=PASS`. */
  pass: string;
  length_m: number;
  stops: WalkStop[];
  legs: PlannedLeg[];
}
