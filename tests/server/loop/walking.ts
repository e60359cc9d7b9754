import type { EventKind, IncidentStatus } from '../../../server/api/incidents/schema.ts';
import type { Database } from '../../../server/db/open.ts';
import { actOn } from '../../../server/loop/acting.ts';
import { type Loop, readLoop } from '../../../server/loop/catalogue.ts';
import type { Act, ActingAs } from '../../../server/loop/events.ts';
import { findLoopIncident, type LoopIncident } from '../../../server/loop/incident.ts';
import { makeReport, reportOf } from '../../../server/loop/report.ts';
import { reportBody } from '../../fixtures/loop-reports.ts';
import { townArea } from '../../fixtures/town.ts';
import { allActors } from './moves.table.ts';

/** The loops of the three variants, by their names. */
export const loops = Object.fromEntries(
  ['five', 'six', 'thirteen'].map((variant) => [variant, readLoop({ variant, timeZone: 'Asia/Shanghai' })]),
) as Record<string, Loop>;

/** Monday, 10:00 in Shanghai. */
export const monday = new Date('2026-11-16T02:00:00Z');

/** Whoever may do everything, as the simulator may. */
export const everybody = (now = monday): ActingAs => ({ actors: allActors, actor: 'simulator', now });

/** What each kind of event needs. @param into the incident that a merge goes to. */
export function actOf(kind: EventKind, into: number): Act {
  const text = '说明';
  const bodies: Partial<Record<EventKind, object>> = {
    dispatched: { holder_code: townArea.northWest, approval_ref: '准入2026-1' },
    resolved: { text },
    evaluated: { rating: 4 },
    merged: { into },
    corrected: { severity: 'high' },
    whistled: { departments: ['urban_management'] },
    arrived: { department: 'urban_management' },
  };
  return { kind, text, ...bodies[kind] } as Act;
}

/** How an incident comes to each status. */
const wayTo: Record<IncidentStatus, EventKind[]> = {
  found: [],
  reported: [],
  returned: ['dispatched', 'returned'],
  dispatched: ['dispatched'],
  accepted: ['dispatched', 'accepted'],
  handling: ['dispatched', 'accepted', 'handling'],
  suspended: ['dispatched', 'accepted', 'handling', 'suspended'],
  resolved: ['dispatched', 'accepted', 'handling', 'resolved'],
  verified: ['dispatched', 'accepted', 'handling', 'resolved', 'verified'],
  evaluated: ['dispatched', 'accepted', 'handling', 'resolved', 'verified', 'evaluated'],
  closed: ['dispatched', 'accepted', 'handling', 'resolved', 'verified', 'closed'],
  merged: ['merged'],
  withdrawn: ['withdrawn'],
};

/** Makes an incident outside the catalogue in the north-west, as the owner; its number. @param foundOnly it is not reported yet. */
export async function newIncident(sql: Database, foundOnly = false): Promise<number> {
  const { centre, category, title } = reportBody();
  const { given, events } = reportOf(
    loops.five!,
    { centre, category, title, severity: 'low' },
    {
      ...{
        area_code: townArea.northWest,
        now: monday,
        actor: 'simulator',
        channel: 'worker',
        time_zone: 'Asia/Shanghai',
      },
    },
  );
  return (await makeReport(sql, { kind: 'owner' }, { given, events: foundOnly ? events.slice(0, 1) : events })).id;
}

/** An incident that went to a status through the loop. */
export async function incidentAt(sql: Database, status: IncidentStatus, into: number): Promise<LoopIncident> {
  const id = await newIncident(sql, status === 'found');
  for (const kind of wayTo[status]) await step(sql, loops.thirteen!, id, actOf(kind, into));
  return (await findLoopIncident(sql, id))!;
}

/** Does something with an incident as it stands, as the owner for the simulator. */
export async function step(sql: Database, loop: Loop, id: number, act: Act, now = monday): Promise<number> {
  const incident = (await findLoopIncident(sql, id))!;
  return actOn(sql, loop, { incident, act, as: everybody(now), via: { kind: 'owner' } });
}
