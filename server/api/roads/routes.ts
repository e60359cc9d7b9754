import { Hono } from 'hono';
import { AppError, type Sentence } from '../../errors.ts';
import { roadGraph, routerOf, snapperOf } from '../../roads/loader.ts';
import { reach } from '../../roads/reach.ts';
import { reportOf } from '../../roads/report.ts';
import type { RoadGraph, Snap } from '../../roads/road-graph.ts';
import { type ApiEnv, validated } from '../context.ts';
import { granted } from '../granted.ts';
import type { TravelMode } from '../patrol-plans/schema.ts';
import type { LonLat } from '../wire.ts';
import { componentsQuery, pathQuery, reachQuery } from './queries.ts';
import { type RoadNetwork, type RoadReach, type RoadWay, streetLimit_m } from './schema.ts';
import { areaAt } from './sql.ts';

const COMPONENTS = 20;

/** The streets as a graph: what can be reached, the fastest way, how they hang together. */
export const roads = new Hono<ApiEnv>()
  .get('/reach', granted('map'), validated('query', reachQuery), async (c) => {
    const { at, minutes, mode } = c.req.valid('query');
    const sql = c.get('sql');
    const graph = await roadGraph(sql, await areaAt(sql, at));
    const from = snapped(graph, at, mode, 'at');
    const { polygon, street_m, streets } = reach(graph, mode, from, minutes * 60);
    const answer: RoadReach = {
      mode,
      minutes,
      from: from.at,
      polygon,
      street_m: Math.round(street_m),
      streets: { type: 'MultiLineString', coordinates: streets.map(rounded) },
    };
    return c.json(answer);
  })
  .get('/path', granted('map'), validated('query', pathQuery), async (c) => {
    const { from, to, mode } = c.req.valid('query');
    const sql = c.get('sql');
    const graph = await roadGraph(sql, await areaAt(sql, from));
    const [start, end] = [snapped(graph, from, mode, 'from'), snapped(graph, to, mode, 'to')];
    const way = (await routerOf(graph, mode)).path(start, end);
    if (!way) throw noWay(mode);
    const { length_m, time_s, line } = way;
    const answer: RoadWay = { mode, length_m: Math.round(length_m), time_s: Math.round(time_s), line: rounded(line) };
    return c.json(answer);
  })
  .get('/components', granted('map'), validated('query', componentsQuery), async (c) => {
    const { mode, area_code } = c.req.valid('query');
    const graph = await roadGraph(c.get('sql'), area_code);
    const answer: RoadNetwork = { mode, ...(await reportOf(graph, mode, COMPONENTS)) };
    return c.json(answer);
  });

const byMode: Record<TravelMode, Sentence> = {
  foot: { 'zh-CN': '步行', en: 'on foot' },
  bicycle: { 'zh-CN': '骑行', en: 'by bicycle' },
  car: { 'zh-CN': '驾车', en: 'by car' },
};

/** The street at a place. @throws AppError 404 where there is none near enough. */
function snapped(graph: RoadGraph, at: LonLat, mode: TravelMode, field: string): Snap {
  const snap = snapperOf(graph).snap(at, mode, streetLimit_m);
  if (snap) return snap;
  const words = byMode[mode];
  throw new AppError(
    'not_found',
    {
      'zh-CN': `该地点${streetLimit_m}米内没有可以${words['zh-CN']}的道路。`,
      en: `There is no street within ${streetLimit_m} m of that place that can be used ${words.en}.`,
    },
    { field },
  );
}

function noWay(mode: TravelMode): AppError {
  const words = byMode[mode];
  return new AppError(
    'not_found',
    { 'zh-CN': `无法${words['zh-CN']}到达该地点。`, en: `No way leads there ${words.en}.` },
    { field: 'to' },
  );
}

/** Degrees to 1e-6, 10 cm. */
function rounded(line: readonly LonLat[]): LonLat[] {
  return line.map(([lon, lat]) => [Math.round(lon * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6]);
}
