import type { EventBody, EventKind, IncidentDetail } from '../../server/api/incidents/schema.ts';
import { ApiError, answer, api } from '../api.ts';

/** What somebody does with an incident, before it is known which version they saw; the server checks the fields of each kind. */
export interface Move {
  kind: EventKind;
  text?: string;
  photos?: readonly string[];
  [field: string]: unknown;
}

/**
 * Makes a move by hand on the version that is on the screen.
 * @throws ApiError as `answer` does; 409 where somebody was quicker, or the move is no longer legal.
 */
export function sendEvent({ id, version }: { id: number; version: number }, move: Move): Promise<IncidentDetail> {
  const json = { photos: [], ...move, version, device_at: new Date().toISOString() } as unknown as EventBody;
  return answer(api.incidents[':id'].events.$post({ param: { id: String(id) }, json }));
}

/** True where the answer says that the incident is no longer as it was seen. */
export function isStale(fault: Error | null): boolean {
  return fault instanceof ApiError && fault.status === 409;
}
