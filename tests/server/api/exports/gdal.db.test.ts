import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Feature, FeatureCollection } from 'geojson';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../../server/db/open.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';

const run = promisify(execFile);
let folder: string;
beforeAll(async () => {
  await run('ogr2ogr', ['--version']).catch(() => {
    throw new Error('ogr2ogr is not on the PATH: install GDAL (gdal-bin on Debian), as npm test does');
  });
  folder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-export-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A layer of the town as a file, as GDAL names it. */
async function fileOf(sql: Database, layer: string, query: string, ending: string): Promise<string> {
  const app = await townApp(sql, 'leader');
  const response = await app.request(`/api/exports/${layer}?area_code=990106&${query}`);
  if (response.status !== 200) throw new Error(await response.text());
  const file = path.join(folder, `${layer}-${query.replace(/\W+/g, '-')}.${ending}`);
  writeFileSync(file, Buffer.from(await response.arrayBuffer()));
  return ending === 'zip' ? `/vsizip/${file}` : file;
}

/** What GDAL reads, complaints as errors. */
async function features(file: string, options: readonly string[] = []): Promise<Feature[]> {
  const args = ['-f', 'GeoJSON', '-lco', 'COORDINATE_PRECISION=7', ...options, '/vsistdout/', file];
  const { stdout, stderr } = await run('ogr2ogr', args, { maxBuffer: 1 << 26 });
  expect(stderr).toBe('');
  return (JSON.parse(stdout) as FeatureCollection).features;
}

/** The name of the coordinate system in which GDAL sees a file. */
async function systemOf(file: string): Promise<string | undefined> {
  const { stdout } = await run('ogrinfo', ['-al', '-so', file]);
  return /GEOG(?:CRS|CS)\["([^"]+)"/.exec(stdout)?.[1];
}

async function compounds(sql: Database) {
  return sql<{ name: string; geometry: Feature['geometry'] }[]>`
    select name, ST_AsGeoJSON(geometry, 7)::json as geometry from compound order by area_code, id`;
}

/** Every position of a shape, wherever its rings begin and whichever way they go. */
function positions(geometry: Feature['geometry'] | null): string[] {
  const found = new Set<string>();
  const walk = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    if (typeof part[0] === 'number') found.add(part.map((degrees: number) => degrees.toFixed(6)).join());
    else part.forEach(walk);
  };
  if (geometry && 'coordinates' in geometry) walk(geometry.coordinates);
  return [...found].sort();
}

const whole = [
  ['geojson', 'format=geojson', 'geojson'],
  ['newline-delimited GeoJSON', 'format=geojsonl', 'geojsonl'],
  ['GeoPackage', 'format=geopackage', 'gpkg'],
  ['Shapefile in UTF-8', 'format=shapefile', 'zip'],
  ['Shapefile in GBK', 'format=shapefile&encoding=gbk', 'zip'],
] as const;

describe('GDAL', () => {
  it.each(whole)('reads names and outlines of a %s', async (_, query, ending) => {
    await rolledBack(async (sql) => {
      await sql`update compound set name = name || '（东区）' where id = 11`;
      const read = await features(await fileOf(sql, 'compounds', query, ending));
      const stored = await compounds(sql);
      expect(read.map(({ properties }) => properties!.name)).toEqual(stored.map(({ name }) => name));
      expect(read.map(({ geometry }) => positions(geometry))).toEqual(
        stored.map(({ geometry }) => positions(geometry)),
      );
    });
  });

  it.each([
    ['xlsx', 'format=xlsx', 'xlsx', ['-oo', 'HEADERS=FORCE']],
    ['CSV', 'format=csv', 'csv', []],
  ] as const)('reads the heads and rows of a %s', async (_, query, ending, options) => {
    await rolledBack(async (sql) => {
      await sql`update compound set name = '=1+1' where id = 11`;
      const read = await features(await fileOf(sql, 'compounds', query, ending), options);
      const stored = await compounds(sql);
      // In CSV an apostrophe keeps it from being a formula; in XLSX its cell is a text.
      const armed = (name: string) => (ending === 'csv' && name.startsWith('=') ? `'${name}` : name);
      expect(read.map(({ properties }) => properties!.名称)).toEqual(stored.map(({ name }) => armed(name)));
      expect(read.map(({ properties }) => properties!.坐标系)).toEqual(stored.map(() => 'WGS 84'));
      for (const { properties } of read) expect(Number(properties!.经度)).toBeCloseTo(112.1, 0);
    });
  });

  it.each([
    ['geopackage', 'gpkg'],
    ['shapefile', 'zip'],
  ] as const)('sees in which coordinate system a %s is', async (format, ending) => {
    await rolledBack(async (sql) => {
      const seen = async (datum: string) =>
        systemOf(await fileOf(sql, 'facilities', `format=${format}&datum=${datum}`, ending));
      expect(await seen('wgs84')).toBe('WGS 84');
      expect(await seen('cgcs2000')).toMatch(/CGCS2000|China Geodetic Coordinate System 2000/);
      // No program takes it for WGS 84.
      expect(await seen('gcj02')).toMatch(/GCJ.02/);
    });
  });

  it('reads values of every type from a GeoPackage, and nothing where nothing is known', async () => {
    await rolledBack(async (sql) => {
      await sql`update building set floor_count = 6, height_m = 18.5, confirmed_on = '2026-05-01' where id = 21`;
      await sql`update building set floor_count = null, height_m = null, confirmed_on = null where id = 22`;
      const read = await features(await fileOf(sql, 'buildings', 'format=geopackage', 'gpkg'));
      const ids = (await sql<{ id: number }[]>`select id from building order by area_code, id`).map(({ id }) => id);
      const of = (id: number) => {
        const { floor_count, height_m, confirmed_on } = read[ids.indexOf(id)]!.properties!;
        return [floor_count, height_m, confirmed_on && String(confirmed_on).replaceAll('/', '-')];
      };
      expect([of(21), of(22)]).toEqual([
        [6, 18.5, '2026-05-01'],
        [null, null, null],
      ]);
    });
  });
});
