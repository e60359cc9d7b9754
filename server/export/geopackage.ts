import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Geometry } from 'geojson';
import sqlite, { type Database as Sqlite } from 'node-sqlite3-wasm';
import { toHexWkb } from '../import/wkb.ts';
import { crsOf } from './crs.ts';
import { inDatum } from './shifted.ts';
import type { Column, Datum, Feature, Table } from './table.ts';

// OGC GeoPackage 1.3 (12-128r18): a SQLite database with tables that say what is in it.

/** "GPKG" and version 1.3 in the database's head. */
const APPLICATION_ID = 0x47504b47;
const USER_VERSION = 10_300;
/** Bytes that one piece of the answer holds. */
const PIECE_BYTES = 65_536;
/** A GeoPackage says when it was made; ours say nothing, so that equal rows make equal files. */
const NO_MOMENT = '1980-01-01T00:00:00.000Z';

const types: Record<Column['type'], string> = {
  text: 'TEXT',
  integer: 'INTEGER',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  date: 'DATE',
  time: 'TEXT',
  moment: 'DATETIME',
};

/**
 * A table as a GeoPackage with one layer. SQLite writes where it likes in a file, so it is made in a folder of its own, which is gone when
 * the last byte is given out or nobody reads any more.
 */
export async function* geopackage(table: Table): AsyncGenerator<Uint8Array> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'jingwei-geopackage-'));
  try {
    const name = path.join(folder, 'layer.gpkg');
    const file = new sqlite.Database(name);
    try {
      // Nobody else opens it, and half of it is worth nothing.
      file.exec('pragma locking_mode = exclusive; pragma journal_mode = off; pragma synchronous = off');
      describe(file, table);
      await fill(file, table);
    } finally {
      file.close();
    }
    yield* createReadStream(name, { highWaterMark: PIECE_BYTES }) as AsyncIterable<Uint8Array>;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function describe(file: Sqlite, { name, columns, datum }: Table): void {
  const fields = columns.map((column) => `${quoted(column.name)} ${types[column.type]}`);
  file.exec(`
    pragma application_id = ${APPLICATION_ID};
    pragma user_version = ${USER_VERSION};
    create table gpkg_spatial_ref_sys (srs_name text not null, srs_id integer primary key, organization text not null,
      organization_coordsys_id integer not null, definition text not null, description text);
    create table gpkg_contents (table_name text primary key, data_type text not null, identifier text unique, description text default '',
      last_change datetime not null, min_x double, min_y double, max_x double, max_y double, srs_id integer references gpkg_spatial_ref_sys);
    create table gpkg_geometry_columns (table_name text not null references gpkg_contents, column_name text not null,
      geometry_type_name text not null, srs_id integer not null references gpkg_spatial_ref_sys, z tinyint not null, m tinyint not null,
      primary key (table_name, column_name), unique (table_name));
    create table ${quoted(name)} (${[ROW_ID, `${SHAPE} BLOB`, ...fields].join(', ')});`);
  const systems = [
    ['Undefined Cartesian', -1, 'NONE', -1, 'undefined'],
    ['Undefined geographic', 0, 'NONE', 0, 'undefined'],
    ...[...new Set<Datum>(['wgs84', datum])].map((each) => {
      const { id, organisation, name: srs, wkt } = crsOf[each];
      return [srs, id, organisation, id, wkt];
    }),
  ];
  for (const row of systems) file.run('insert into gpkg_spatial_ref_sys values (?, ?, ?, ?, ?, null)', row);
}

const ROW_ID = 'fid integer primary key autoincrement';
const SHAPE = 'geom';
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

async function fill(file: Sqlite, { name, title, columns, features, datum }: Table): Promise<void> {
  const extent: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  const seen = new Set<string>();
  const holes = Array.from({ length: columns.length + 1 }, () => '?').join(', ');
  const insert = file.prepare(`insert into ${quoted(name)} values (null, ${holes})`);
  file.exec('begin');
  for await (const feature of features) {
    const shape = feature.geometry && inDatum(feature.geometry, datum);
    if (shape) seen.add(shape.type);
    const values = feature.values.map((value) => (typeof value === 'boolean' ? Number(value) : value));
    insert.run([shape && blob(shape, crsOf[datum].id, extent), ...values]);
  }
  insert.finalize();
  const shown = seen.size > 0 ? extent : [null, null, null, null];
  file.run('insert into gpkg_contents values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', [
    ...[name, 'features', title, '', NO_MOMENT, ...shown, crsOf[datum].id],
  ]);
  const type = seen.size === 1 ? [...seen][0]!.toUpperCase() : 'GEOMETRY';
  file.run('insert into gpkg_geometry_columns values (?, ?, ?, ?, 0, 0)', [name, SHAPE, type, crsOf[datum].id]);
  file.exec('commit');
}

/** A shape as a GeoPackage holds it: a head with its bounds, then well-known binary. @param extent is widened by it. */
function blob(shape: Geometry, srs: number, extent: [number, number, number, number]): Uint8Array {
  // Well-known binary with a reference system, as PostGIS has it; here that stands in the head.
  const extended = Buffer.from(toHexWkb(shape as NonNullable<Feature['geometry']>), 'hex');
  const type = extended.readUInt32LE(1) & 0xff;
  const [west, south, east, north] = boundsOf(shape);
  const bytes = Buffer.alloc(40 + extended.length - 4);
  bytes.write('GP', 'latin1');
  // Version 1 is written as 0; flags: little-endian, bounds without heights.
  bytes[3] = 0b0000_0011;
  bytes.writeInt32LE(srs, 4);
  for (const [at, degrees] of [west, east, south, north].entries()) bytes.writeDoubleLE(degrees, 8 + at * 8);
  bytes[40] = 1;
  bytes.writeUInt32LE(type, 41);
  extended.copy(bytes, 45, 9);
  extent[0] = Math.min(extent[0], west);
  extent[1] = Math.min(extent[1], south);
  extent[2] = Math.max(extent[2], east);
  extent[3] = Math.max(extent[3], north);
  return bytes;
}

function boundsOf(shape: Geometry): [number, number, number, number] {
  const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  const walk = (part: unknown[]): void => {
    if (typeof part[0] !== 'number') {
      for (const inner of part as unknown[][]) walk(inner);
      return;
    }
    const [lon, lat] = part as [number, number];
    bounds[0] = Math.min(bounds[0], lon);
    bounds[1] = Math.min(bounds[1], lat);
    bounds[2] = Math.max(bounds[2], lon);
    bounds[3] = Math.max(bounds[3], lat);
  };
  if (shape.type !== 'GeometryCollection') walk(shape.coordinates);
  return bounds;
}
