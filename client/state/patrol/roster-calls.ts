import type { PatrolShift } from '../../../server/api/squads/schema.ts';
import type { Page } from '../../../server/api/wire.ts';
import { answer, api } from '../../api.ts';
import type { PageQuery } from './all-rows.ts';
import type { ShiftFields } from './roster-actions.ts';

const shifts = api['patrol-shifts'];
const named = (id: number) => ({ param: { id: String(id) } });

/** What is asked of the server about the roster. All of it throws as `answer` does. */
export const rosterCalls = {
  /** Shifts that begin on these days, first and last included. */
  list: (query: PageQuery & { area_code: string; from: string; to: string }): Promise<Page<PatrolShift>> =>
    answer(shifts.$get({ query })),
  add: (json: ShiftFields): Promise<PatrolShift> => answer(shifts.$post({ json })),
  change: (id: number, json: Partial<ShiftFields> & { version: number }): Promise<PatrolShift> =>
    answer(shifts[':id'].$patch({ ...named(id), json })),
  remove: (id: number): Promise<unknown> => answer(shifts[':id'].$delete(named(id))),
  /** Copies a week, named by its Monday, into another. */
  copy: (json: { area_code: string; from: string; to: string }): Promise<{ made: number; skipped: number }> =>
    answer(shifts.copy.$post({ json })),
  handOver: (id: number, body: string): Promise<PatrolShift> =>
    answer(shifts[':id'].handovers.$post({ ...named(id), json: { body } })),
};
