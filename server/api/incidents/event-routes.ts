import { type Context, Hono } from 'hono';
import { mayIn } from '../../access/caller.ts';
import type { Database } from '../../db/open.ts';
import { AppError } from '../../errors.ts';
import { languageOf } from '../../language.ts';
import { actOn } from '../../loop/acting.ts';
import { actorsOf, departmentsOf, type ServedDepartment, speaksFor } from '../../loop/authority.ts';
import type { Act } from '../../loop/events.ts';
import { findLoopIncidents, type LoopIncident } from '../../loop/incident.ts';
import { type ApiEnv, validated } from '../context.ts';
import { forbidden, granted } from '../granted.ts';
import { replyBody } from '../replies/schema.ts';
import { findForCaller, noIncident, readDetail } from './detail.ts';
import { requireOwnPlace } from './own-place.ts';
import { publish } from './publishing.ts';
import { type BulkResult, bulkBody, eventBody, incidentParam } from './schema.ts';

/** One incident: what happened to it, what is done with it, and what is published of it. */
export const incidentEvents = new Hono<ApiEnv>()
  .get('/:id', granted('cases', 'report'), validated('param', incidentParam), async (c) =>
    c.json(await readDetail(c, c.req.valid('param').id)),
  )
  .post(
    '/:id/events',
    granted('report', 'dispatch', 'handle', 'serve'),
    validated('param', incidentParam),
    validated('json', eventBody),
    async (c) => {
      const { id } = c.req.valid('param');
      const { version, ...act } = c.req.valid('json');
      const sql = c.get('sql');
      const { incident, served } = await findForCaller(sql, c, id);
      await actAs(c, sql, { incident, seen: version, served, act });
      return c.json(await readDetail(c, id));
    },
  )
  .post('/events', granted('dispatch', 'handle', 'serve'), validated('json', bulkBody), async (c) => {
    const { incidents, ...act } = c.req.valid('json');
    return c.json(await actOnMany(c, incidents, act));
  })
  .put(
    '/:id/reply',
    granted('dispatch'),
    validated('param', incidentParam),
    validated('json', replyBody),
    async (c) => {
      const { id } = c.req.valid('param');
      const sql = c.get('sql');
      const { incident } = await findForCaller(sql, c, id);
      if (!mayIn(c.get('caller'), 'dispatch', incident.area_code)) throw forbidden();
      await publish(sql, incident, c.req.valid('json'), c.get('config').timeZone);
      return c.json(await readDetail(c, id));
    },
  );

interface Asked {
  incident: LoopIncident;
  seen: number;
  served: readonly ServedDepartment[];
  act: Act;
}

/** Does what the caller asks with an incident. @throws AppError 403 where it is none of theirs; else as `actOn` does. */
async function actAs(c: Context<ApiEnv>, sql: Database, { incident, seen, served, act }: Asked): Promise<void> {
  const caller = c.get('caller');
  const actors = actorsOf(caller, served, incident);
  if (actors.length === 0) throw forbidden();
  if (act.kind === 'corrected' && act.centre) await requireOwnPlace(c, sql, act.centre);
  await actOn(sql, c.get('loop'), {
    ...{ incident, seen, act, via: { kind: 'account' } },
    as: { actors, actor: 'account', now: c.get('now'), departments: speaksFor(caller, served, incident) },
    mayJoin: ({ area_code }) => mayIn(caller, 'dispatch', area_code),
  });
}

/** Does the same with each of many: what is refused is undone by itself and told. */
async function actOnMany(
  c: Context<ApiEnv>,
  chosen: readonly { id: number; version: number }[],
  act: Act,
): Promise<BulkResult> {
  const sql = c.get('sql') as Transaction;
  const [found, served] = await Promise.all([
    findLoopIncidents(
      sql,
      chosen.map(({ id }) => id),
    ),
    departmentsOf(sql, c.get('caller')),
  ]);
  const incidents = new Map(found.map((incident) => [incident.id, incident]));
  const language = languageOf(c.req.header('Accept-Language'));
  const result: BulkResult = { done: [], refused: [] };
  for (const { id, version: seen } of chosen) {
    try {
      const incident = incidents.get(id);
      if (!incident) throw noIncident(id);
      await sql.savepoint((step) => actAs(c, step, { incident, seen, served, act }));
      result.done.push(id);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      result.refused.push({ id, message: error.sentence[language] });
    }
  }
  return result;
}

/** A request's transaction: a step of it can be undone alone. */
type Transaction = Database & { savepoint<Result>(step: (sql: Database) => Promise<Result>): Promise<Result> };
