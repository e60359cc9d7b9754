import type { Context } from 'hono';
import { openStatuses } from '../../api/loop/schema.ts';
import type { Database } from '../../db/open.ts';
import { notFound } from '../../errors.ts';
import { actorsOf, departmentsOf, type ServedDepartment } from '../../loop/authority.ts';
import { movesOf } from '../../loop/events.ts';
import { findLoopIncident, type LoopIncident } from '../../loop/incident.ts';
import { similarTo } from '../../loop/similar.ts';
import type { ApiEnv } from '../context.ts';
import { findIncident, findReply, listEvents, listSuspected, listWhistles } from './detail-sql.ts';
import type { IncidentDetail, SimilarIncident } from './schema.ts';

/** At most so many incidents are told to be like another. */
const MOST_SIMILAR = 5;

/** The incident that the caller wants to do something with, and the departments they work for. */
export async function findForCaller(
  sql: Database,
  c: Context<ApiEnv>,
  id: number,
): Promise<{ incident: LoopIncident; served: ServedDepartment[] }> {
  const [incident, served] = await Promise.all([findLoopIncident(sql, id), departmentsOf(sql, c.get('caller'))]);
  if (!incident) throw noIncident(id);
  return { incident, served };
}

/** There is no such incident, or none that the caller may see. */
export const noIncident = (id: number) => notFound({ 'zh-CN': '事件', en: 'incident' }, id);

/** One incident with everything that happened to it and what the caller may do now. @throws AppError 404. */
export async function readDetail(c: Context<ApiEnv>, id: number): Promise<IncidentDetail> {
  const sql = c.get('sql');
  const [found, events, whistles, reply, { incident: standing, served }] = await Promise.all([
    findIncident(sql, id, c.get('now')),
    listEvents(sql, id),
    listWhistles(sql, id),
    findReply(sql, id),
    findForCaller(sql, c, id),
  ]);
  if (!found) throw noIncident(id);
  const { path, bounds, ...incident } = found;
  return {
    ...{ path, centre: incident.centre, bounds, incident, events, whistles, reply },
    // Of the past nothing is done any more.
    ...(c.get('past')
      ? { moves: [], callable: [], similar: [] }
      : {
          moves: movesOf(c.get('loop'), standing, actorsOf(c.get('caller'), served, standing)),
          callable: standing.callable,
          similar: await similarOf(sql, incident, c.get('now')),
        }),
  };
}

/** What is said to be the same comes first, then what is like it. */
async function similarOf(sql: Database, incident: IncidentDetail['incident'], now: Date): Promise<SimilarIncident[]> {
  if (!openStatuses.some((status) => status === incident.status)) return [];
  const { id, centre, category, title } = incident;
  const [suspected, like] = await Promise.all([
    listSuspected(sql, id),
    similarTo(sql, { centre, category, title, now, except: id, openOnly: true }),
  ]);
  const known = new Set(suspected.map((each) => each.id));
  return [...suspected, ...like.filter((each) => !known.has(each.id))].slice(0, MOST_SIMILAR);
}
