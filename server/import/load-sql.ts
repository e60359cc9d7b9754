import type { Bounds } from '../api/wire.ts';
import type { Database } from '../db/open.ts';
import type { Layer } from './layers.ts';
import type { Reject } from './types.ts';

/** A batch of rows as columns of text; all lists have the same length. */
export interface StagedBatch {
  /** How many rows came before it. */
  after: number;
  rows: string[];
  sourceIds: string[];
  geometries: string[];
  /** One list a column of the layer, in its order. */
  values: (string | null)[][];
}

/** The table that a layer's rows wait in. */
export const stage = (layer: Layer) => `import_${layer.table}`;

/** Makes the empty table that a layer's rows wait in; it is seen by this session only. */
export async function createStage(sql: Database, layer: Layer): Promise<void> {
  const columns = layer.columns.map(({ name, sqlType }) => `${name} ${sqlType}`).join(', ');
  await dropStage(sql, layer);
  await sql.unsafe(`create temp table ${stage(layer)} (import_number int, import_row text, import_id int, import_state text,
    source_id text, ${columns}, geometry geometry)`);
}

/** Lets go of the waiting rows. */
export async function dropStage(sql: Database, layer: Layer): Promise<void> {
  await sql.unsafe(`drop table if exists pg_temp.${stage(layer)}`);
}

/** Adds a batch; broken shapes are mended, and what has nothing of the layer's dimension left becomes empty. */
export async function stageBatch(sql: Database, layer: Layer, batch: StagedBatch): Promise<void> {
  const names = layer.columns.map(({ name }) => name);
  const casts = layer.columns.map(({ name, sqlType, fallback }) =>
    fallback === undefined ? `given.${name}::${sqlType}` : `coalesce(given.${name}, '${fallback}')::${sqlType}`,
  );
  const parameters = ['row', 'source_id', 'shape', ...names];
  await sql.unsafe(
    `insert into ${stage(layer)} (import_number, import_row, source_id, ${names.join(', ')}, geometry)
     select $1::int + given.number::int, given.row, given.source_id, ${casts.join(', ')}, ${mended(layer)}
     from unnest(${parameters.map((_name, at) => `$${at + 2}::text[]`).join(', ')}) with ordinality as given (${parameters.join(', ')}, number),
       lateral (select given.shape::geometry as shape offset 0) parsed`,
    [batch.after, ...[batch.rows, batch.sourceIds, batch.geometries, ...batch.values].map(arrayText)] as never[],
  );
}

/** A list as PostgreSQL writes an array: the driver would look through each value twice. */
function arrayText(values: readonly (string | null)[]): string {
  const written = values.map((value) => {
    if (value === null) return 'NULL';
    return /^[\w./-]+$/.test(value) && value.toUpperCase() !== 'NULL' ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
  });
  return `{${written.join(',')}}`;
}

/** A point layer keeps polygons until pieces are joined; the inner point is taken after that. */
function mended(layer: Layer): string {
  if (layer.dimension === 0)
    return `case when ST_Dimension(parsed.shape) = 0 then ST_GeometryN(parsed.shape, 1)
      when ST_IsValid(parsed.shape) then parsed.shape else ST_CollectionExtract(ST_MakeValid(parsed.shape), 3) end`;
  if (layer.dimension === 1) return 'ST_Multi(ST_CollectionExtract(parsed.shape, 2))';
  return `case when ST_IsValid(parsed.shape) and GeometryType(parsed.shape) <> 'GEOMETRYCOLLECTION' then ST_Multi(parsed.shape)
    else ST_Multi(ST_CollectionExtract(ST_MakeValid(parsed.shape), 3)) end`;
}

/** Takes out rows whose shape is empty: nothing of the layer's dimension was left of it, or a line has no length. */
export async function rejectEmpty(sql: Database, layer: Layer): Promise<Reject[]> {
  await sql.unsafe(`analyze ${stage(layer)} (import_number, source_id)`);
  const what = ['a place', 'a length', 'an area'][layer.dimension];
  const without = layer.dimension === 1 ? 'or ST_Length(geometry) = 0' : '';
  const rows = await sql.unsafe<{ import_number: number; import_row: string }[]>(
    `delete from ${stage(layer)} where geometry is null or ST_IsEmpty(geometry) ${without} returning import_number, import_row`,
  );
  return inOrder(rows).map((row) => ({
    row: rowLabel(row.import_row),
    reason: {
      'zh-CN': `图形修复后没有${['位置', '长度', '面积'][layer.dimension]}`,
      en: `nothing of its shape is left that has ${what}`,
    },
  }));
}

/**
 * Joins rows with the same id: pieces of one thing, cut at the edges of tiles. Polygons are united, lines collected; of equal points one
 * stays. A row with the same id and other content is rejected. `joined` has the numbers of rows whose shape is another now.
 */
