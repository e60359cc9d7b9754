import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import sqlite, { type Database } from 'node-sqlite3-wasm';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { geopackage } from '../../../server/export/geopackage.ts';
import type { Table } from '../../../server/export/table.ts';
import { together } from '../../helpers/archive.ts';
import { nothing, shop, tableOf } from '../../helpers/tables.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-geopackage-test-'));
const opened: Database[] = [];
afterEach(() => {
  vi.unstubAllEnvs();
  for (const file of opened.splice(0)) file.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Asks a GeoPackage; rows of values. */
async function asked(table: Table) {
  const name = path.join(folder, `${opened.length}.gpkg`);
  writeFileSync(name, await together(geopackage(table)));
  const file = new sqlite.Database(name, { readOnly: true });
  opened.push(file);
  return (query: string) => file.all(query).map((row) => Object.values(row));
}

const square = [
  [
    [
      [112, 32],
      [112.1, 32],
      [112.1, 32.1],
      [112, 32],
    ],
  ],
];

describe('a GeoPackage', () => {
  it('says what it is and what it holds', async () => {
    const query = await asked(tableOf([shop, nothing]));
    expect([query('pragma application_id'), query('pragma user_version')]).toEqual([[[0x47504b47]], [[10300]]]);
    expect(
      query('select table_name, data_type, identifier, min_x, min_y, max_x, max_y, srs_id from gpkg_contents'),
    ).toEqual([['places', 'features', '地点', 112.1, 32, 112.1016, 32.0052, 4326]]);
    expect(query('select column_name, geometry_type_name, srs_id, z, m from gpkg_geometry_columns')).toEqual([
      ['geom', 'POINT', 4326, 0, 0],
    ]);
    expect(query('select srs_id from gpkg_spatial_ref_sys order by 1')).toEqual([[-1], [0], [4326]]);
    expect(query('pragma integrity_check')).toEqual([['ok']]);
  });

  it('keeps values as they are, Chinese and nothing', async () => {
    const query = await asked(tableOf([shop, nothing]));
    expect(
      query('select name, kind, floor_count, floor_counted, sign_up, confirmed_on, reported_at from places'),
    ).toEqual([
      ['清河路“示例”超市', 'shop', -1, 3.5, 1, '2026-05-01', '2026-05-01T16:30:00.000Z'],
      [null, null, null, null, null, null, null],
    ]);
  });

  it('holds shapes with their bounds before them', async () => {
    const query = await asked(
      tableOf([
        { ...shop, geometry: { type: 'MultiPolygon', coordinates: square } },
        { ...shop, geometry: null },
      ]),
    );
    const [[blob], [none]] = query('select geom from places') as [[Uint8Array], [null]];
    expect(none).toBeNull();
    const bytes = Buffer.from(blob);
    expect([bytes.toString('latin1', 0, 2), bytes[2], bytes[3], bytes.readInt32LE(4)]).toEqual(['GP', 0, 3, 4326]);
    expect([8, 16, 24, 32].map((at) => bytes.readDoubleLE(at))).toEqual([112, 112.1, 32, 32.1]);
    // Well-known binary: little-endian, a MultiPolygon of one Polygon of one ring of four positions.
    expect([bytes[40], bytes.readUInt32LE(41), bytes.readUInt32LE(45), bytes[49], bytes.readUInt32LE(50)]).toEqual([
      1, 6, 1, 1, 3,
    ]);
    expect([bytes.readUInt32LE(54), bytes.readUInt32LE(58), bytes.length]).toEqual([1, 4, 62 + 4 * 16]);
    expect(query('select geometry_type_name from gpkg_geometry_columns')).toEqual([['MULTIPOLYGON']]);
  });

  it('names its coordinate system, and knows no bounds of nothing', async () => {
    const gcj = await asked(tableOf([shop], { datum: 'gcj02' }));
    expect(gcj('select s.srs_name from gpkg_contents c join gpkg_spatial_ref_sys s using (srs_id)')).toEqual([
      ['GCJ-02'],
    ]);
    const cgcs = await asked(tableOf([], { datum: 'cgcs2000' }));
    expect(cgcs('select srs_id, min_x, max_y from gpkg_contents')).toEqual([[4490, null, null]]);
    expect(cgcs('select geometry_type_name from gpkg_geometry_columns')).toEqual([['GEOMETRY']]);
  });

  it('leaves nothing on the disk, whole or given up', async () => {
    const own = mkdtempSync(path.join(folder, 'own-'));
    vi.stubEnv('TMPDIR', own);
    await together(geopackage(tableOf([shop])));
    const given = geopackage(tableOf([shop]));
    await given.next();
    expect(readdirSync(own)).toHaveLength(1);
    await given.return(undefined);
    const failing = tableOf([], {
      features: (async function* () {
        yield shop;
        throw new Error('the database went away');
      })(),
    });
    await expect(together(geopackage(failing))).rejects.toThrow('went away');
    expect(readdirSync(own)).toEqual([]);
  });

  it('is the same for the same rows', async () => {
    const one = await together(geopackage(tableOf([shop])));
    expect(one.equals(await together(geopackage(tableOf([shop]))))).toBe(true);
  });
});
