import type { Indicator } from '../areas/schema.ts';
import type { Bounds } from '../wire.ts';

// Lists without zod, which the browser need not load for them; bodies.ts checks what comes in.

/** Panels that a scene may have, in the order of the editor. */
export const wallPanels = [
  'headline',
  'loop',
  'rose',
  'flow',
  'oldest',
  'past',
  'areas',
  'visits',
  'freshness',
  'patrol',
  'replay',
  'clock',
  'emergency',
  'orders',
  'resources',
] as const;
export type WallPanel = (typeof wallPanels)[number];

/** Layers of the map that a scene may show; ground and area borders always are. */
export const wallLayers = [
  'buildings',
  'grids',
  'compounds',
  'incidents',
  'patrol',
  'organisations',
  'facilities',
  'devices',
] as const;
export type WallLayer = (typeof wallLayers)[number];

/** Where a scene's camera looks: the whole area; the part with most overdue, or most open; the area of an emergency. */
export const wallLooks = ['area', 'overdue', 'busiest', 'emergency'] as const;
export type WallLook = (typeof wallLooks)[number];

/** Which incidents the map of a scene shows: those reported since midnight, in the last so many days, or all that are open. */
export const wallPeriods = ['today', '7d', '30d', 'open'] as const;
export type WallPeriod = (typeof wallPeriods)[number];

/** What a wall shows for a while: data, not code. */
export interface WallScene {
  /** Letters, digits and underscores. */
  id: string;
  zh: string;
  en: string;
  /** How long it stays in a rotation, 10 to 3600. */
  duration_s: number;
  camera: {
    look: WallLook;
    /** Degrees from looking straight down, 0 to 65. */
    pitch: number;
    /** Degrees clockwise from north that the map is turned, -180 to 180. */
    bearing: number;
    /** Zoom levels nearer than where all of what is looked at fits, 0 to 4. */
    closer: number;
  };
  layers: WallLayer[];
  /** What the colours of areas say; null: areas are outlines. */
  indicator: Indicator | null;
  /** Only overdue incidents on the map. */
  overdue_only: boolean;
  /** Objects of the living map coloured by when they were last confirmed. */
  freshness: boolean;
  period: WallPeriod;
  /** The last 24 hours played in so many seconds, 10 to 600, over and over; null: the map shows what is now. */
  replay_s: number | null;
  panels: { left: WallPanel[]; right: WallPanel[] };
}

/** A scene as a deployment has it. */
export interface KeptScene extends WallScene {
  /** `product`: as it came. `changed`: the product's, changed here. `own`: made here. */
  origin: 'product' | 'changed' | 'own';
}

/** Days on which an entry of a plan holds: working days, weekends and public holidays, public holidays alone. */
export const planDays = ['every', 'working', 'off', 'holiday'] as const;
export type PlanDays = (typeof planDays)[number];

/** Which scenes turn, when; the first entry that holds now counts. */
export interface PlanEntry {
  days: PlanDays;
  /** Local time `HH:MM`; an entry whose end is not after its start runs over midnight. Both null: all day. */
  from: string | null;
  to: string | null;
  /** Scenes in order; at least one. */
  scenes: string[];
}

/** What a wall shows by the clock. */
export interface WallPlan {
  entries: PlanEntry[];
  /** While an emergency lasts in the wall's area. */
  emergency: string[];
}

/**
 * What somebody made a wall show. Moments are the server's clock in ms; a command lies a moment ahead, so that all screens carry it
 * out at once.
 */
export interface WallState extends WallSteering {
  /** From this moment on it is in force, ms; until then what was before, on all screens alike. */
  from_ms: number;
  before: WallSteering | null;
}

/** What of a wall's state is in force at a moment. */
export interface WallSteering {
  /** From this moment the rotation goes on with this scene; null: as the clock has it. */
  turn: { scene: string; at_ms: number } | null;
  /** This scene stands from then on, until it is let go or that moment comes. */
  pinned: { scene: string; at_ms: number; until_ms: number | null } | null;
  /** The camera goes there and comes back. */
  focus: { bounds: Bounds; at_ms: number; until_ms: number } | null;
  /** Each screen shows its number until then. */
  identify_until_ms: number | null;
  /** Screens that were loaded before then load anew. */
  reload_at_ms: number | null;
  /** The screens are dark but for the time. */
  resting: boolean;
}

/** What is in force of a state at a moment, ms: a command that lies ahead takes nothing away yet. */
export function steeringAt(state: WallState, now_ms: number): WallSteering {
  return state.before !== null && now_ms < state.from_ms ? state.before : state;
}

/** A wall's state before anybody steered it. */
export const restingState: WallState = {
  turn: null,
  pinned: null,
  focus: null,
  identify_until_ms: null,
  reload_at_ms: null,
  resting: false,
  from_ms: 0,
  before: null,
};

/** How long before it is carried out a command is given, ms: longer than the feed takes to reach every screen. */
export const AHEAD_MS = 500;

/** A wall as those see it who look after it. */
export interface Wall {
  id: number;
  name: string;
  area_code: string;
  area_name: string | null;
  column_count: number;
  row_count: number;
  /** Null: the product's plan. */
  plan: WallPlan | null;
  state: WallState;
  version: number;
  /** True while an emergency lasts over its area, a part of it or what holds it. */
  has_emergency: boolean;
  screens: WallScreen[];
}

/** A browser that has a token for a wall. */
export interface WallScreen {
  token_id: number;
  name: string;
  /** Number of the screen, from 1 at the top left, row by row. */
  part: number;
  /** ISO 8601; null: it never was there. */
  seen_at: string | null;
  expires_at: string;
  report: ScreenReport | null;
}

/** What a screen says of itself twice a minute. */
export interface ScreenReport {
  /** Id of the scene that it shows. */
  scene: string;
  width_px: number;
  height_px: number;
  /** Age of the last word from the feed, s. */
  feed_age_s: number;
  /** How often the map had to be rebuilt since the page was loaded. */
  rebuilt_count: number;
  /** Seconds since the page was loaded. */
  up_s: number;
  /** Used by scripts, MB; null where the browser does not say. */
  heap_mb: number | null;
  /** How far its clock is from the server's, ms, and the longest that this may be wrong. */
  clock_ms: number;
  clock_error_ms: number;
}

/** What a remote control shows: the walls that the caller may steer now. */
export interface RemoteWalls {
  walls: Wall[];
  scenes: KeptScene[];
  /** The product's plan. */
  plan: WallPlan;
  /** Public holidays and weekends worked instead, `YYYY-MM-DD`, of last year to next. */
  holidays: string[];
  worked_weekends: string[];
  /** The server's clock, ms. */
  now_ms: number;
}

/** Commands of a remote control. */
export const wallCommands = ['show', 'pin', 'unpin', 'focus', 'unfocus', 'identify', 'reload', 'rest', 'wake'] as const;
export type WallCommand = (typeof wallCommands)[number];
