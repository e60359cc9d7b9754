import { type TravelMode, travelModes } from '../api/patrol-plans/schema.ts';
import type { Database } from '../db/open.ts';
import { AppError } from '../errors.ts';
import type { Paths } from '../tiles/geometry/paths.ts';
import { readWkb } from '../tiles/geometry/wkb.ts';
import { buildSteps } from './build.ts';
import { buildHierarchy } from './hierarchy.ts';
import type { RoadGraph, RoadRow, Wall } from './road-graph.ts';
import { Router } from './router.ts';
import { inSlices } from './slices.ts';
import { Snapper, segmentSteps } from './snap.ts';

/** Rows fetched at a time: others get their turn in between. */
const PAGE = 1500;
/** How many roads make a graph. */
export interface RoadLimits {
  /** Roads up to which the whole deployment is one graph. */
  whole: number;
  /** Most roads of one graph. */
  most: number;
}

/**
 * A graph takes some 0.6 kB of memory a road, and 1.9 kB with its three routers; 1.1 kB while it is made. So where it is all roads it takes at
 * most 230 MB, and one of a district at most 760 MB.
 */
const usualLimits: RoadLimits = { whole: 120_000, most: 400_000 };
/** How far a district's graph reaches over its border, degrees: some 2 km, so that ways may lead around. */
const MARGIN = 0.02;
/** Graphs that are kept: districts that are planned at the same time. Three at the limit would be 2.3 GB. */
const KEPT = 3;

interface Kept {
  version: string;
  graph: Promise<RoadGraph>;
}

/** By scope, the least recently used first. One for the process. */
const kept = new Map<string, Kept>();

/**
 * The streets of the deployment as a graph, kept until a road or compound changes; read in the caller's transaction and built in slices
 * between which the server answers others. In a deployment of very many roads only those of the district of `areaCode` and 2 km around it.
 * @throws AppError `bad_input` where there are too many roads to take them all and no area is named, `too_large` where the area has too many.
 */
export async function roadGraph(sql: Database, areaCode?: string, limits = usualLimits): Promise<RoadGraph> {
  const version = await readVersion(sql);
  const scope = (await hasMany(sql, version, limits.whole)) ? await districtOf(sql, areaCode) : '';
  const known = kept.get(scope);
  kept.delete(scope);
  const entry = known?.version === version ? known : { version, graph: load(sql, scope, limits.most) };
  kept.set(scope, entry);
  for (const oldest of [...kept.keys()].slice(0, -KEPT)) kept.delete(oldest);
  try {
    return await entry.graph;
  } catch (error) {
    if (kept.get(scope) === entry) kept.delete(scope);
    // Another request's reading failed, or was given up: this one reads for itself.
    if (entry === known) return roadGraph(sql, areaCode, limits);
    throw error;
  }
}

const snappers = new WeakMap<RoadGraph, Snapper>();
const routers = new WeakMap<RoadGraph, Map<TravelMode, Promise<Router>>>();

/** The graph's snapper: it comes with a graph that was loaded, and is made once of any other. */
export function snapperOf(graph: RoadGraph): Snapper {
  const snapper = snappers.get(graph) ?? new Snapper(graph);
  snappers.set(graph, snapper);
  return snapper;
}

/** The graph's router of a mode, made once, in slices between which the server answers others. */
export function routerOf(graph: RoadGraph, mode: TravelMode): Promise<Router> {
  const made = routers.get(graph) ?? new Map<TravelMode, Promise<Router>>();
  routers.set(graph, made);
  const router = made.get(mode) ?? makeRouter(graph, mode);
  made.set(mode, router);
  return router;
}

async function makeRouter(graph: RoadGraph, mode: TravelMode): Promise<Router> {
  const arc_s = graph.arc_s[travelModes.indexOf(mode)]!;
  return new Router(graph, mode, await inSlices(buildHierarchy(graph, arc_s)));
}

/**
 * The state of roads and compounds as one text. Ids stand in it because a sequence does not go back: versions do, when a transaction is
 * undone.
 */
