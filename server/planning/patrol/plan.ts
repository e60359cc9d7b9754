import type { PlanInput, PlannedRoute, PlanResult, PlanRun } from '../../api/patrol-plans/schema.ts';
import type { PatrolGround } from './ground.ts';

/** How far planning is. */
export type PlanProgress = Pick<PlanRun, 'progress' | 'served_count' | 'wanted_count' | 'length_m' | 'preview'> & {
  state: 'matrix' | 'solving' | 'explaining';
};

/** How a plan is made. */
export interface PlanOptions {
  /** Routes whose stops with `locked` stay with their squad, in their order. */
  locked?: readonly PlannedRoute[];
  /** Routes of the nights that this one is to differ from, one list a night. */
  before?: readonly (readonly PlannedRoute[])[];
  /** Time that the search may take, s; as the settings say where it is not given. */
  seconds?: number;
  /** Rounds of each search in place of a time: with the seed and iterations of a result the same plan is made again. */
  iterations?: number;
  progress?: (progress: PlanProgress) => void;
  signal?: AbortSignal;
}

/** A plan that serves what can be served, with the reason for everything else. */
export function planPatrol(_input: PlanInput, _ground: PatrolGround, _options: PlanOptions = {}): Promise<PlanResult> {
  throw new Error('not written yet');
}
