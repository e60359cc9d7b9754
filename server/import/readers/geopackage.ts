import { mkdtemp, rm, symlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Geometry } from 'geojson';
import sqlite, { type Database } from 'node-sqlite3-wasm';
import type { Sentence } from '../../errors.ts';
import { importFault } from '../faults.ts';
import { type ByteSource, cutShort } from './bytes.ts';
import { checkColumns } from './header.ts';
import { BATCH_ROWS, MAX_TABLES } from './limits.ts';
import type { DeclaredCrs, OpenedTables, ReadRow, TableInFile } from './types.ts';
import { fromWkb, WkbFault } from './wkb.ts';

interface Layer {
  table: TableInFile;
  geometryColumn: string | null;
  booleans: Set<string>;
}

type SqlRow = Record<string, number | bigint | string | Uint8Array | null>;

/**
 * A GeoPackage (OGC 12-128r18); a table is a layer or a table without shapes, a row its key. Views are left out, as reading one may
 * take any amount of work.
 * @throws AppError when it is no GeoPackage, or is cut off.
 */
export async function openGeopackage(file: string, source: ByteSource): Promise<OpenedTables> {
  checkLength(source);
  // SQLite locks by a folder beside the file: that is to lie in a place of our own.
  const folder = await mkdtemp(path.join(os.tmpdir(), 'jingwei-geopackage-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  let database: Database | undefined;
  try {
    const link = path.join(folder, 'data.gpkg');
    await symlink(path.resolve(file), link);
    database = openDatabase(link, source.name);
    const notes: Sentence[] = [];
    const layers = layersOf(database, source.name, notes);
    return opened(database, layers, source, notes, remove);
  } catch (error) {
    database?.close();
    await remove();
    throw error;
  }
}

/** SQLite's own head says how many pages there are (https://www.sqlite.org/fileformat.html, 1.3). */
function checkLength({ head, sizeBytes, name }: ByteSource): void {
  if (head.length < 100) throw cutShort(name);
  const pageBytes = head.readUInt16BE(16) === 1 ? 65_536 : head.readUInt16BE(16);
  const isCurrent = head.readUInt32BE(24) === head.readUInt32BE(92);
  if (isCurrent && head.readUInt32BE(28) * pageBytes > sizeBytes) throw cutShort(name);
}

function openDatabase(file: string, name: string): Database {
  try {
    const database = new sqlite.Database(file, { readOnly: true, fileMustExist: true });
    // Exclusive, so that a file in write-ahead mode, as QGIS leaves it, opens without shared memory.
    database.exec('pragma locking_mode = exclusive; pragma trusted_schema = off; pragma cell_size_check = on');
    return database;
  } catch (error) {
    throw cutShort(name, error);
  }
}

function opened(
  database: Database,
  layers: Map<string, Layer>,
  source: ByteSource,
  notes: Sentence[],
  remove: () => Promise<void>,
): OpenedTables {
  let fraction = 0;
  return {
    format: 'geopackage',
    tables: [...layers.values()].map(({ table }) => table),
    notes,
    sizeBytes: source.sizeBytes,
    bytesRead: () => Math.round(fraction * source.sizeBytes),
    read: (table) =>
      readRows(database, layers.get(table)!, source.name, (done) => {
        fraction = done;
      }),
    async close() {
      database.close();
      await remove();
    },
  };
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** All rows of a query; a broken database is a file that was cut off. */
function all(database: Database, name: string, query: string, values: string[] = []): SqlRow[] {
  try {
    return database.all(query, values) as SqlRow[];
  } catch (error) {
    throw cutShort(name, error);
  }
}

const listLayers = `
  select c.table_name as name, m.type as kind, g.column_name as geometry_column, g.geometry_type_name as geometry_type,
    s.organization, s.organization_coordsys_id as code, s.definition
  from gpkg_contents c
  join sqlite_master m on m.name = c.table_name and m.sql not like 'create virtual%'
  left join gpkg_geometry_columns g on g.table_name = c.table_name
  left join gpkg_spatial_ref_sys s on s.srs_id = coalesce(g.srs_id, c.srs_id)
  where c.data_type in ('features', 'attributes', 'aspatial')
  order by c.table_name limit ${MAX_TABLES}`;

function layersOf(database: Database, name: string, notes: Sentence[]): Map<string, Layer> {
  const names = all(database, name, 'select name from sqlite_master').map((row) => String(row.name));
  if (!names.includes('gpkg_contents') || !names.includes('gpkg_geometry_columns')) throw noGeopackage(name);
  const layers = new Map<string, Layer>();
  for (const row of all(database, name, listLayers)) {
    if (row.kind === 'table') layers.set(String(row.name), layerOf(database, name, row, notes));
    else notes.push(viewLeftOut(String(row.name)));
  }
  if (layers.size === 0) throw noLayers(name);
  return layers;
}

function layerOf(database: Database, name: string, row: SqlRow, notes: Sentence[]): Layer {
  const table = String(row.name);
  const geometryColumn = row.geometry_column === null ? null : String(row.geometry_column);
  const columns = all(database, name, 'select name, type from pragma_table_info(?)', [table]).map((column) => ({
    name: String(column.name),
    type: String(column.type).toUpperCase(),
  }));
  const blobs = columns.filter((column) => column.name !== geometryColumn && /BLOB/.test(column.type));
  if (blobs.length > 0)
    notes.push(
      blobsLeftOut(
        table,
        blobs.map((column) => column.name),
      ),
    );
  const kept = columns.filter((column) => column.name !== geometryColumn && !blobs.includes(column));
  checkColumns(name, kept.length);
  const [counted] = all(database, name, `select count(*) as rows from ${quoted(table)}`);
  return {
    table: {
      name: table,
      columns: kept.map((column) => column.name),
      rows: Number(counted!.rows),
      geometry: geometryColumn === null ? null : kindOfType(String(row.geometry_type)),
      crs: geometryColumn === null ? null : crsOf(row),
      encoding: null,
    },
    geometryColumn,
    booleans: new Set(kept.filter(({ type }) => type === 'BOOLEAN').map((column) => column.name)),
  };
}

function kindOfType(type: string): TableInFile['geometry'] {
  if (/POINT/i.test(type)) return 'point';
  if (/LINE|CURVE/i.test(type)) return 'line';
  return /POLYGON|SURFACE/i.test(type) ? 'area' : 'mixed';
}

function crsOf({ organization, code, definition }: SqlRow): DeclaredCrs | null {
  if (/^epsg$/i.test(String(organization)) && Number(code) > 0) return { epsg: Number(code) };
  const wkt = String(definition ?? '');
  return wkt === '' || wkt === 'undefined' ? null : { wkt };
}

function* rowsOf(database: Database, layer: Layer): Generator<SqlRow> {
  const { table, geometryColumn } = layer;
  const columns = geometryColumn === null ? table.columns : [...table.columns, geometryColumn];
  const list = columns.map((column) => `, ${quoted(column)}`).join('');
  // Tables without a row number of their own are rare and allowed nowhere in a GeoPackage.
  const statement = database.prepare(`select rowid as "rowid of the row"${list} from ${quoted(table.name)}`);
  try {
    yield* statement.iterate() as IterableIterator<SqlRow>;
  } finally {
    statement.finalize();
  }
}

async function* readRows(
  database: Database,
  layer: Layer,
  name: string,
  onProgress: (fraction: number) => void,
): AsyncGenerator<ReadRow[]> {
  let batch: ReadRow[] = [];
  let done = 0;
  try {
    for (const row of rowsOf(database, layer)) {
      batch.push(rowOf(layer, row));
      if (batch.length < BATCH_ROWS) continue;
      done += batch.length;
      onProgress(done / layer.table.rows!);
      yield batch;
      batch = [];
    }
  } catch (error) {
    throw error instanceof sqlite.SQLite3Error ? cutShort(name, error) : error;
  }
  onProgress(1);
  yield batch;
}

function rowOf({ table, geometryColumn, booleans }: Layer, values: SqlRow): ReadRow {
  const key = values['rowid of the row']!;
  const row: ReadRow = { row: Number(key), properties: {}, geometry: null };
  for (const column of table.columns) {
    const value = values[column] ?? null;
    if (booleans.has(column)) row.properties[column] = value === null ? null : Boolean(value);
    else if (typeof value === 'bigint') row.properties[column] = String(value);
    else row.properties[column] = value instanceof Uint8Array || value === '' ? null : value;
  }
  const shape = geometryColumn === null ? null : values[geometryColumn];
  if (shape === null || shape === undefined) return row;
  try {
    row.geometry = shapeOf(shape);
  } catch (error) {
    if (!(error instanceof WkbFault)) throw error;
    row.reason = shapeSentences[error.kind];
  }
  return row;
}

/** Bytes of the box that stands before the shape, by its kind. */
const boxBytes = [0, 32, 48, 48, 64];

/** Geometry behind the GeoPackage's own head (OGC 12-128r18, 2.1.3). */
function shapeOf(value: SqlRow[string]): Geometry | null {
  if (!(value instanceof Uint8Array) || value.length < 8) throw new WkbFault('damaged');
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.length);
  const box = boxBytes[(bytes[3]! >> 1) & 7];
  if (bytes.toString('latin1', 0, 2) !== 'GP' || box === undefined) throw new WkbFault('damaged');
  return fromWkb(bytes.subarray(8 + box));
}

const shapeSentences: Record<WkbFault['kind'], Sentence> = {
  damaged: {
    'zh-CN': '这一行的图形已损坏，无法读取。请在 GIS 软件中修复或删除它，然后重新导出。',
    en: 'The shape of this row is damaged and cannot be read. Repair or delete it in the GIS and export the file anew.',
  },
  curve: {
    'zh-CN': '这一行的图形含有曲线，无法读取。请在 GIS 软件中把曲线转换为折线，然后重新导出。',
    en: 'The shape of this row has curves, which cannot be read. Convert them to straight segments in the GIS and export the file anew.',
  },
  large: {
    'zh-CN': '这一行的图形点数过多，无法读取。请在 GIS 软件中简化或拆分它，然后重新导出。',
    en: 'The shape of this row has too many points to be read. Simplify or divide it in the GIS and export the file anew.',
  },
};

function noGeopackage(name: string) {
  return importFault(
    `${name} 是 SQLite 数据库，但不是 GeoPackage。请从 GIS 软件导出为 GeoPackage（.gpkg）后上传。`,
    `${name} is an SQLite database but no GeoPackage. Export it as GeoPackage (.gpkg) from the GIS and upload that.`,
    'file',
  );
}

function noLayers(name: string) {
  return importFault(
    `${name} 里没有图层或数据表，可能只有影像。请导出含有矢量图层的 GeoPackage。`,
    `${name} holds no layers or tables, perhaps only images. Export a GeoPackage with vector layers.`,
    'file',
  );
}

function viewLeftOut(name: string): Sentence {
  return {
    'zh-CN': `“${name}”是视图，没有读取。如果需要，请在 GIS 软件中另存为图层。`,
    en: `"${name}" is a view and was not read. If it is needed, save it as a layer in the GIS.`,
  };
}

function blobsLeftOut(table: string, columns: readonly string[]): Sentence {
  return {
    'zh-CN': `图层“${table}”的 ${columns.join('、')} 列是图片等附件，没有读取。`,
    en: `Columns ${columns.join(', ')} of layer "${table}" hold pictures or other files and were not read.`,
  };
}
