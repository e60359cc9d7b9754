import type { Context } from 'hono';
import { enter } from '../../access/enter.ts';
import type { Database } from '../../db/open.ts';
import { type PatrolCause, repairPatrol } from '../../planning/patrol/repair.ts';
import { patrolGround } from '../../planning/patrol/road-ground.ts';
import { roadGraph } from '../../roads/loader.ts';
import { readCatalogues } from '../codes/catalogues.ts';
import type { ApiEnv } from '../context.ts';
import { admit, entranceOf, signedOut } from '../granted.ts';
import { Turns } from '../turns.ts';
import { keptPlan, planAnswerOf } from './answers.ts';
import { findSentIncident, type SentIncident } from './copy-sql.ts';
import { doneStops, modesOf } from './planning.ts';
import { incidentAtHome, incidentClosed, incidentElsewhere, noIncident, noSquad, notIssued } from './refusals.ts';
import type { PatrolPlan, RepairCause } from './schema.ts';
import { insertPlan, type PlanRow } from './sql.ts';

/** Time that a repair may take, s: the squads are out and wait. */
const REPAIR_S = 1.5;
/** Repairs at once: each has two threads and the ways between all places; the next waits two seconds at most for each before it. */
const turns = new Turns(2);
/** How long a squad stays at an incident, min. */
const INCIDENT_MIN = 10;
const MOST_NAME = 80;

const categories = new Map(readCatalogues()['incident-category'].map(({ id, zh }) => [id, zh]));

/**
 * Makes a new draft out of a plan in force: what its squads did stays, the rest is planned from where they are. It enters by itself, so
 * that no transaction waits for the planner.
 */
export async function repairPlan(c: Context<ApiEnv>, id: number, cause: RepairCause): Promise<PatrolPlan> {
  const database = c.get('database');
  const read = await enter(database, { ...entranceOf(c), readOnly: true }, async (sql, caller) => {
    await admit(c, caller, ['plan']);
    c.set('sql', sql);
    const plan = await keptPlan(c, id);
    if (plan.state !== 'issued' || !plan.result) throw notIssued();
    return {
      ...{ plan, routes: plan.result.routes, patrolCause: await causeOf(sql, plan, cause) },
      done: await doneStops(sql, plan, id, c.get('config').timeZone),
      graph: await roadGraph(sql, plan.area_code),
    };
  });
  const { plan, routes, patrolCause, done, graph } = read;
  const repaired = await turns.take(async () => {
    const ground = await patrolGround(graph, modesOf(plan.input));
    return repairPatrol(plan.input, routes, patrolCause, ground, { done, seconds: REPAIR_S });
  });
  return enter(database, { ...entranceOf(c), readOnly: false }, async (sql, caller) => {
    if (!caller) throw signedOut();
    const { area_code, day } = plan;
    const name = `${plan.name.slice(0, MOST_NAME - 4)}（调整）`;
    const taken = { ...plan.taken, repaired: { at_min: cause.at_min, plan_id: id } };
    const made = await insertPlan(sql, { ...repaired, area_code, day, taken, name, from_plan_id: id, stale: false });
    return planAnswerOf(sql, made);
  });
}

async function causeOf(sql: Database, plan: PlanRow, cause: RepairCause): Promise<PatrolCause> {
  if (cause.kind === 'squad_out') {
    if (!plan.input.squads.some(({ squad_id }) => squad_id === cause.squad_id)) throw noSquad(cause.squad_id);
    return cause;
  }
  const incident = await findSentIncident(sql, cause.incident_id);
  if (!incident) throw noIncident(cause.incident_id);
  if (incident.at_home) throw incidentAtHome();
  if (!incident.open) throw incidentClosed();
  if (!incident.area_code?.startsWith(plan.area_code)) throw incidentElsewhere();
  const { id, centre, area_code } = incident;
  return {
    ...{ kind: 'incident', at_min: cause.at_min },
    incident: { id, name: nameOf(incident), centre, area_code, dwell_min: INCIDENT_MIN },
  };
}

/** What a sheet calls an incident: its kind and number, no word of what it says. */
function nameOf({ category, incident_code }: SentIncident): string {
  return `${categories.get(category) ?? '事件'} ${incident_code}`;
}
