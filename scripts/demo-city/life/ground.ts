import type { Database } from '../../../server/db/open.ts';
import { type Degrees, Frame, insideRing, longSide, type Metres, ringArea, ringCentre } from './frame.ts';

export interface Area {
  area_code: string;
  level: string;
  name: string;
  centre: Metres;
  /** Closed outer rings and holes alike. */
  rings: Metres[][];
}
export interface Compound {
  id: number;
  area_code: string | null;
  name: string;
  property_company: string | null;
  confirmed_on: string | null;
  ring: Metres[];
  centre: Metres;
  area_m2: number;
}
export interface Building {
  id: number;
  area_code: string | null;
  compound_id: number | null;
  kind: string;
  name: string | null;
  address: string | null;
  floor_count: number | null;
  built_year: number | null;
  confirmed_on: string | null;
  ring: Metres[];
  /** A point inside the footprint. */
  inner: Metres;
  footprint_m2: number;
  length_m: number;
  /** Direction of the long side in radians, 0 is east. */
  angle: number;
}
export interface Road {
  id: number;
  kind: string;
  name: string | null;
  line: Metres[];
}
interface Land {
  kind: string;
  name: string | null;
  ring: Metres[];
  centre: Metres;
  area_m2: number;
}
export interface Place {
  kind: string;
  name: string;
  at: Metres;
}

/** Everything that stands before life comes: read once, in metres of one frame, in the order of the ids. */
export interface Ground {
  frame: Frame;
  areas: Area[];
  compounds: Compound[];
  buildings: Building[];
  roads: Road[];
  lands: Land[];
  waters: Metres[][];
  places: Place[];
  /** True inside the top area. */
  inCity(point: Metres): boolean;
  /** True inside the top area and up to about 40 m outside: on the streets that it ends at. */
  nearCity(point: Metres): boolean;
}

/** Reads areas, compounds, buildings, roads, land, water and places, whoever made them. */
export async function readGround(sql: Database): Promise<Ground> {
  const frame = new Frame(await cityCentre(sql));
  const areas = await readAreas(sql, frame);
  const top = areas.filter((area) => area.level === areas[0]?.level).flatMap((area) => area.rings);
  return {
    frame,
    areas,
    compounds: await readCompounds(sql, frame),
    buildings: await readBuildings(sql, frame),
    roads: await readRoads(sql, frame),
    lands: await readLands(sql, frame),
    waters: await readWaters(sql, frame),
    places: await readPlaces(sql, frame),
    // Half a metre of room: a point on the very edge may fall outside once its degrees are rounded.
    inCity: ([x, y]) => corners.every(([dx, dy]) => insideAny(top, [x + dx, y + dy])),
    nearCity: ([x, y]) => corners.some(([dx, dy]) => insideAny(top, [x + dx * 60, y + dy * 60])),
  };
}

const corners: readonly Metres[] = [
  [-0.5, -0.5],
  [0.5, -0.5],
  [0.5, 0.5],
  [-0.5, 0.5],
];

function insideAny(rings: readonly Metres[][], point: Metres): boolean {
  return rings.filter((ring) => insideRing(ring, point)).length % 2 === 1;
}

/** Middle of the areas, else of the buildings; 0, 0 in an empty database. */
async function cityCentre(sql: Database): Promise<Degrees> {
  const [row] = await sql<{ lon: number | null; lat: number | null }[]>`
    with box as (select coalesce((select ST_Extent(geometry) from area), (select ST_Extent(geometry) from building)) as b)
    select ((ST_XMin(b) + ST_XMax(b)) / 2)::float8 as lon, ((ST_YMin(b) + ST_YMax(b)) / 2)::float8 as lat from box`;
  return [row?.lon ?? 0, row?.lat ?? 0];
}

function ringsOf(text: string, frame: Frame): Metres[][][] {
  const { coordinates } = JSON.parse(text) as { coordinates: number[][][][] };
  return coordinates.map((polygon) => polygon.map((ring) => ring.map((point) => frame.toMetres(point))));
}

function largestRing(text: string, frame: Frame): Metres[] {
  const outers = ringsOf(text, frame).map((polygon) => polygon[0]!);
  return outers.reduce((best, ring) => (Math.abs(ringArea(ring)) > Math.abs(ringArea(best)) ? ring : best));
}

