import type { EventKind, IncidentStatus, Severity } from '../incidents/schema.ts';
import type { SquadKind } from '../patrol/schema.ts';
import type { KeptScene, Wall, WallPlan } from '../walls/schema.ts';
import type { Bounds, LonLat } from '../wire.ts';

// What a display token gets. Nothing in it is about a person: counts of people are protected, places are no finer than a
// building, and no text that anybody typed is among it but names of areas, compounds, buildings and squads.

/** Everything that a screen needs to begin, and to ask for again when its wall changed. */
export interface OwnWall {
  wall: Pick<Wall, 'id' | 'name' | 'area_code' | 'column_count' | 'row_count' | 'plan' | 'state' | 'version'>;
  /** Which screen of the wall this is, from 1 at the top left, row by row. */
  part: number;
  area: { area_code: string; name: string; level: string; bounds: Bounds };
  scenes: KeptScene[];
  /** The product's plan, for a wall without one of its own. */
  product_plan: WallPlan;
  /** Public holidays and weekends worked instead, `YYYY-MM-DD`, of last year to next. */
  holidays: string[];
  worked_weekends: string[];
  /** Emergencies that last now over the wall's area, or a part of it, or what holds it; the gravest first. */
  emergencies: WallEmergency[];
  /** The code by which a phone takes the remote control, and when it gives way to another. */
  remote: { code: string; until_ms: number };
  /** When this screen's token is over, ISO 8601. */
  expires_at: string;
  now_ms: number;
}

/** An emergency without a word that anybody typed. */
export interface WallEmergency {
  id: number;
  /** Id of a plan in data/codes/emergency-plan.json. */
  plan: string;
  /** 1 is the gravest, 4 the least. */
  grade: 1 | 2 | 3 | 4;
  area_code: string;
  area_name: string;
  bounds: Bounds;
  declared_at: string;
  orders: WallOrder[];
  resources: WallResource[];
  /** What happened, the newest first, at most 12. */
  log: { at: string; kind: string; to_name: string | null; task: string | null }[];
}

/** An order as a wall shows it: what the plan calls the task, to whom, how far. */
export interface WallOrder {
  id: number;
  /** Id of a task of the plan; null: an order outside the plan, whose words stay with those who have a duty. */
  task: string | null;
  /** Department id, or name of the area that is to carry it out. */
  department: string | null;
  area_name: string | null;
  issued_at: string;
  due_at: string | null;
  acknowledged_at: string | null;
  done_at: string | null;
}

/** What can be called upon. */
export interface WallResource {
  id: number;
  kind: 'people' | 'store' | 'vehicle' | 'shelter';
  name: string;
  quantity: number;
  /** Of these free at the moment. */
  free: number;
  centre: LonLat;
}

/** The figures of a wall's area at a moment. */
export interface WallFigures {
  /** ISO 8601. */
  at: string;
  /** Since midnight. */
  today: { reported_count: number; settled_count: number };
  now: { open_count: number; overdue_count: number; due_soon_count: number; urgent_count: number };
  /**
   * The weather of the loop: what stands in each of the five steps now, of these overdue, and how often one was left for a later one in
   * 24 hours (the last, which nothing leaves: was come to). Of `evaluated` only what was settled in 24 hours.
   */
  loop: { step: WallStep; count: number; overdue_count: number; passed_count: number }[];
  /** By whole hours of the last 24, the running hour last. */
  flow: { from: string; inflow_count: number[]; outflow_count: number[] };
  /** Reported in the last 7 days, most first, also what was only reported before; `usual_count`: the mean of the 4 weeks before. */
  rose: { category: string; count: number; usual_count: number }[];
  /** The open ones that stand longest, by place. */
  oldest: OldOpen[];
  /** Of the last 7 and 30 days, each beside the area's own past. */
  past: { days: 7 | 30; reported: Compared; settled: Compared; median_settle_h: Compared; late_share: Compared }[];
  /** The area's parts in order of code: one level below, or where that is one area alone, its parts; none of a grid. */
  areas: { area_code: string; name: string; open_count: number; overdue_count: number }[];
  /** Visits owed, protected: null is 1 to one less than `small_count_below`. */
  visits: {
    due_count: number | null;
    small_count_below: number | null;
    areas: { area_code: string; name: string; due_count: number | null }[];
  };
  /** How many things of the living map were last confirmed within so many days; `days` null: longer ago, or never. */
  freshness: { kind: 'building' | 'organisation' | 'facility'; classes: { days: number | null; count: number }[] }[];
  patrol: WallPatrol;
}

