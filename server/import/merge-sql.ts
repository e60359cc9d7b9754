import type { TableCounts } from '../api/imports/schema.ts';
import type { Database } from '../db/open.ts';
import { openStatusesSql } from '../loop/moves.ts';
import { isKept, type Layer } from './layers.ts';
import { leanedOn } from './leaning-sql.ts';
import { stage } from './load-sql.ts';

/** Where rows go and whose they are. */
export interface Target {
  layer: Layer;
  source: string;
  /** Columns that the file has. */
  provided: string[];
  /** Number of the batch; null: none. */
  batch: number | null;
}

/** Takes the inner point of polygons in a point layer, then says of each row whether it is new, changed or the same. */
export async function compareRows(sql: Database, { layer, source, provided }: Target): Promise<TableCounts> {
  const table = stage(layer);
  if (layer.dimension === 0)
    await sql.unsafe(`update ${table} set geometry = ST_PointOnSurface(geometry) where ST_Dimension(geometry) > 0`);
  const pairs = [...provided, 'geometry'].map((name) => `t.${name} is distinct from s.${name}`).join(' or ');
  await sql.unsafe(
    `update ${table} s set import_id = t.id, import_state = case when ${pairs} then 'changed' else 'same' end
     from (select ${layer.table === 'area' ? '0 as id' : 'id'}, source_id, ${[...provided, 'geometry'].join(', ')}
           from ${layer.table} where source = $1) t
     where t.source_id = s.source_id`,
    [source],
  );
  const [counts] = await sql.unsafe<TableCounts[]>(
    `select count(*) filter (where import_state is null)::int as new, count(*) filter (where import_state = 'changed')::int as changed,
       count(*) filter (where import_state = 'same')::int as same from ${table}`,
  );
  return counts!;
}

/** Whether the table has rows of the source. */
export async function knowsSource(sql: Database, layer: Layer, source: string): Promise<boolean> {
  const found = await sql.unsafe(`select from ${layer.table} where source = $1 limit 1`, [source]);
  return found.count > 0;
}

/** The table that the grids of a layer's waiting rows stand in: several layers wait at the same time. */
const assignedTo = (layer: Layer) => `import_grid_${layer.table}`;

/** Makes the empty table that `assignAreas` fills. */
export async function createAssigned(sql: Database, layer: Layer): Promise<void> {
  await dropAssigned(sql, layer);
  await sql.unsafe(`create temp table ${assignedTo(layer)} (import_number int, area_code text collate "C")`);
}

/**
 * Finds the grids of waiting rows in one join, which takes a fraction of what the table's trigger needs row by row: of those after a
 * number, and of those with the numbers of `again`, which were found before.
 */
export async function assignAreas(sql: Database, layer: Layer, after: number, again: number[]): Promise<void> {
  await sql.unsafe('drop table if exists pg_temp.import_point');
  if (again.length > 0)
    await sql.unsafe(`delete from ${assignedTo(layer)} where import_number = any ('{${again.join()}}')`);
  // The same point as in the database's assign_area_code().
  await sql.unsafe(
    `create temp table import_point as select import_number, case ST_Dimension(geometry) when 0 then geometry
       when 1 then ST_LineInterpolatePoint(ST_GeometryN(geometry, 1), 0.5) else ST_PointOnSurface(geometry) end as point
     from ${stage(layer)}
     where import_state is distinct from 'same' and (import_number > ${after} or import_number = any ('{${again.join()}}'))`,
  );
  await sql.unsafe('create index import_point_place on import_point using gist (point)');
  // Not of the points themselves; see gatherStatistics.
  await sql.unsafe('analyze import_point (import_number)');
  await sql.unsafe(
    `insert into ${assignedTo(layer)} select p.import_number, min(a.area_code)
     from area a join import_point p on ST_Covers(a.geometry, p.point)
     where a.level = (select level from area_level order by position desc limit 1) group by p.import_number`,
  );
  await sql.unsafe('drop table import_point');
}

/** Lets go of what `assignAreas` found. */
export async function dropAssigned(sql: Database, layer: Layer): Promise<void> {
  await sql.unsafe(`drop table if exists pg_temp.${assignedTo(layer)}`);
}

/**
 * Writes the new rows, in the file's order (areas by code, so that parents come first).
 * @param assigned `assignAreas` has found their grids.
 */