async function readVersion(sql: Database): Promise<string> {
  const [row] = await sql<[{ version: string }]>`
    select (select coalesce(string_agg(layer || version, ' ' order by layer), '') from tile_layer_version
        where layer in ('road', 'compound'))
      || ' ' || (select coalesce(max(id), 0) from road) || ' ' || (select coalesce(max(id), 0) from compound) as version`;
  return row.version;
}

/** Whether there were more roads than so many, in which state; counting them is not for every request. */
let counted = { state: '', many: false };

async function hasMany(sql: Database, version: string, whole: number): Promise<boolean> {
  const state = `${version} ${whole}`;
  if (counted.state === state) return counted.many;
  const [{ many }] = await sql<[{ many: boolean }]>`select exists (select from road offset ${whole}::int) as many`;
  counted = { state, many };
  return many;
}

/** Code of the district that an area lies in. */
async function districtOf(sql: Database, areaCode: string | undefined): Promise<string> {
  const [row] = await sql<{ area_code: string }[]>`
    select area_code from area where starts_with(${areaCode ?? ''}, area_code) and length(area_code) <= 6
    order by length(area_code) desc limit 1`;
  if (row) return row.area_code;
  throw new AppError(
    'bad_input',
    { 'zh-CN': '道路数量很大，请指定区域。', en: 'There are too many roads to take them all: name an area.' },
    { field: 'area_code' },
  );
}

async function load(sql: Database, scope: string, most: number): Promise<RoadGraph> {
  const rows: RoadRow[] = [];
  for (let after = 0; ; ) {
    const page = await readRoads(sql, scope, after);
    for (const { wkb, ...road } of page) rows.push({ ...road, lines: linesOf(wkb) });
    if (rows.length > most) throw tooLarge(most);
    if (page.length < PAGE) break;
    after = page[page.length - 1]!.id;
  }
  const graph = await inSlices(buildSteps(rows, await readWalls(sql, scope)));
  snappers.set(graph, new Snapper(graph, await inSlices(segmentSteps(graph))));
  return graph;
}

type StoredRoad = Omit<RoadRow, 'lines'> & { wkb: Uint8Array };

function readRoads(sql: Database, scope: string, after: number): Promise<StoredRoad[]> {
  return sql<StoredRoad[]>`
    select id, kind, name, oneway, foot, bicycle, motor, ST_AsBinary(geometry) as wkb from road
    where id > ${after} ${around(sql, scope)} order by id limit ${PAGE}`;
}

async function readWalls(sql: Database, scope: string): Promise<Wall[]> {
  const rows = await sql<{ id: number; name: string; wkb: Uint8Array }[]>`
    select id, name, ST_AsBinary(geometry) as wkb from compound
    where kind = 'walled' ${around(sql, scope)} order by id`;
  return rows.map(({ id, name, wkb }) => ({ compound_id: id, name, polygons: polygonsOf(wkb) }));
}

/** Within the district and some way around it; everywhere where no district is meant. */
function around(sql: Database, scope: string) {
  if (scope === '') return sql``;
  return sql`and geometry && (select ST_Expand(geometry, ${MARGIN}) from area where area_code = ${scope})`;
}

function linesOf(wkb: Uint8Array): [number, number][][] {
  const { paths } = readWkb(wkb);
  return Array.from({ length: paths.count }, (_, path) => placesOf(paths, path));
}

function polygonsOf(wkb: Uint8Array): [number, number][][][] {
  const { paths, polygonEnds } = readWkb(wkb);
  return polygonEnds.map((end, polygon) => {
    const begin = polygon === 0 ? 0 : polygonEnds[polygon - 1]!;
    return Array.from({ length: end - begin }, (_, ring) => placesOf(paths, begin + ring));
  });
}

function placesOf(paths: Paths, path: number): [number, number][] {
  const places: [number, number][] = [];
  for (let at = paths.start(path); at < paths.ends[path]!; at += 2) {
    places.push([paths.coordinates[at]!, paths.coordinates[at + 1]!]);
  }
  return places;
}

function tooLarge(most: number): AppError {
  return new AppError('too_large', {
    'zh-CN': `该区域道路超过${most}条，请选择更小的区域。`,
    en: `This area has more than ${most} roads: choose a smaller one.`,
  });
}
