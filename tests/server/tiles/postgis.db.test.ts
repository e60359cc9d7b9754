import fc from 'fast-check';
import type { Geometry, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { rolledBack } from '../../helpers/database.ts';
import { degrees } from './geometry.ts';
import { type Compared, compareWithPostgis, cutRows, insertShapes, layerOf, type Tile } from './postgis-cut.ts';
import { nastyLines, nastyPolygons, starPolygons } from './shapes.ts';

// The same rows through PostGIS and through our own cutter, in tiles far from the town.
const tile: Tile = [15, 26_600, 13_400];
const below = (z: number): Tile => [z, tile[1] >> (15 - z), tile[2] >> (15 - z)];
const at = (position: Position) => degrees(...tile, position);
const closed = (ring: Position[]) => [...ring, ring[0]!];
const polygonOf = (polygons: Position[][][]): Geometry => ({
  type: 'MultiPolygon',
  coordinates: polygons.map((rings) => rings.map((ring) => closed(ring).map(at))),
});
const lineOf = (lines: Position[][]): Geometry => ({
  type: 'MultiLineString',
  coordinates: lines.map((line) => line.map(at)),
});
// Sixteenths: doubles would nearly all be close to zero.
const coordinate = fc.integer({ min: -48_000, max: 112_000 }).map((value) => value / 16);
const place = fc.tuple(coordinate, coordinate);

/** What two roundings to whole units may change: every vertex by at most √½, in each of the two. */
const rounding = 2 * Math.SQRT1_2;
/** Tile units by which simplification may move a line at a zoom. */
const tolerance = (table: string, z: number) => (z < 15 ? layerOf(table).tolerance : 0);

/** The same polygons but for what rounding and simplification may move; one that is missing in one is no wider than that. */
function expectSamePolygons(rows: Compared[], z: number): void {
  const { minArea } = layerOf('land');
  const slack = rounding + tolerance('land', z);
  for (const row of rows) {
    const tooSmall = z < 15 && row.area < minArea;
    if (!tooSmall) expect(row.difference, JSON.stringify(row)).toBeLessThanOrEqual(slack * row.length + 1);
    if (row.ours !== row.theirs && !tooSmall) expect(row.area, JSON.stringify(row)).toBeLessThan(slack * row.length);
  }
}

function expectSameLines(rows: Compared[], z: number): void {
  const slack = rounding + tolerance('waterway', z);
  for (const row of rows) {
    if (row.ours && row.theirs) expect(row.apart ?? 0, JSON.stringify(row)).toBeLessThanOrEqual(slack);
    else expect(row.length, JSON.stringify(row)).toBeLessThan(4 * slack);
  }
}

describe('a tile and PostGIS agree', () => {
  it('on polygons with holes', async () => {
    await rolledBack(async (sql) => {
      const stars = fc.sample(starPolygons(4096), { seed: 7, numRuns: 150 });
      const moved = fc.sample(place, { seed: 8, numRuns: 150 });
      const shapes = stars.map((rings, i) => {
        // From tiny to larger than the tile, and up to outside of it.
        const scale = 2 ** -(i % 8);
        return polygonOf([
          rings.map((ring) => ring.map(([a, b]) => [moved[i]![0] + a! * scale, moved[i]![1] + b! * scale])),
        ]);
      });
      expect(await insertShapes(sql, 'land', shapes)).toBe(150);
      for (const z of [15, 13]) {
        const rows = await compareWithPostgis(sql, 'land', below(z));
        expect(rows.filter(({ ours }) => ours).length).toBeGreaterThan(40);
        expectSamePolygons(rows, z);
      }
    });
  });

  it.each([15, 13])(
    'on nasty polygons: slivers, spikes, combs, touching holes, many parts, larger than the tile, at %i',
    async (z) => {
      await rolledBack(async (sql) => {
        const shapes = fc.sample(nastyPolygons(4096), { seed: 11, numRuns: 250 }).map(polygonOf);
        expect(await insertShapes(sql, 'land', shapes)).toBeGreaterThan(240);
        const rows = await compareWithPostgis(sql, 'land', below(z));
        expect(rows.filter(({ ours }) => ours).length).toBeGreaterThan(100);
        expectSamePolygons(rows, z);
      });
    },
  );

  it('on lines', async () => {
    await rolledBack(async (sql) => {
      const lines = fc.sample(fc.array(place, { minLength: 2, maxLength: 20 }), { seed: 9, numRuns: 150 });
      const shapes = lines.map((line) => lineOf([line]));
      expect(await insertShapes(sql, 'waterway', shapes)).toBe(150);
      const rows = await compareWithPostgis(sql, 'waterway', tile);
      expect(rows.filter(({ ours }) => ours).length).toBeGreaterThan(80);
      // ST_AsMVTGeom rounds before it clips: where a line meets the border at a small angle, its end is far off along it.
      for (const { shorter, length, vertices } of rows) {
        expect(length - shorter).toBeLessThanOrEqual(rounding * 2 * vertices);
      }
    });
  });

  it.each([15, 13])(
    'on nasty lines: along borders, tiny, of several parts, back the way they came, at %i',
    async (z) => {
      await rolledBack(async (sql) => {
        const lines = fc.sample(nastyLines(4096), { seed: 12, numRuns: 200 });
        expect(await insertShapes(sql, 'waterway', lines.map(lineOf))).toBeGreaterThan(180);
        // ST_AsMVTGeom loses the far ends of lines that go back, and some of those along the border of the buffer.
        const rows = await compareWithPostgis(sql, 'waterway', below(z), true);
        expect(rows.filter(({ ours }) => ours).length).toBeGreaterThan(100);
        expectSameLines(rows, z);
      });
    },
  );

  it('on points, those on the tile’s corners and borders too', async () => {
    await rolledBack(async (sql) => {
      const unit = fc.oneof(
        fc.constantFrom(0, 4096, 2048),
        fc.integer({ min: 0, max: 65_536 }).map((value) => value / 16),
      );
      const points = fc.sample(fc.tuple(unit, unit), { seed: 10, numRuns: 200 });
      await insertShapes(
        sql,
        'place',
        points.map((point): Geometry => ({ type: 'Point', coordinates: at(point) })),
      );
      const rows = await compareWithPostgis(sql, 'place', tile);
      expect(rows).toHaveLength(200);
      for (const row of rows) {
        expect(row).toMatchObject({ ours: true, theirs: true });
        expect(row.apart).toBeLessThanOrEqual(rounding);
      }
      // A point on a corner is in all four tiles that meet there.
      const corner = points.findIndex(([x, y]) => x === 4096 && y === 4096);
      const [z, x, y] = tile;
      const ids = async (of: Tile) => (await cutRows(sql, 'place', of)).map(({ id }) => id);
      for (const each of [tile, [z, x + 1, y], [z, x, y + 1], [z, x + 1, y + 1]] as Tile[]) {
        expect(await ids(each)).toContain(rows[corner]!.id);
      }
    });
  });
});
