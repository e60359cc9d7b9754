import type { Severity } from '../../server/api/incidents/schema.ts';
import type { LiveIncident } from '../../server/api/live/schema.ts';
import type { IncidentSort } from '../../server/api/work-list/schema.ts';
import { isGroup, isOpen, type StatusFilter } from '../state/status.ts';

/** Orders of the list, in the order of the menu. */
export const sorts: readonly IncidentSort[] = Object.keys({
  newest: true,
  oldest: true,
  due: true,
  severity: true,
} satisfies Record<IncidentSort, true>) as IncidentSort[];

/** Severities, gravest first. */
export const severities: readonly Severity[] = ['urgent', 'high', 'normal', 'low'];

/** What the list shows, as the server takes it. */
export interface ListQuery {
  area_code?: string | undefined;
  status?: StatusFilter | undefined;
  category?: string | undefined;
  severity?: Severity | undefined;
  holder?: 'mine' | undefined;
  q?: string | undefined;
  from: string;
  to: string;
  sort: IncidentSort;
}

/**
 * Whether an incident that changed would stand in a list that does not hold it: by everything that the change tells. Words, and whose
 * hands are mine, it does not tell: then only the server knows, and nothing is said.
 * @param now ms.
 */
export function isListed(change: LiveIncident, query: ListQuery, now: number): boolean {
  const { area_code, status, category, severity, holder, q, from } = query;
  if (q || holder) return false;
  if (area_code !== undefined && !change.area_code?.startsWith(area_code)) return false;
  if (category !== undefined && change.category !== category) return false;
  if (severity !== undefined && change.severity !== severity) return false;
  // What was reported long ago and changed lies further down, where nobody is told of it.
  if (change.reported_at < from || now - Date.parse(change.reported_at) > newness_ms) return false;
  return status === undefined || hasStatus(change, status, now);
}

/** Reported within so long, an incident is new. */
const newness_ms = 3_600_000;

function hasStatus(change: LiveIncident, filter: StatusFilter, now: number): boolean {
  if (!isGroup(filter)) return change.status === filter;
  const open = isOpen(change.status);
  if (filter === 'done') return !open;
  return open && (filter === 'open' || (change.due_at !== null && Date.parse(change.due_at) < now));
}
