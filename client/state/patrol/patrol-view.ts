import type { PatrolPoint } from '../../../server/api/patrol/schema.ts';
import type { PatrolPlan, PlanRun, PlanSummary } from '../../../server/api/patrol-plans/schema.ts';
import type { PatrolStreet } from '../../../server/api/patrol-streets/schema.ts';
import type { ActivePatrol } from '../../../server/api/patrol-walk/schema.ts';
import type { KeptSquad, PatrolShift } from '../../../server/api/squads/schema.ts';

/** What is kept of a point, as it is sent. */
export type PointFields = Pick<
  PatrolPoint,
  | 'name'
  | 'address'
  | 'centre'
  | 'window_start'
  | 'window_end'
  | 'dwell_min'
  | 'wanted_visits'
  | 'gap_min'
  | 'priority'
  | 'optional'
  | 'people'
> & { squad_id: number | null };

/** What is kept of a street, as it is sent. */
export type StreetFields = Pick<
  PatrolStreet,
  'name' | 'sides' | 'window_start' | 'window_end' | 'priority' | 'optional' | 'people' | 'line'
> & { squad_id: number | null };

/** What is kept of a squad, as it is sent. */
export type SquadFields = Pick<KeptSquad, 'area_code' | 'kind' | 'name' | 'member_count' | 'mode' | 'start' | 'end'>;

/** What is looked at: a squad, one of its stops, a point or a street. What is not named is any. */
export interface Chosen {
  squad_id?: number;
  kind?: 'point' | 'street';
  id?: number;
  /** Which of its visits, from 1. */
  visit?: number;
}

/** Lists that may be longer than what is fetched of them. */
export type ListName = 'points' | 'streets' | 'squads' | 'plans' | 'shifts' | 'active';

/** All that the page of patrols shows, as it is now. Null: it has not come yet, or there is none. */
export interface PatrolView {
  /** The area that is worked on. */
  area_code: string | null;
  points: readonly PatrolPoint[] | null;
  streets: readonly PatrolStreet[] | null;
  squads: readonly KeptSquad[] | null;
  /** Newest first. */
  plans: readonly PlanSummary[] | null;
  /** Lists of which only the beginning came. */
  cut: readonly ListName[];
  plan: PatrolPlan | null;
  /** Number of the plan that is being fetched to be opened. */
  opening: number | null;
  /** The plan that the one that is open is compared with. */
  compare: PatrolPlan | null;
  /** How planning of the open plan goes on, or how it ended last. */
  run: PlanRun | null;
  /** Monday of the roster's week, `YYYY-MM-DD`. */
  week: string | null;
  /** Shifts of that week. */
  shifts: readonly PatrolShift[] | null;
  /** Walks under way. */
  active: readonly ActivePatrol[] | null;
  chosen: Chosen | null;
  /** Minute of the plan's day at which map and times are shown; null: no such moment. */
  clock_min: number | null;
  /** True while the clock runs by itself. */
  playing: boolean;
  /** Requests of a person that are under way. */
  pending: number;
  /** What went wrong last, fit for the screen. */
  fault: string | null;
  /** What was just done, where that is not to be seen. */
  notice: string | null;
  /** Sentences of what could be undone and done again; null: nothing. */
  undo: string | null;
  redo: string | null;
}

/** The page before it has asked. */
export const emptyView: PatrolView = {
  area_code: null,
  points: null,
  streets: null,
  squads: null,
  plans: null,
  cut: [],
  plan: null,
  opening: null,
  compare: null,
  run: null,
  week: null,
  shifts: null,
  active: null,
  chosen: null,
  clock_min: null,
  playing: false,
  pending: 0,
  fault: null,
  notice: null,
  undo: null,
  redo: null,
};
