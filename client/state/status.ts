import type { IncidentStatus, StatusGroup } from '../../server/api/incidents/schema.ts';
import { openStatuses } from '../../server/api/loop/schema.ts';

// Named here once more, and checked against the server's lists by the compiler, so that the browser need not load zod.
const groups: Record<StatusGroup, true> = { open: true, overdue: true, done: true };
const statuses: Record<IncidentStatus, true> = {
  found: true,
  reported: true,
  returned: true,
  dispatched: true,
  accepted: true,
  handling: true,
  suspended: true,
  resolved: true,
  verified: true,
  evaluated: true,
  closed: true,
  merged: true,
  withdrawn: true,
};

/** What alone is shown of the incidents: those in one status, or of a group of them. */
export type StatusFilter = StatusGroup | IncidentStatus;

/** Groups of statuses, in the order of the tabs. */
export const statusGroups = Object.keys(groups) as readonly StatusGroup[];

/** Statuses as the loop goes, those beside it last. */
export const incidentStatuses = Object.keys(statuses) as readonly IncidentStatus[];

/** Everything that can be filtered by, groups first. */
export const statusFilters: readonly StatusFilter[] = [...statusGroups, ...incidentStatuses];

/** True for a group of statuses. */
export function isGroup(filter: StatusFilter): filter is StatusGroup {
  return Object.hasOwn(groups, filter);
}

/** True where somebody still has to do something. */
export function isOpen(status: IncidentStatus): boolean {
  return openStatuses.some((open) => open === status);
}