async function readAreas(sql: Database, frame: Frame): Promise<Area[]> {
  const rows = await sql<{ area_code: string; level: string; name: string; shape: string; at: string }[]>`
    select a.area_code, a.level, a.name, ST_AsGeoJSON(a.geometry, 9) as shape, ST_AsGeoJSON(a.label_point, 7) as at
    from area a join area_level l on l.level = a.level order by l.position, a.area_code`;
  return rows.map(({ shape, at, ...row }) => ({
    ...row,
    rings: ringsOf(shape, frame).flat(),
    centre: frame.toMetres((JSON.parse(at) as { coordinates: number[] }).coordinates),
  }));
}

async function readCompounds(sql: Database, frame: Frame): Promise<Compound[]> {
  const rows = await sql<(Omit<Compound, 'ring' | 'centre' | 'area_m2'> & { shape: string })[]>`
    select id, area_code, name, property_company, confirmed_on::text, ST_AsGeoJSON(geometry, 7) as shape
    from compound order by id`;
  return rows.map(({ shape, ...row }) => ({ ...row, ...polygonOf(largestRing(shape, frame)) }));
}

function polygonOf(ring: Metres[]) {
  return { ring, centre: ringCentre(ring), area_m2: Math.abs(ringArea(ring)) };
}

/** Reads buildings alone, for a city that has no areas yet. */
export async function readBuildings(sql: Database, frame: Frame): Promise<Building[]> {
  const rows = await sql<(Omit<Building, 'ring' | 'inner'> & { shape: string; lon: number; lat: number })[]>`
    select id, area_code, compound_id, kind, name, address, floor_count, built_year, confirmed_on::text,
      ST_AsGeoJSON(geometry, 7) as shape, ST_X(inside)::float8 as lon, ST_Y(inside)::float8 as lat
    from building, lateral (select ST_PointOnSurface(geometry) as inside) i order by id`;
  return rows.map(({ shape, lon, lat, ...row }) => {
    const ring = largestRing(shape, frame);
    return {
      ...row,
      ring,
      inner: frame.toMetres([lon, lat]),
      footprint_m2: Math.abs(ringArea(ring)),
      ...longSide(ring),
    };
  });
}

/** Reads roads alone; a row of several lines becomes several roads of one id. */
export async function readRoads(sql: Database, frame: Frame): Promise<Road[]> {
  const rows = await sql<{ id: number; kind: string; name: string | null; shape: string }[]>`
    select id, kind, name, ST_AsGeoJSON(geometry, 7) as shape from road order by id`;
  return rows.flatMap(({ shape, ...row }) => linesOf(shape, frame).map((line) => ({ ...row, line })));
}

function linesOf(text: string, frame: Frame): Metres[][] {
  const { coordinates } = JSON.parse(text) as { coordinates: number[][][] };
  return coordinates.filter((line) => line.length > 1).map((line) => line.map((point) => frame.toMetres(point)));
}

async function readLands(sql: Database, frame: Frame): Promise<Land[]> {
  const rows = await sql<{ kind: string; name: string | null; shape: string }[]>`
    select kind, name, ST_AsGeoJSON(geometry, 7) as shape from land order by id`;
  return rows.map(({ shape, ...row }) => ({ ...row, ...polygonOf(largestRing(shape, frame)) }));
}

/** Lines of rivers and canals in metres; ditches and pipes are left out. */
export async function readWaters(sql: Database, frame: Frame): Promise<Metres[][]> {
  const rows = await sql<{ shape: string }[]>`
    select ST_AsGeoJSON(geometry, 7) as shape from waterway where kind in ('river', 'canal') order by id`;
  return rows.flatMap(({ shape }) => linesOf(shape, frame));
}

/** Named points in metres. */
export async function readPlaces(sql: Database, frame: Frame): Promise<Place[]> {
  const rows = await sql<{ kind: string; name: string; lon: number; lat: number }[]>`
    select kind, name, ST_X(geometry)::float8 as lon, ST_Y(geometry)::float8 as lat from place order by id`;
  return rows.map(({ lon, lat, ...row }) => ({ ...row, at: frame.toMetres([lon, lat]) }));
}
