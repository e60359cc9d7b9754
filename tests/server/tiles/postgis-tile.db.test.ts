import fc from 'fast-check';
import type { Geometry, Position } from 'geojson';
import { describe, expect, inject, it } from 'vitest';
import type { Database } from '../../../server/db/open.ts';
import { cutTile } from '../../../server/tiles/cut/cut.ts';
import { type TileLayer, tileLayers } from '../../../server/tiles/layers.ts';
import { loadStore } from '../../../server/tiles/loader.ts';
import { tileByPostgis } from '../../../server/tiles/postgis-tile.ts';
import { rolledBack, testDatabase } from '../../helpers/database.ts';
import { areaOf, type DecodedFeature, decode, degrees, lengthOf } from './geometry.ts';
import { insertShapes, layerOf, type Tile } from './postgis-cut.ts';
import { starPolygons } from './shapes.ts';
import { townTiles } from './town-tile.ts';

const maxBytes = 500_000;
const closed = (ring: Position[]) => [...ring, ring[0]!];
const area = ({ geometry }: DecodedFeature) => geometry.reduce((sum, ring) => sum + areaOf(ring), 0);
const length = ({ geometry }: DecodedFeature) => geometry.reduce((sum, path) => sum + lengthOf(path), 0);
const byId = (features: DecodedFeature[]) => new Map(features.map((feature) => [feature.id, feature]));

async function both(sql: Database, layer: TileLayer, tiles: Tile[]): Promise<[DecodedFeature[], DecodedFeature[]][]> {
  const { store } = await loadStore(sql, layer);
  const pairs: [DecodedFeature[], DecodedFeature[]][] = [];
  for (const tile of tiles) {
    const features = (bytes: Uint8Array | null) => (bytes === null ? [] : decode(bytes)[layer.name]!);
    pairs.push([
      features(cutTile([{ ...layer, store }], ...tile)),
      features(await tileByPostgis(sql, layer, ...tile, maxBytes)),
    ]);
  }
  return pairs;
}

/** The same features with the same attributes, and of the same extent but for what rounding changes. */
function expectSame([ours, theirs]: [DecodedFeature[], DecodedFeature[]]): void {
  const [left, right] = [byId(ours), byId(theirs)];
  for (const [id, feature] of new Map([...left, ...right])) {
    const [one, other] = [left.get(id), right.get(id)];
    // What is hardly more than a unit wide may vanish by rounding in one and not in the other.
    if (!one || !other) expect(Math.abs(area(feature)), JSON.stringify(feature)).toBeLessThan(2 * length(feature));
    if (!one || !other) continue;
    expect([one.type, one.properties]).toEqual([other.type, other.properties]);
    const slack = 1.5 * Math.max(length(one), length(other)) + 1;
    if (one.type === 3) expect(Math.abs(area(one) - area(other)), JSON.stringify([one, other])).toBeLessThan(slack);
    if (one.type === 2) expect(Math.abs(length(one) - length(other))).toBeLessThan(4 * one.geometry.flat().length);
    if (one.type !== 1) continue;
    const [x, y] = one.geometry[0]![0]!;
    const [otherX, otherY] = other.geometry[0]![0]!;
    expect(Math.max(Math.abs(x! - otherX!), Math.abs(y! - otherY!))).toBeLessThanOrEqual(1);
  }
}

// The embedded database has no ST_AsMVT: what it can show is that it says so.
if (inject('database').databaseUrl === undefined) {
  it('says what the database lacks', async () => {
    const { sql } = await testDatabase();
    await expect(tileByPostgis(sql, layerOf('land'), 15, 0, 0, maxBytes)).rejects.toThrow(/asmvt/i);
  });
} else describeOnPostgis();