export async function unitePieces(
  sql: Database,
  layer: Layer,
): Promise<{ united: number; joined: number[]; rejects: Reject[] }> {
  const table = stage(layer);
  const repeated = 'import_repeated';
  await sql.unsafe(`drop table if exists pg_temp.${repeated}`);
  const found = await sql.unsafe(
    `create temp table ${repeated} as select source_id, min(import_number) as first_number from ${table}
     group by source_id having count(*) > 1`,
  );
  if (found.count === 0) return { united: 0, joined: [], rejects: [] };
  const content = (alias: string) => layer.columns.map(({ name }) => `${alias}.${name}`).join(', ');
  const elsewhere =
    layer.dimension === 0 ? 'or (ST_Dimension(s.geometry) = 0 and not ST_Equals(s.geometry, first.geometry))' : '';
  const rejected = await sql.unsafe<
    { import_number: number; import_row: string; source_id: string; first_row: string }[]
  >(
    `delete from ${table} s using ${repeated} r, ${table} first
     where r.source_id = s.source_id and first.import_number = r.first_number and s.import_number > r.first_number
       and (row(${content('s')}) is distinct from row(${content('first')}) ${elsewhere})
     returning s.import_number, s.import_row, s.source_id, first.import_row as first_row`,
  );
  const together =
    layer.dimension === 1
      ? 'ST_Collect(s.geometry order by import_number)'
      : 'ST_Union(s.geometry order by import_number)';
  const shape =
    layer.dimension === 0
      ? together
      : `ST_Multi(ST_CollectionExtract(ST_MakeValid(${together}), ${layer.dimension + 1}))`;
  const joined = await sql.unsafe<{ import_number: number }[]>(
    `update ${table} t set geometry = joined.geometry
     from (select r.first_number, ${shape} as geometry from ${repeated} r join ${table} s on s.source_id = r.source_id
           group by r.first_number having count(*) > 1) joined
     where joined.first_number = t.import_number returning t.import_number`,
  );
  const gone = await sql.unsafe(
    `delete from ${table} s using ${repeated} r where r.source_id = s.source_id and s.import_number > r.first_number`,
  );
  return {
    united: gone.count,
    joined: joined.map(({ import_number }) => import_number),
    rejects: inOrder(rejected).map((row) => ({
      row: rowLabel(row.import_row),
      reason: {
        'zh-CN': `编号 ${row.source_id} 已在第 ${row.first_row} 行出现，内容不同`,
        en: `the id ${row.source_id} already stands at ${row.first_row} with other content`,
      },
      column: 'source_id',
    })),
  };
}

/** Deleted rows come back in any order. */
function inOrder<T extends { import_number: number }>(rows: Iterable<T>): T[] {
  return [...rows].sort((a, b) => a.import_number - b.import_number);
}

/** Row numbers come back as the numbers that they were. */
function rowLabel(text: string): number | string {
  return /^\d+$/.test(text) ? Number(text) : text;
}

/** Takes out rows whose code another source already uses, and areas whose parent is nowhere. */
export async function rejectConflicts(sql: Database, layer: Layer, source: string): Promise<Reject[]> {
  const unique = layer.uniqueColumn;
  if (!unique) return [];
  const taken = await sql.unsafe<{ import_number: number; import_row: string; code: string; source: string }[]>(
    `delete from ${stage(layer)} s using ${layer.table} t
     where t.${unique} = s.${unique} and (t.source, t.source_id) is distinct from ($1::text, s.source_id)
     returning s.import_number, s.import_row, s.${unique} as code, t.source`,
    [source],
  );
  const rejects = inOrder(taken).map(({ import_row, code, source: other }) => ({
    row: rowLabel(import_row),
    reason: {
      'zh-CN': `「${layer.columns.find(({ name }) => name === unique)?.zh}」${code} 已属于来源“${other}”的一行`,
      en: `${unique} ${code} already belongs to a row of the source ${other}`,
    },
    column: unique,
  }));
  if (layer.table !== 'area') return rejects;
  return [...rejects, ...(await rejectEnded(sql, layer)), ...(await rejectOrphans(sql, layer))];
}

/** Takes out areas that were split, merged or moved since: an old file would bring them back beside what became of them. */
async function rejectEnded(sql: Database, layer: Layer): Promise<Reject[]> {
  const ended = await sql.unsafe<{ import_number: number; import_row: string; code: string; heirs: string }[]>(
    `delete from ${stage(layer)} s using (
       select g.from_code, string_agg(g.to_code || ' ' || g.to_name, ', ' order by g.to_code) as heirs
       from area_succession g
       where not exists (select from change u where u.undoes = g.change_id)
         and not exists (select from area_succession kept
           where kept.change_id = g.change_id and kept.from_code = g.from_code and kept.to_code = g.from_code)
       group by g.from_code) gone
     where gone.from_code = s.area_code and not exists (select from area a where a.area_code = s.area_code)
     returning s.import_number, s.import_row, s.area_code as code, gone.heirs`,
  );
  return inOrder(ended).map(({ import_row, code, heirs }) => ({
    row: rowLabel(import_row),
    reason: {
      'zh-CN': `编码 ${code} 已停用，变成了 ${heirs}；编码不重复使用`,
      en: `area_code ${code} has ended and became ${heirs}; codes are never used twice`,
    },
    column: 'area_code',
  }));
}

