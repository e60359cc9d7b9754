import fc from 'fast-check';
import type { Geometry, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import type { Database } from '../../../server/db/open.ts';
import { cutTile } from '../../../server/tiles/cut.ts';
import { tileLayers } from '../../../server/tiles/layers.ts';
import { loadStore } from '../../../server/tiles/loader.ts';
import { rolledBack, testDatabase } from '../../helpers/database.ts';
import { areaOf, decode, degrees, lengthOf } from './geometry.ts';
import { starPolygons } from './shapes.ts';

// The same rows through PostGIS and through our own cutter, in a tile far from the town. Where PostGIS has
// ST_AsMVTGeom it is what we compare with; the embedded one is built without it, and there the exact intersection is.
const [z, x, y] = [15, 26_600, 13_400];
const BUFFER = 64;

interface Measured {
  id: number;
  /** Square tile units. */
  area: number;
  /** Tile units: of a line, or of a polygon's rings. */
  length: number;
  vertices: number;
}

async function byPostgis(sql: Database, table: string): Promise<Measured[]> {
  const { embedded } = await testDatabase();
  const unit = `(40075016.6855784861531768177614 / 2 ^ ${z} / 4096)`;
  const envelope = `ST_TileEnvelope(${z}, ${x}, ${y})`;
  const cut = embedded
    ? `ST_Scale(ST_Intersection(ST_Transform(geometry, 3857), ST_Expand(${envelope}, ${BUFFER} * ${unit})),
        1 / ${unit}, 1 / ${unit})`
    : `ST_AsMVTGeom(ST_Transform(geometry, 3857), ${envelope}, 4096, ${BUFFER}, true)`;
  const rows = await sql.unsafe<Measured[]>(`
    select id, ST_Area(cut) as area, greatest(ST_Length(cut), ST_Perimeter(cut)) as length, ST_NPoints(cut) as vertices
    from (select id, ${cut} as cut from ${table} where ST_Transform(geometry, 3857) && ST_Expand(${envelope}, ${BUFFER} * ${unit})) c
    where cut is not null and not ST_IsEmpty(cut) and ST_Dimension(cut) = ST_Dimension((select geometry from ${table} limit 1))
    order by id`);
  return [...rows];
}

async function byUs(sql: Database, table: string): Promise<Measured[]> {
  const layer = tileLayers.find(({ name }) => name === table)!;
  const { store, leftOutCount } = await loadStore(sql, layer);
  expect(leftOutCount).toBe(0);
  const bytes = cutTile([{ ...layer, store }], z, x, y);
  return (bytes === null ? [] : decode(bytes)[table]!).map(({ id, type, geometry }) => ({
    id: id!,
    area: type === 3 ? geometry.reduce((sum, ring) => sum + areaOf(ring), 0) : 0,
    length: type === 1 ? 0 : geometry.reduce((sum, path) => sum + lengthOf(path), 0),
    vertices: geometry.flat().length,
  }));
}

async function insert(sql: Database, table: string, geometries: Geometry[]): Promise<void> {
  const texts = geometries.map((geometry) => JSON.stringify(geometry));
  const shape = table === 'place' ? 'shape' : 'ST_Multi(shape)';
  await sql.unsafe(
    `insert into ${table} (kind, name, geometry)
     select 'park', 'a', ${shape} from unnest($1::text[]) as text, ST_SetSRID(ST_GeomFromGeoJSON(text), 4326) as shape`,
    [texts],
  );
}

const at = (position: Position) => degrees(z, x, y, position);
const closed = (ring: Position[]) => [...ring, ring[0]!];
// Sixteenths: doubles would nearly all be close to zero.
const coordinate = fc.integer({ min: -48_000, max: 112_000 }).map((value) => value / 16);
const place = fc.tuple(coordinate, coordinate);

/** What two roundings to whole units may change: every vertex by at most √½, in each of the two. */
const rounding = 2 * Math.SQRT1_2;

describe('a tile and PostGIS agree', () => {
  it('on polygons with holes: the same features, the same areas', async () => {
    await rolledBack(async (sql) => {
      const stars = fc.sample(starPolygons(4096), { seed: 7, numRuns: 150 });
      const moved = fc.sample(place, { seed: 8, numRuns: 150 });
      const geometries = stars.map((rings, i): Geometry => {
        // From tiny to larger than the tile, and up to outside of it.
        const scale = 2 ** -(i % 8);
        const shifted = (ring: Position[]) =>
          closed(ring).map(([a, b]) => at([moved[i]![0] + a! * scale, moved[i]![1] + b! * scale]));
        return { type: 'Polygon', coordinates: rings.map(shifted) };
      });
      await insert(sql, 'land', geometries);
      const [expected, ours] = [await byPostgis(sql, 'land'), await byUs(sql, 'land')];
      expect(ours.length).toBeGreaterThan(40);
      compare(expected, ours, ({ area, length }, other) => {
        expect(Math.abs(area - other.area)).toBeLessThanOrEqual(rounding * Math.max(length, other.length));
      });
    });
  });

  it('on lines: the same features, the same lengths', async () => {
    await rolledBack(async (sql) => {
      const lines = fc.sample(fc.array(place, { minLength: 2, maxLength: 20 }), { seed: 9, numRuns: 150 });
      await insert(
        sql,
        'waterway',
        lines.map((line): Geometry => ({ type: 'LineString', coordinates: line.map(at) })),
      );
      const [expected, ours] = [await byPostgis(sql, 'waterway'), await byUs(sql, 'waterway')];
      expect(ours.length).toBeGreaterThan(80);
      compare(expected, ours, ({ length, vertices }, other) => {
        expect(Math.abs(length - other.length)).toBeLessThanOrEqual(rounding * 2 * Math.max(vertices, other.vertices));
      });
    });
  });

  it('on points within the tile', async () => {
    await rolledBack(async (sql) => {
      // Not within the buffer, which is narrower here for points than for what has an extent.
      const inside = fc.integer({ min: 16, max: 65_520 }).map((value) => value / 16);
      const points = fc.sample(fc.tuple(inside, inside), { seed: 10, numRuns: 100 });
      await insert(
        sql,
        'place',
        points.map((point): Geometry => ({ type: 'Point', coordinates: at(point) })),
      );
      const [expected, ours] = [await byPostgis(sql, 'place'), await byUs(sql, 'place')];
      expect(ours.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
      expect(ours).toHaveLength(100);
    });
  });
});

/** Compares features by id; one that is missing on a side may only be one that rounding makes vanish. */
function compare(expected: Measured[], ours: Measured[], check: (a: Measured, b: Measured) => void): void {
  const nothing: Measured = { id: 0, area: 0, length: 0, vertices: 0 };
  const ids = new Set([...expected, ...ours].map(({ id }) => id));
  for (const id of ids) {
    const one = expected.find((each) => each.id === id);
    const other = ours.find((each) => each.id === id);
    if (one === undefined || other === undefined) expect((one ?? other)!.area + (one ?? other)!.length).toBeLessThan(8);
    check(one ?? nothing, other ?? nothing);
  }
}
