import type { Database } from '../../../server/db/open.ts';
import type { Point, Polygon, Ring } from './geometry.ts';
import type { PlannedArea, PlannedBuilding, PlannedCompound, PlannedRoad, TownPlan } from './model.ts';
import { toEarth } from './projection.ts';

/** Rows a statement: small enough to show progress, large enough that the statement's own cost is nothing. */
const BATCH = 1000;

type Cell = string | number | null;
/** A table's columns with their SQL types, beside source, source_id and the geometry that all have. */
interface Load {
  table: string;
  geometry: (row: number) => string;
  columns: Record<string, { type: 'text' | 'int' | 'float8' | 'boolean'; values: Cell[] }>;
  /** SQL expression over the column names of the unnested rows, where a value is looked up. */
  looked?: Record<string, string>;
  count: number;
}

const lonLat = (point: Point): string => toEarth(point).join(' ');
const ringText = (ring: Ring): string => `(${[...ring, ring[0]!].map(lonLat).join(',')})`;
const polygonText = (polygon: Polygon): string => `(${polygon.map(ringText).join(',')})`;
const multiPolygon = (polygons: readonly Polygon[]): string => `MULTIPOLYGON(${polygons.map(polygonText).join(',')})`;
const multiLine = (line: readonly Point[]): string => `MULTILINESTRING((${line.map(lonLat).join(',')}))`;

/** Writes the plan: areas first, so that every later row finds its grid. `onProgress` is told rows, not tables. */
export async function insertTown(
  sql: Database,
  plan: TownPlan,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const loads = [
    areas(plan.areas),
    land(plan),
    waterways(plan),
    roads(plan.roads),
    places(plan),
    compounds(plan.compounds),
    buildings(plan.buildings),
  ];
  const total = loads.reduce((sum, load) => sum + load.count, 0);
  let done = 0;
  for (const load of loads) {
    for (let from = 0; from < load.count; from += BATCH) {
      const to = Math.min(load.count, from + BATCH);
      await insertBatch(sql, load, from, to);
      done += to - from;
      onProgress(done, total);
    }
  }
}

async function insertBatch(sql: Database, load: Load, from: number, to: number): Promise<void> {
  const own = Object.entries(load.columns);
  const looked = Object.entries(load.looked ?? {});
  const names = [...own.map(([name]) => name), 'wkt', 'source_id'];
  // The client cannot send an array of booleans; it sends 0 and 1.
  const types = [...own.map(([, { type }]) => (type === 'boolean' ? 'int' : type)), 'text', 'text'];
  const geometry = Array.from({ length: to - from }, (_, index) => load.geometry(from + index));
  const ids = geometry.map((_, index) => `${load.table}/${from + index}`);
  const values = [...own.map(([, column]) => column.values.slice(from, to)), geometry, ids];
  const targets = own.map(([name]) => name).filter((name) => !name.startsWith('_'));
  const chosen = targets.map((name) => (load.columns[name]!.type === 'boolean' ? `${name} = 1` : name));
  const statement = `insert into ${load.table} (${[...targets, ...looked.map(([name]) => name), 'geometry', 'source', 'source_id'].join(', ')})
    select ${[...chosen, ...looked.map(([, expression]) => expression)].join(', ')}, ST_GeomFromText(wkt, 4326), 'demo', source_id
    from unnest(${types.map((type, index) => `$${index + 1}::${type}[]`).join(', ')}) as t (${names.join(', ')})`;
  await sql.unsafe(statement, values);
}

const text = (values: Cell[]) => ({ type: 'text' as const, values });
const int = (values: Cell[]) => ({ type: 'int' as const, values });
const float = (values: Cell[]) => ({ type: 'float8' as const, values });
const flag = (values: boolean[]) => ({ type: 'boolean' as const, values: values.map(Number) });

function areas(rows: readonly PlannedArea[]): Load {
  const columns = {
    area_code: text(rows.map((row) => row.area_code)),
    level: text(rows.map((row) => row.level)),
    name: text(rows.map((row) => row.name)),
  };
  return { table: 'area', columns, geometry: (row) => multiPolygon(rows[row]!.polygons), count: rows.length };
}

function land({ land: rows }: TownPlan): Load {
  const columns = { kind: text(rows.map((row) => row.kind)), name: text(rows.map((row) => row.name)) };
  return { table: 'land', columns, geometry: (row) => multiPolygon([rows[row]!.polygon]), count: rows.length };
}

function waterways({ waterways: rows }: TownPlan): Load {
  const columns = { kind: text(rows.map((row) => row.kind)), name: text(rows.map((row) => row.name)) };
  return { table: 'waterway', columns, geometry: (row) => multiLine(rows[row]!.line), count: rows.length };
}

function roads(rows: readonly PlannedRoad[]): Load {
  const columns = {
    kind: text(rows.map((row) => row.kind)),
    name: text(rows.map((row) => row.name)),
    oneway: flag(rows.map((row) => row.oneway)),
    foot: flag(rows.map((row) => row.foot)),
    bicycle: flag(rows.map((row) => row.bicycle)),
    motor: flag(rows.map((row) => row.motor)),
    bridge: flag(rows.map((row) => row.bridge)),
    tunnel: flag(rows.map((row) => row.tunnel)),
    lanes: int(rows.map((row) => row.lanes)),
    width_m: float(rows.map((row) => row.width_m)),
  };
  return { table: 'road', columns, geometry: (row) => multiLine(rows[row]!.line), count: rows.length };
}

function places({ places: rows }: TownPlan): Load {
  const columns = { kind: text(rows.map((row) => row.kind)), name: text(rows.map((row) => row.name)) };
  return { table: 'place', columns, geometry: (row) => `POINT(${lonLat(rows[row]!.point)})`, count: rows.length };
}

function compounds(rows: readonly PlannedCompound[]): Load {
  const columns = {
    kind: text(rows.map((row) => row.kind)),
    name: text(rows.map((row) => row.name)),
    address: text(rows.map((row) => row.address)),
    property_company: text(rows.map((row) => row.property_company)),
    owners_committee: flag(rows.map((row) => row.owners_committee)),
  };
  return { table: 'compound', columns, geometry: (row) => multiPolygon([rows[row]!.polygon]), count: rows.length };
}

function buildings(rows: readonly PlannedBuilding[]): Load {
  const columns = {
    kind: text(rows.map((row) => row.kind)),
    name: text(rows.map((row) => row.name)),
    address: text(rows.map((row) => row.address)),
    floor_count: int(rows.map((row) => row.floor_count)),
    basement_count: int(rows.map((row) => row.basement_count)),
    height_m: float(rows.map((row) => row.height_m)),
    built_year: int(rows.map((row) => row.built_year)),
    _compound: text(rows.map((row) => (row.compound === null ? null : `compound/${row.compound}`))),
  };
  const looked = {
    compound_id: `(select c.id from compound c where c.source = 'demo' and c.source_id = _compound)`,
  };
  return {
    table: 'building',
    columns,
    looked,
    geometry: (row) => multiPolygon([rows[row]!.polygon]),
    count: rows.length,
  };
}
