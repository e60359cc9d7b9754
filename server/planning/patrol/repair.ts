import type { PlanInput, PlannedRoute, PlannedStop, PlanPoint, PlanResult } from '../../api/patrol-plans/schema.ts';
import type { PatrolGround } from './ground.ts';
import type { PlanOptions } from './plan.ts';

/** What a plan is repaired for, at a minute of it. */
export type PatrolCause =
  | { kind: 'squad_out'; squad_id: number; at_min: number }
  | {
      kind: 'incident';
      at_min: number;
      /** `id` is the incident's, above zero; its stop has the number below zero. */
      incident: Pick<PlanPoint, 'id' | 'name' | 'centre' | 'area_code' | 'dwell_min'>;
    };

/** A stop that a squad has checked in at. */
export type DoneStop = Pick<PlannedStop, 'kind' | 'id' | 'visit'> & { squad_id: number };

/** A plan repaired: what it is made of now, and what comes of it. */
export interface RepairedPlan {
  input: PlanInput;
  result: PlanResult;
}

/** The rest of a plan made anew from where its squads are, with as few stops as possible given to other squads. */
export function repairPatrol(
  _input: PlanInput,
  _routes: readonly PlannedRoute[],
  _cause: PatrolCause,
  _ground: PatrolGround,
  _options: Pick<PlanOptions, 'seconds' | 'iterations' | 'signal'> & { done?: readonly DoneStop[] } = {},
): Promise<RepairedPlan> {
  throw new Error('not written yet');
}
