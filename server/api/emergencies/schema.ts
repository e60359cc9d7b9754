import type { Bounds, LonLat } from '../wire.ts';

// Lists and shapes without zod; bodies.ts checks what comes in.

/** A plan for emergencies of one kind (应急预案): who has to do what first. Data in data/codes/emergency-plan.json. */
export interface EmergencyPlan {
  id: string;
  zh: string;
  en: string;
  /** `maki/NAME` or `temaki/NAME`. */
  icon: string;
  /** What each grade means, the gravest (1) first. */
  grades: { grade: EmergencyGrade; zh: string; en: string }[];
  /** Orders that the plan knows, in order. */
  tasks: EmergencyTask[];
}
export type EmergencyGrade = 1 | 2 | 3 | 4;

/** An order that stands ready in a plan. */
export interface EmergencyTask {
  id: string;
  zh: string;
  en: string;
  /** From this grade on (and graver ones) it belongs to the plan. */
  from_grade: EmergencyGrade;
  /** Who carries it out: this department, or the areas of this level. One of the two, the other null. */
  department: string | null;
  level: 'street' | 'community' | 'grid' | null;
  /** Within so many minutes; null: no time is set. */
  due_min: number | null;
}

/** Kinds of entries of an emergency's log; it is only ever added to. */
export const emergencyEvents = [
  'declared',
  'regraded',
  'ordered',
  'acknowledged',
  'done',
  'cancelled',
  'noted',
  'resource_changed',
  'ended',
] as const;
export type EmergencyEventKind = (typeof emergencyEvents)[number];

export const resourceKinds = ['people', 'store', 'vehicle', 'shelter'] as const;
export type ResourceKind = (typeof resourceKinds)[number];

/** An emergency in a list. */
export interface EmergencySummary {
  id: number;
  plan: string;
  grade: EmergencyGrade;
  area_code: string;
  area_name: string;
  declared_at: string;
  /** Null: it lasts. */
  ended_at: string | null;
  order_count: number;
  acknowledged_count: number;
  done_count: number;
}

/** Everything that those with a duty in its area see, of any level: the chain of command is flat while it lasts. */
export interface Emergency extends EmergencySummary {
  version: number;
  bounds: Bounds;
  reason: string;
  declared_by: string;
  ended_by: string | null;
  /** What was said at the end. */
  summary: string | null;
  orders: EmergencyOrder[];
  /** Newest first. */
  log: EmergencyEntry[];
  /** In its area or within about 2 km of it, nearest first, at most 200. */
  resources: EmergencyResource[];
  /** What the caller may do: give orders and end it (`command`); add to the log (`note`). */
  can: { command: boolean; note: boolean };
}

export interface EmergencyOrder {
  id: number;
  /** A task of the plan, or null for one in words of its own. */
  task: string | null;
  text: string;
  /** To the officers of a department, or those who answer for an area. */
  department: string | null;
  area_code: string | null;
  area_name: string | null;
  issued_at: string;
  issued_by: string;
  due_at: string | null;
  acknowledged_at: string | null;
  acknowledged_by: string | null;
  done_at: string | null;
  done_by: string | null;
  result: string | null;
  cancelled_at: string | null;
  /** True: it goes to a department that the caller serves there, or to the very area of a duty of theirs; those above may act on it, too. */
  mine: boolean;
  /** True: nobody with an account could acknowledge it; they have to be told another way. */
  unattended: boolean;
  /** What the caller may do with it now. */
  moves: ('acknowledge' | 'done' | 'cancel')[];
}

export interface EmergencyEntry {
  id: number;
  kind: EmergencyEventKind;
  at: string;
  by: string;
  order_id: number | null;
  text: string | null;
  /** Of an end: orders that stood open. */
  open_order_count: number | null;
}

/** What can be called upon: people on duty (as a number), stores, vehicles, shelters. Part of the register, not of one emergency. */
export interface EmergencyResource {
  id: number;
  kind: ResourceKind;
  name: string;
  area_code: string | null;
  area_name: string | null;
  department: string | null;
  quantity: number;
  free: number;
  /** What it is counted in, such as 人, 辆, 套. */
  unit: string;
  address: string | null;
  centre: LonLat;
  updated_at: string;
}

/** What is kept of an emergency when it is over; reckoned from its log, the same whenever it is asked for. */
export interface EmergencyRecord {
  /** Without resources, which say how things are now. */
  emergency: Emergency;
  duration_min: number;
  /** Median minutes from order to acknowledgement and to done; null without any. */
  acknowledge_median_min: number | null;
  done_median_min: number | null;
  late_order_count: number;
  /** Reported in its area while it lasted, by category, and how many were settled meanwhile. */
  incidents: { category: string; reported_count: number; settled_count: number }[];
}
