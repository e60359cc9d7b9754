import type { EventKind, IncidentStatus, Severity } from '../api/incidents/schema.ts';
import type { LonLat } from '../api/wire.ts';
import type { Database } from '../db/open.ts';

/** An area as the loop needs it. */
export interface LoopPlace {
  area_code: string;
  level: string;
  name: string;
}

/** An incident as far as its loop goes. */
export interface LoopIncident {
  id: number;
  /** Number of its last event. */
  version: number;
  status: IncidentStatus;
  category: string;
  item: string | null;
  severity: Severity;
  area_code: string | null;
  holder_code: string | null;
  department: string | null;
  /** ISO 8601, UTC. */
  reported_at: string;
  due_at: string | null;
  /** Working time left while the clock is stopped, min. */
  clock_left_min: number | null;
  hand_count: number;
  rating: number | null;
  joined_count: number;
  merged_into: number | null;
  reporter_account_id: number | null;
  channel: string;
  centre: LonLat;
  /** The areas above and at it, from the root down; none for an incident outside every area. */
  places: LoopPlace[];
  /** Departments that can be called to its place. */
  callable: string[];
  /** Departments that were called and have not come yet. */
  waiting: string[];
}

/** Who stands behind an event: an account, whoever reported without one, a rule of the product, the demo's simulator. */
export type EventActor = 'account' | 'reporter' | 'rule' | 'simulator';

/** An event to be added; `changes` are the columns of the incident that it sets. */
export interface EventDraft {
  kind: EventKind;
  actor: EventActor;
  text?: string;
  /** Names of photos. */
  photos?: string[];
  /** What the sender's clock said, where it was off. */
  device_at?: string;
  /** ISO 8601; only of `found`, and of what the owner writes. */
  happened_at?: string;
  changes: Record<string, unknown>;
}

/** What a LoopIncident has of a row `i` of incident. */
export const loopColumns = (
  sql: Database,
) => sql`i.id, i.version, i.status, i.category, i.item, i.severity, i.area_code,
  i.holder_code, i.department, iso_time(i.reported_at) as reported_at, iso_time(i.due_at) as due_at, i.clock_left_min, i.hand_count,
  i.rating, i.joined_count, i.merged_into, i.reporter_account_id, i.channel, lon_lat(i.geometry) as centre,
  loop_places(i.area_code) as places, departments_at(i.area_code) as callable,
  array(select w.department from whistle w where w.incident_id = i.id and w.arrived_at is null order by 1) as waiting`;

/** The incidents of these numbers that the caller sees, in no order. */
export function findLoopIncidents(sql: Database, ids: readonly number[]): Promise<LoopIncident[]> {
  return sql<LoopIncident[]>`select ${loopColumns(sql)} from incident i where i.id = any (${[...ids]}::int[])`;
}

/** One incident; undefined where there is none that the caller sees. */
export async function findLoopIncident(sql: Database, id: number): Promise<LoopIncident | undefined> {
  return (await findLoopIncidents(sql, [id]))[0];
}

/** The areas above and at a code, from the root down; none for null. */
export async function placesAt(sql: Database, areaCode: string | null): Promise<LoopPlace[]> {
  const [row] = await sql<[{ places: LoopPlace[] }]>`select loop_places(${areaCode}) as places`;
  return row.places;
}

/** An incident as it is after these events; the database folds them the same way. */
export function folded(incident: LoopIncident, events: readonly EventDraft[]): LoopIncident {
  return Object.assign({ ...incident }, ...events.map(({ changes }) => changes), {
    version: incident.version + events.length,
  });
}