function describeOnPostgis(): void {
  describe('a tile by PostGIS', () => {
    it.each(tileLayers.map((layer) => [layer.name, layer] as const))(
      'has of the town’s %s what ours has',
      async (_, layer) => {
        const { sql } = await testDatabase();
        const tiles = [9, 12, 13, 14, 15].flatMap((z) => townTiles(z).slice(0, 4));
        const pairs = await both(sql, layer, tiles);
        for (const pair of pairs) {
          expectSame(pair);
          expect(pair[0].map(({ id }) => id).sort()).toEqual(pair[1].map(({ id }) => id).sort());
        }
        expect(layer.name === 'boundary' || pairs.some(([ours]) => ours.length > 0)).toBe(true);
      },
    );

    it('drops, simplifies and cuts random polygons as ours does', async () => {
      const tile: Tile = [15, 26_600, 13_400];
      await rolledBack(async (sql) => {
        const stars = fc.sample(starPolygons(4096), { seed: 21, numRuns: 120 });
        const shapes = stars.map((rings, i): Geometry => {
          // From a few units to more than a tile.
          const scale = 2 ** -(i % 10);
          const at = ([x, y]: Position) => degrees(...tile, [(i % 12) * 300 + x! * scale, (i % 7) * 500 + y! * scale]);
          const coordinates = [rings.map((ring) => closed(ring).map(at))];
          if (i % 5 === 0)
            coordinates.push([
              closed([
                [9000, 0],
                [9030, 0],
                [9030, 9],
              ]).map((each) => degrees(...tile, each)),
            ]);
          return { type: 'MultiPolygon', coordinates };
        });
        expect(await insertShapes(sql, 'land', shapes)).toBeGreaterThan(110);
        const tiles = [15, 14, 13, 12, 11].map((z): Tile => [z, tile[1] >> (15 - z), tile[2] >> (15 - z)]);
        const pairs = await both(sql, layerOf('land'), tiles);
        for (const pair of pairs) expectSame(pair);
        const counts = pairs.map(([ours, theirs]) => [ours.length, theirs.length]);
        expect(counts[4]![0]).toBeLessThan(counts[2]![0]! - 10);
        for (const [ours, theirs] of counts) expect(Math.abs(ours! - theirs!)).toBeLessThanOrEqual(1);
      });
    });

    it('leaves out the least important features of a tile that would be too large', async () => {
      await rolledBack(async (sql) => {
        const shapes = Array.from({ length: 2000 }, (_, i): Geometry => {
          const [x, y] = [(i % 50) * 80, Math.floor(i / 50) * 80];
          const side = i % 100 === 0 ? 60 : 20 + (i % 7);
          const ring = [
            [x, y],
            [x + side, y],
            [x + side, y + side],
            [x, y + side],
          ].map((each) => degrees(13, 6650, 3350, each));
          return { type: 'Polygon', coordinates: [closed(ring)] };
        });
        await insertShapes(sql, 'land', shapes);
        const ids = async (limit: number) => {
          const bytes = await tileByPostgis(sql, layerOf('land'), 13, 6650, 3350, limit);
          expect(bytes!.length).toBeLessThan(limit);
          return decode(bytes!).land!.map(({ id }) => id!);
        };
        const all = await ids(maxBytes);
        expect(all).toHaveLength(2000);
        const first = Math.min(...all);
        const kept = await ids(20_000);
        expect(kept.length).toBeGreaterThan(300);
        expect(kept.filter((id) => (id - first) % 100 === 0)).toHaveLength(20);
        // A layer drawn completely has them all.
        const complete = await tileByPostgis(sql, { ...layerOf('land'), complete: true }, 13, 6650, 3350, 20_000);
        expect(decode(complete!).land).toHaveLength(2000);
      });
    });

    it('is null where nothing lies, and below the layer’s first zoom', async () => {
      const { sql } = await testDatabase();
      expect(await tileByPostgis(sql, layerOf('building'), 14, 0, 0, maxBytes)).toBeNull();
      const [z, x, y] = townTiles(12)[0]!;
      expect(await tileByPostgis(sql, layerOf('building'), z, x, y, maxBytes)).toBeNull();
    });
  });
}