/** Five steps that every district knows, whatever its own loop is called. */
export const wallSteps = ['reported', 'dispatched', 'handling', 'resolved', 'evaluated'] as const;
export type WallStep = (typeof wallSteps)[number];

/**
 * A figure beside its own past: the same span before it, and the mean of the same span in the 12 before that, to one decimal; null: not
 * known, or the record does not reach so far back.
 */
export interface Compared {
  value: number | null;
  before: number | null;
  usual: number | null;
}

export interface OldOpen {
  id: number;
  category: string;
  item: string | null;
  status: IncidentStatus;
  severity: Severity;
  reported_at: string;
  due_at: string | null;
  /**
   * Names of the areas that hold it, from the level of the wall's parts down (`WallFigures.areas`), and of the building where it lies in
   * one that may be named; at least one.
   */
  place: string[];
  centre: LonLat;
}

/** Patrols as they are planned for this hour; nobody's whereabouts. */
export interface WallPatrol {
  /** Squads whose shift runs now. */
  squads: {
    id: number;
    kind: SquadKind;
    name: string;
    member_count: number;
    route: string;
    starts_at: string;
    ends_at: string;
  }[];
  /** Points whose window is open now, and all. */
  open_point_count: number;
  point_count: number;
  /** When the next shift begins, local `HH:MM`; null: none is planned. */
  next_shift_at: string | null;
  /** Patrols of plans in force that go on now, those that are late first, as many as a wall has room for. */
  walks: WallWalk[];
  /** Counted over all of them; `more`: over the first to begin, as there are too many to look at all. */
  under_way: { squad_count: number; done_count: number; stop_count: number; late_count: number; more: boolean };
}

/** A squad on its way by a plan. */
export interface WallWalk {
  squad_id: number;
  name: string;
  /** Local `HH:MM`. */
  ends_at: string;
  done_count: number;
  /** Late ones and missed ones. */
  late_count: number;
  stop_count: number;
  /** Where it goes next, and when it is to be there, local `HH:MM`; null: everything is done. */
  next: { name: string; begins_at: string; late: boolean } | null;
}

/** Something that happened to an incident: place and kind, never a person or a word of what it says. */
export interface WallMove {
  /** Number of the event; rises with writing, which for what was imported is not the order of time. */
  id: number;
  incident_id: number;
  kind: EventKind;
  at: string;
  category: string;
  item: string | null;
  severity: Severity;
  /** As the event left it; category and severity are as they are now. */
  status: IncidentStatus;
  area_code: string | null;
  /** As in OldOpen. */
  place: string[];
  centre: LonLat;
}

/** Moves in one answer, and kept by a screen; the newest where there were more. */
export const MOST_MOVES = 4000;

/** The moves of the last hours, oldest first, at most `MOST_MOVES`, and how many there were. */
export interface WallMoves {
  items: WallMove[];
  count: number;
  now_ms: number;
}

/** The clock that all screens go by. */
export interface WallClock {
  now_ms: number;
}

/** What a screen without a token shows, and keeps. */
export interface NewPairing {
  /** Six digits to be typed by somebody who may let screens in. */
  code: string;
  secret: string;
  until_ms: number;
  now_ms: number;
}

/** Whether the screen was let in; then it has its token from now on. */
export interface PairingState {
  state: 'waiting' | 'let_in' | 'over';
}