export async function insertNew(sql: Database, { layer, source, batch }: Target, assigned: boolean): Promise<void> {
  const names = layer.columns.map(({ name }) => name).join(', ');
  const marks = isKept(layer.table) ? '' : ', batch_id';
  await sql.unsafe(
    `insert into ${layer.table} (${names}, geometry, source, source_id${assigned ? ', area_code' : ''}${marks})
     select ${names}, geometry, $1, source_id${assigned ? ', found.area_code' : ''}${marks && ', $2::int'} from ${stage(layer)} s
     ${assigned ? `left join ${assignedTo(layer)} found on found.import_number = s.import_number` : ''}
     where import_state is null order by ${layer.table === 'area' ? 'area_code' : 's.import_number'}`,
    marks ? [source, batch] : [source],
  );
}

/** Writes the changed rows; columns that the file does not have keep their values. `assigned` as in `insertNew`. */
export async function updateChanged(
  sql: Database,
  { layer, source, provided, batch }: Target,
  assigned: boolean,
): Promise<void> {
  const pairs = [...provided, 'geometry'].map((name) => `${name} = s.${name}`);
  if (assigned) pairs.push('area_code = found.area_code');
  if (layer.table === 'incident' && provided.includes('status') && !provided.includes('closed_at')) {
    // What is open again is not over, whatever an earlier file said.
    pairs.push(`closed_at = case when s.status in ${openStatusesSql} then null else t.closed_at end`);
  }
  const kept = isKept(layer.table);
  if (!kept) pairs.push('batch_id = $2::int');
  if (!kept && batch !== null) {
    await sql.unsafe(
      `insert into import_before (batch_id, table_name, row_id, deleted, before)
       select $2::int, '${layer.table}', t.id, false, ${beforeImage} from ${layer.table} t join ${stage(layer)} s on s.source_id = t.source_id
       where s.import_state = 'changed' and t.source = $1`,
      [source, batch],
    );
  }
  await sql.unsafe(
    `update ${layer.table} t set ${pairs.join(', ')}, updated_at = now() from ${stage(layer)} s
     ${assigned ? `left join ${assignedTo(layer)} found on found.import_number = s.import_number` : ''}
     where s.import_state = 'changed' and t.source = $1 and t.source_id = s.source_id`,
    kept ? [source] : [source, batch],
  );
}

/** A whole row, its shape to the last digit, as jsonb_populate_record() makes it again. */
const beforeImage = `to_jsonb(t) || jsonb_build_object('geometry', encode(ST_AsEWKB(t.geometry), 'hex'))`;

/** Deletes rows of the source that are not in the file and that nothing leans on; tells how many. */
export async function deleteAbsent(sql: Database, { layer, source, batch }: Target): Promise<number> {
  const leaning = await leanedOn(sql, layer.table, 't.id');
  const gone = `t.source = $1 and not exists (select from ${stage(layer)} s where s.source_id = t.source_id) and not ${leaning}`;
  if (!isKept(layer.table) && batch !== null) {
    await sql.unsafe(
      `insert into import_before (batch_id, table_name, row_id, deleted, before)
       select $2::int, '${layer.table}', t.id, true, ${beforeImage} from ${layer.table} t where ${gone}`,
      [source, batch],
    );
  }
  const deleted = await sql.unsafe(`delete from ${layer.table} t where ${gone}`, [source]);
  return deleted.count;
}

/** How many rows `deleteAbsent` would delete. */
export async function countDeletable(sql: Database, { layer, source }: Target): Promise<number> {
  const leaning = await leanedOn(sql, layer.table, 't.id');
  const [found] = await sql.unsafe<[{ rows: number }]>(
    `select count(*)::int as rows from ${layer.table} t
     where t.source = $1 and not exists (select from ${stage(layer)} s where s.source_id = t.source_id) and not ${leaning}`,
    [source],
  );
  return found.rows;
}

/** Of this source, how many rows are in the database and not in the file. */
export async function countAbsent(sql: Database, { layer, source }: Target): Promise<number> {
  const [counts] = await sql.unsafe<[{ absent: number }]>(
    `select count(*)::int as absent from ${layer.table} t
     where t.source = $1 and not exists (select from ${stage(layer)} s where s.source_id = t.source_id)`,
    [source],
  );
  return counts.absent;
}

/** Of the rows in the file, how many lie in no grid: those that were written, or, `before` that, those that would be. */
export async function countOutside(sql: Database, { layer, source }: Target, before: boolean): Promise<number> {
  const [counts] = await sql.unsafe<[{ outside: number }]>(
    before
      ? `select count(*)::int as outside from ${stage(layer)} s
           left join ${assignedTo(layer)} found on found.import_number = s.import_number
           left join ${layer.table} t on t.source = $1 and t.source_id = s.source_id
         where case when s.import_state = 'same' then t.area_code is null else found.area_code is null end`
      : `select count(*)::int as outside from ${layer.table} t join ${stage(layer)} s on s.source_id = t.source_id
         where t.source = $1 and t.area_code is null`,
    [source],
  );
  return counts.outside;
}
