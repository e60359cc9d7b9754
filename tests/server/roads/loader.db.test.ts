import { describe, expect, it } from 'vitest';
import type { Database } from '../../../server/db/open.ts';
import { AppError } from '../../../server/errors.ts';
import { roadGraph, routerOf, snapperOf } from '../../../server/roads/loader.ts';
import { reach } from '../../../server/roads/reach.ts';
import { townId } from '../../fixtures/town.ts';
import { insertRows, line } from '../../fixtures/town-rows.ts';
import { rolledBack } from '../../helpers/database.ts';

const { road, compound } = townId;

/** Adds a street through these places; it has a number of its own. */
async function addStreet(sql: Database, ...places: [number, number][]): Promise<void> {
  await sql`insert into road (kind, geometry) values ('residential', ${line(...places)})`;
}

describe('the graph of a database', () => {
  it('is that of its roads and walled compounds', async () => {
    await rolledBack(async (sql) => {
      const graph = await roadGraph(sql);
      expect([...graph.road_id].sort()).toEqual([road.qingheWest, road.qingheEast, road.works, road.service]);
      expect(graph.names.get(road.works)).toBe('机床路');
      expect(graph.walls.map(({ compound_id }) => compound_id)).toEqual([compound.walled]);
      expect(graph.walls[0]!.polygons[0]![0]![0]).toEqual([112.1006, 32.0042]);
      const [{ length_m }] = await sql<[{ length_m: number }]>`
        select sum(ST_Length(geometry::geography))::float8 as length_m from road`;
      expect(graph.length_m.reduce((sum, metres) => sum + metres, 0)).toBeCloseTo(length_m, 1);
    });
  });

  it('stays the same until roads or compounds change', async () => {
    await rolledBack(async (sql) => {
      const first = await roadGraph(sql);
      expect(await roadGraph(sql)).toBe(first);
      expect(snapperOf(await roadGraph(sql))).toBe(snapperOf(first));
      expect(await routerOf(first, 'foot')).toBe(await routerOf(first, 'foot'));
      await addStreet(sql, [112.1, 32.001], [112.1042, 32.001]);
      const second = await roadGraph(sql);
      expect(second.edge_count).toBe(first.edge_count + 1);
      await sql`update compound set kind = 'open'`;
      expect((await roadGraph(sql)).walls).toEqual([]);
    });
  });

  it('is not that of changes that were undone', async () => {
    const edges = (longitude: number) => {
      let found = 0;
      const test = async (sql: Database) => {
        await addStreet(sql, [112.1, 32.001], [longitude, 32.001]);
        const graph = await roadGraph(sql);
        found = Math.round(graph.length_m[graph.edge_count - 1]!);
      };
      return rolledBack(test).then(() => found);
    };
    expect([await edges(112.102), await edges(112.104)]).toEqual([189, 378]);
  });

  it('is that of a district and its surroundings where there are very many roads', async () => {
    await rolledBack(async (sql) => {
      await addStreet(sql, [112.2, 32.001], [112.21, 32.001]);
      const many: AppError = await roadGraph(sql, '990106', { whole: 4, most: 3 }).catch((error) => error);
      expect(many).toBeInstanceOf(AppError);
      expect(many.code).toBe('too_large');
      const limits = { whole: 4, most: 100 };
      expect((await roadGraph(sql, '990106001001', limits)).edge_count).toBe(4);
      expect((await roadGraph(sql, undefined, { whole: 5, most: 100 })).edge_count).toBe(5);
      const unnamed: AppError = await roadGraph(sql, undefined, limits).catch((error) => error);
      expect([unnamed.code, unnamed.options.field]).toEqual(['bad_input', 'area_code']);
    });
  });

  it('leads around and through, also where an edge has many parts', async () => {
    await rolledBack(async (sql) => {
      const graph = await roadGraph(sql);
      const snap = (lon: number, lat: number) => snapperOf(graph).snap([lon, lat], 'foot', 300)!;
      const path = (await routerOf(graph, 'foot')).path(snap(112.101, 32.0036), snap(112.108, 32.0037));
      expect(Math.round(path!.length_m)).toBe(661);
      expect(path!.arcs).toHaveLength(2);
    });
  });
});

describe('the ground that is reached', () => {
  it('is valid by PostGIS and holds every street', async () => {
    await rolledBack(async (sql) => {
      const rows = Array.from({ length: 60 }, (_, at) => ({
        kind: 'residential',
        geometry: line(
          [112.1 + (at % 9) * 0.003, 32 + at * 0.0004],
          [112.13 - (at % 7) * 0.002, 32.0003 + at * 0.0004 * (at % 3)],
        ),
      }));
      for (let lane = 0; lane < 12; lane++) {
        rows.push({ kind: 'residential', geometry: line([112.1 + lane * 0.002, 32], [112.1 + lane * 0.002, 32.02]) });
      }
      await insertRows(sql, 'road', rows);
      const graph = await roadGraph(sql);
      for (let edge = 0; edge < graph.edge_count; edge += 7) {
        const begin = graph.shape_start[edge]! * 2;
        const at: [number, number] = [graph.shape[begin]!, graph.shape[begin + 1]!];
        const snap = snapperOf(graph).snap(at, 'foot', 300)!;
        const { polygon, streets } = reach(graph, 'foot', snap, 900);
        const [row] = await sql<[{ valid: boolean; holds: boolean }]>`
          select ST_IsValid(ground) as valid, ST_CoveredBy(lines, ground) as holds
          from (select ST_GeomFromGeoJSON(${JSON.stringify(polygon)}) as ground,
            ST_GeomFromGeoJSON(${JSON.stringify({ type: 'MultiLineString', coordinates: streets })}) as lines) made`;
        expect(row).toEqual({ valid: true, holds: true });
      }
    });
  });
});
