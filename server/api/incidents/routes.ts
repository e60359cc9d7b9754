import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { dayOf } from '../calendar.ts';
import { type ApiEnv, validated } from '../context.ts';
import { granted } from '../granted.ts';
import { Turns } from '../turns.ts';
import { workList } from '../work-list/routes.ts';
import { toCells } from './cells.ts';
import { incidentEvents } from './event-routes.ts';
import { fillDays, histogramDays } from './histogram.ts';
import { pointsMediaType } from './point-columns.ts';
import { readPoints } from './points.ts';
import { incidentReports } from './report-routes.ts';
import { incidentCellsQuery, incidentHistogramQuery, incidentPointsQuery } from './schema.ts';
import { countByDay, type IncidentClock, listPositions } from './sql.ts';
import { incidentWhistles } from './whistle-routes.ts';

/** Answers of points that are read at once: each takes up to 100 MB until it is sent. */
const pointReads = new Turns(2);
/** Waits before the request's transaction begins, so that none of the pool's connections waits with it. */
const inTurn: MiddlewareHandler<ApiEnv> = (_, next) => pointReads.take(next);

/** Incidents: pages, points, H3 cells, days, reporting, one and what is done with it. */
export const incidents = new Hono<ApiEnv>()
  .route('/', workList)
  .get('/points', inTurn, granted('places'), validated('query', incidentPointsQuery), async (c) => {
    const bytes = await readPoints(c.get('sql'), c.req.valid('query'), clockOf(c));
    return c.body(bytes, 200, { 'Content-Type': pointsMediaType, 'Content-Length': String(bytes.length) });
  })
  .get('/cells', granted('places'), validated('query', incidentCellsQuery), async (c) => {
    const { resolution, ...filter } = c.req.valid('query');
    return c.json(toCells(await listPositions(c.get('sql'), filter, clockOf(c)), resolution));
  })
  .get('/histogram', granted('places'), validated('query', incidentHistogramQuery), async (c) => {
    const filter = c.req.valid('query');
    const clock = clockOf(c);
    const days = histogramDays(filter.from, filter.to, dayOf(clock.now, clock.time_zone));
    const rows = await countByDay(c.get('sql'), { ...filter, from: days.from, to: days.to }, clock);
    return c.json(fillDays(days, rows));
  })
  .route('/', incidentWhistles)
  .route('/', incidentReports)
  .route('/', incidentEvents);

function clockOf(c: Context<ApiEnv>): IncidentClock {
  return { now: c.get('now'), time_zone: c.get('config').timeZone };
}
