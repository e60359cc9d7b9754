import { describe, expect, it } from 'vitest';
import { cutTile } from '../../../server/tiles/cut/cut.ts';
import { type LoadedStore, loadRows, loadStore, StoreTooLargeError } from '../../../server/tiles/loader.ts';
import { storeBytes } from '../../../server/tiles/store/store.ts';
import { townArea, townId } from '../../fixtures/town.ts';
import { rolledBack, testDatabase } from '../../helpers/database.ts';
import { decode, wkbOf } from './geometry.ts';
import { layerOf } from './postgis-cut.ts';
import { townTiles } from './town-tile.ts';

const idsOf = ({ store }: LoadedStore) => Array.from(store.ids).sort((a, b) => a - b);

describe('loading', () => {
  it('has all rows of a layer, in classes from their first zooms', async () => {
    const { sql } = await testDatabase();
    const loaded = await loadStore(sql, layerOf('road'));
    const { qingheWest, qingheEast, works, service } = townId.road;
    expect(idsOf(loaded)).toEqual([qingheWest, qingheEast, works, service].sort((a, b) => a - b));
    expect(new Set(loaded.store.classes.map(({ minzoom }) => minzoom))).toEqual(new Set([10, 12, 14]));
  });

  it('has single rows as they are now, by number or by code', async () => {
    await rolledBack(async (sql) => {
      const { works, service } = townId.road;
      await sql`update road set name = '新名' where id = ${works}`;
      const loaded = await loadRows(sql, layerOf('road'), [String(service), String(works), '999999']);
      expect(idsOf(loaded)).toEqual([works, service].sort((a, b) => a - b));
      const [tile] = townTiles(12);
      const names = townTiles(14).flatMap((each) => {
        const bytes = cutTile([{ ...layerOf('road'), store: loaded.store }], ...each);
        return bytes === null ? [] : decode(bytes).road!.map(({ properties }) => properties.name);
      });
      expect(tile).toBeDefined();
      expect(names).toContain('新名');
      const areas = await loadRows(sql, layerOf('area'), [townArea.north, townArea.south]);
      expect(idsOf(areas)).toEqual([Number(townArea.north), Number(townArea.south)].sort((a, b) => a - b));
      expect((await loadRows(sql, layerOf('area'), [])).store.count).toBe(0);
    });
  });

  it('names the rows that it leaves out', async () => {
    await rolledBack(async (sql) => {
      await sql`alter table land drop constraint land_geometry_check`;
      const rings = [
        [
          [0, 0],
          [2, 2],
          [2, 0],
          [0, 2],
          [0, 0],
        ],
        [],
        [
          [0, 0],
          [0, 1],
          [1, 1],
          [0, 0],
        ],
        [
          [0, 0],
          [0, 1],
          [Number.POSITIVE_INFINITY, 1],
          [0, 0],
        ],
      ];
      const shapes = rings.map((ring) => wkbOf({ type: 'MultiPolygon', coordinates: ring.length > 0 ? [[ring]] : [] }));
      const rows = await sql<{ id: number }[]>`
        insert into land (kind, geometry) select 'park', ST_GeomFromWKB(decode(text, 'hex'), 4326)
        from unnest(${shapes.map((shape) => Buffer.from(shape).toString('hex'))}::text[]) with ordinality as given(text, place)
        order by place returning id`;
      const keys = rows.map(({ id }) => String(id));
      const expected = [
        { key: keys[0], reason: 'its outline crosses itself' },
        { key: keys[1], reason: 'its geometry is empty' },
        { key: keys[3], reason: 'a coordinate is not a finite number' },
      ];
      const whole = await loadStore(sql, layerOf('land'));
      expect([whole.leftOutCount, whole.leftOut]).toEqual([3, expected]);
      expect(idsOf(whole)).toContain(Number(keys[2]));
      const some = await loadRows(sql, layerOf('land'), keys);
      expect([some.leftOutCount, some.leftOut, idsOf(some)]).toEqual([3, expected, [Number(keys[2])]]);
    });
  });

  it('stops when the rows take more than they may', async () => {
    const { sql } = await testDatabase();
    const { store } = await loadStore(sql, layerOf('building'));
    const loading = loadStore(sql, layerOf('building'), { maxBytes: 200 });
    await expect(loading).rejects.toThrow(StoreTooLargeError);
    const enough = { maxBytes: 2 * storeBytes(store) };
    expect((await loadStore(sql, layerOf('building'), enough)).store.count).toBe(store.count);
  });

  it('stops when it is told to', async () => {
    const { sql } = await testDatabase();
    const signal = AbortSignal.abort(new Error('closing'));
    await expect(loadStore(sql, layerOf('building'), { signal })).rejects.toThrow('closing');
  });
});
