import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Feature } from 'geojson';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tileSets } from '../../../server/api/deployment/schema.ts';
import { openTiles, type TileEngine } from '../../../server/tiles/engine.ts';
import { testDatabase } from '../../helpers/database.ts';
import { decode } from './geometry.ts';
import { bytesOf } from './tile-bytes.ts';
import { townTiles } from './town-tile.ts';

const run = promisify(execFile);
const address = townTiles(15)[0]!;
let folder: string;
let tiles: TileEngine;

beforeAll(async () => {
  await run('ogr2ogr', ['--version']).catch(() => {
    throw new Error('ogr2ogr is not on the PATH: install GDAL (gdal-bin on Debian), as npm test does');
  });
  folder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-gdal-'));
  tiles = await openTiles((await testDatabase()).sql);
  await tiles.refresh();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What GDAL reads from one layer of a tile. GDAL learns a tile's place from its path. */
async function readByGdal(bytes: Uint8Array, layer: string): Promise<Feature[]> {
  const [z, x, y] = address;
  const file = path.join(folder, String(z), String(x), `${y}.pbf`);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, bytes);
  const { stdout, stderr } = await run('ogr2ogr', [
    ...['-f', 'GeoJSONSeq', '-t_srs', 'EPSG:4326', '/vsistdout/', `MVT:${file}`, layer],
  ]);
  expect(stderr).toBe('');
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Feature);
}

describe('GDAL', () => {
  it.each(tileSets)('reads the same features of %s as Mapbox’s reader', async (set) => {
    const bytes = await bytesOf(tiles, set, address);
    for (const [layer, expected] of Object.entries(decode(bytes!))) {
      const features = await readByGdal(bytes!, layer);
      // What only other features of the layer have is null.
      const read = features.map(({ properties }) => {
        const { mvt_id, ...attributes } = properties!;
        const present = Object.entries(attributes).filter(([, value]) => value !== null);
        return { id: Number(mvt_id), properties: Object.fromEntries(present) };
      });
      expect(read).toEqual(expected.map(({ id, properties }) => ({ id, properties })));
    }
  });

  it('finds a building where the database has it', async () => {
    const { sql } = await testDatabase();
    const bytes = await bytesOf(tiles, 'ground', address);
    const read = await readByGdal(bytes!, 'building');
    expect(read.length).toBeGreaterThan(0);
    for (const { properties, geometry } of read) {
      const [row] = await sql<{ share: number }[]>`
        select ST_Area(ST_Intersection(geometry, shape)) / ST_Area(ST_Union(geometry, shape)) as share
        from building, ST_SetSRID(ST_GeomFromGeoJSON(${JSON.stringify(geometry)}), 4326) as shape
        where id = ${properties!.mvt_id}`;
      // The smaller side is about 22 m, and a unit of zoom 15 under 0.26 m.
      expect(row!.share).toBeGreaterThan(0.97);
    }
  });
});