async function rejectOrphans(sql: Database, layer: Layer): Promise<Reject[]> {
  const rejects: Reject[] = [];
  // Taking out a street orphans its communities: again until nothing goes.
  for (;;) {
    const orphans = await sql.unsafe<{ import_number: number; import_row: string; parent: string }[]>(
      `with parents as (
         select s.import_number, left(s.area_code, (select max(p.code_digits) from area_level p where p.code_digits < l.code_digits)) as parent
         from ${stage(layer)} s join area_level l on l.level = s.level)
       delete from ${stage(layer)} s using parents
       where parents.import_number = s.import_number and parents.parent is not null
         and not exists (select 1 from area a where a.area_code = parents.parent)
         and not exists (select 1 from ${stage(layer)} o where o.area_code = parents.parent)
       returning s.import_number, s.import_row, parents.parent`,
    );
    if (orphans.length === 0) return rejects;
    for (const { import_row, parent } of inOrder(orphans))
      rejects.push({
        row: rowLabel(import_row),
        reason: {
          'zh-CN': `上级 ${parent} 既不在文件里，也不在系统中`,
          en: `its parent ${parent} is neither in the file nor in the database`,
        },
        column: 'area_code',
      });
  }
}

/** Rows that are looked at for where all of them lie. */
const LOCATED_ROWS = 5000;
/** Share of rows that the picture of all need not hold: one with a slip in a figure would show the whole country. */
const OUTLIERS = 0.02;

/** What holds the waiting rows but the few farthest out on each side, by some of them spread over the file; null of none. */
export async function extentOf(sql: Database, layer: Layer, rows: number): Promise<Bounds | null> {
  const edge = (share: number, of: string) => `percentile_disc(${share}) within group (order by ${of}(geometry))`;
  const [{ extent }] = await sql.unsafe<[{ extent: Bounds }]>(
    `select array[${edge(OUTLIERS, 'ST_XMin')}, ${edge(OUTLIERS, 'ST_YMin')},
       ${edge(1 - OUTLIERS, 'ST_XMax')}, ${edge(1 - OUTLIERS, 'ST_YMax')}] as extent
     from ${stage(layer)} where import_number % ${Math.ceil((rows + 1) / LOCATED_ROWS)} = 0`,
  );
  return extent.every(Number.isFinite) ? extent : null;
}

/** Whether most rows lie far from every area as they are and within the areas when longitude and latitude change places. */
export async function looksSwapped(sql: Database, layer: Layer): Promise<boolean> {
  const [found] = await sql.unsafe<{ rows: number; here: number; there: number }[]>(
    `with extent as materialized (select ST_SetSRID(ST_Extent(geometry)::geometry, 4326) as box from area)
     select count(*)::int as rows, count(*) filter (where s.geometry && e.box)::int as here,
       count(*) filter (where ST_FlipCoordinates(s.geometry) && e.box)::int as there
     from ${stage(layer)} s, extent e where e.box is not null`,
  );
  return found !== undefined && found.there * 2 > found.rows && found.here * 2 < found.rows;
}

/** Credits OpenStreetMap for a source. */
export async function creditOpenStreetMap(sql: Database, source: string): Promise<void> {
  await sql`insert into attribution (source, text) values (${source}, '© OpenStreetMap contributors, ODbL')
    on conflict (source) do nothing`;
}

/** Gives every located row the grid that it lies in now; returns how many moved. */
export async function reassignAreaCodes(sql: Database): Promise<number> {
  const [moved] = await sql<{ rows: number }[]>`select reassign_area_codes()::int as rows`;
  return moved!.rows;
}

/** Gives every incident the coarse place that it has now. */
export async function recoarseIncidents(sql: Database): Promise<void> {
  await sql`select recoarse_incidents()`;
}

/** Levels of the area tree by the number of digits of their codes. */
export async function levelsByDigits(sql: Database): Promise<Map<number, string>> {
  const levels = await sql<
    { level: string; code_digits: number }[]
  >`select level, code_digits from area_level order by position`;
  return new Map(levels.map(({ level, code_digits }) => [code_digits, level]));
}

/** Begins the change of the registers that an import's rows belong to, in the name of an account. */
export async function openImportChange(sql: Database, source: string, accountId: number | null): Promise<number> {
  const [begun] = await sql<
    [{ id: number }]
  >`select open_change('import', '', ${source.slice(0, 200)}, null, null)::int as id`;
  if (accountId !== null) await sql`update change set account_id = ${accountId} where id = ${begun.id}`;
  return begun.id;
}

/** What else the transaction writes does not belong to the import. */
export async function endImportChange(sql: Database): Promise<void> {
  await sql.unsafe(`set local jingwei.change = ''`);
}

/** One import at a time; a second one waits. Lasts to the transaction's end, and so does the memory that it may use for sorting. */
export async function waitForTurn(sql: Database): Promise<void> {
  const anyNumber = 4_720_260_102;
  await sql`select pg_advisory_xact_lock(${anyNumber})`;
  await sql.unsafe(`set local work_mem = '64MB'`);
  await sql.unsafe(`set local maintenance_work_mem = '128MB'`);
}
