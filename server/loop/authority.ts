import { type Caller, may, mayIn } from '../access/caller.ts';
import type { Database } from '../db/open.ts';
import type { LoopIncident } from './incident.ts';
import type { Actor } from './moves.ts';

/** A department that the caller works for, and where. */
export interface ServedDepartment {
  department: string;
  area_code: string;
}

/** Which departments the caller works for; nothing is asked where their roles do not serve. */
export async function departmentsOf(sql: Database, caller: Caller): Promise<ServedDepartment[]> {
  if (!may(caller, 'serve')) return [];
  return sql<ServedDepartment[]>`select department, area_code from departments_of_caller()`;
}

/** The departments that the caller speaks for at an incident's place. */
export function speaksFor(
  caller: Caller,
  served: readonly ServedDepartment[],
  { area_code }: Pick<LoopIncident, 'area_code'>,
): string[] {
  if (!mayIn(caller, 'serve', area_code)) return [];
  return served.filter((each) => (area_code ?? '').startsWith(each.area_code)).map(({ department }) => department);
}

/** What the caller is to an incident; none: it is not theirs to do anything with. */
export function actorsOf(caller: Caller, served: readonly ServedDepartment[], incident: LoopIncident): Actor[] {
  const { area_code, holder_code, department, waiting, reporter_account_id } = incident;
  const departments = speaksFor(caller, served, incident);
  const actors: Actor[] = [];
  if (mayIn(caller, 'dispatch', area_code)) actors.push('dispatcher');
  // A grid's worker does not hold what lies with the street: their area must hold the holder's.
  const holds =
    department === null ? mayIn(caller, 'handle', holder_code ?? area_code) : departments.includes(department);
  if (holds) actors.push('holder');
  if (reporter_account_id !== null && reporter_account_id === caller.account_id) actors.push('reporter');
  if (waiting.some((called) => departments.includes(called))) actors.push('called');
  return actors;
}
