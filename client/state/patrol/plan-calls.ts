import type {
  PatrolPlan,
  PlanRun,
  PlanSettings,
  PlanSummary,
  RepairCause,
} from '../../../server/api/patrol-plans/schema.ts';
import type { ActivePatrols } from '../../../server/api/patrol-walk/schema.ts';
import type { Page } from '../../../server/api/wire.ts';
import { answer, api } from '../../api.ts';
import type { PlanChange } from './plan-actions.ts';

/** A plan to be made; what is not named of points and streets is all of the area. */
export interface NewPlan {
  area_code: string;
  name: string;
  day: string;
  shift_ids: number[];
  point_ids?: number[];
  street_ids?: number[];
  settings: Partial<PlanSettings>;
}

const plans = api['patrol-plans'];
const named = (id: number) => ({ param: { id: String(id) } });

/** Plans that are listed of an area at most. */
export const MOST_PLANS = 100;

/** What is asked of the server about plans and walks by them. All of it throws as `answer` does. */
export const planCalls = {
  /** The newest hundred of an area. */
  list: (area_code: string): Promise<Page<PlanSummary>> =>
    answer(plans.$get({ query: { area_code, limit: String(MOST_PLANS) } })),
  find: (id: number): Promise<PatrolPlan> => answer(plans[':id'].$get(named(id))),
  make: (json: NewPlan): Promise<PatrolPlan> => answer(plans.$post({ json })),
  change: (id: number, json: PlanChange & { version: number }): Promise<PatrolPlan> =>
    answer(plans[':id'].$patch({ ...named(id), json })),
  remove: (id: number): Promise<unknown> => answer(plans[':id'].$delete(named(id))),
  copy: (id: number): Promise<PatrolPlan> => answer(plans[':id'].copy.$post({ ...named(id), json: {} })),
  refresh: (id: number): Promise<PatrolPlan> => answer(plans[':id'].refresh.$post({ ...named(id), json: {} })),
  run: (id: number): Promise<PlanRun> => answer(plans[':id'].runs.$post({ ...named(id), json: {} })),
  /** Null: no planning of it is known. */
  findRun: (id: number): Promise<PlanRun | null> => answer(plans[':id'].run.$get(named(id))),
  cancelRun: (id: number): Promise<PlanRun> => answer(plans[':id'].run.$delete(named(id))),
  issue: (id: number, json: { anyway?: boolean }): Promise<PatrolPlan> =>
    answer(plans[':id'].issue.$post({ ...named(id), json })),
  withdraw: (id: number): Promise<PatrolPlan> => answer(plans[':id'].withdraw.$post(named(id))),
  repair: (id: number, json: RepairCause): Promise<PatrolPlan> =>
    answer(plans[':id'].repair.$post({ ...named(id), json })),
  /** Walks under way in an area. */
  active: (area_code: string): Promise<ActivePatrols> => answer(api['patrol-active'].$get({ query: { area_code } })),
};
