import { describe, expect, it } from 'vitest';
import { type TileSet, tileSets } from '../../../server/api/deployment/schema.ts';
import type { Database } from '../../../server/db/open.ts';
import { openTiles, type TileEngine } from '../../../server/tiles/engine.ts';
import { townArea, townId } from '../../fixtures/town.ts';
import { rolledBack, testDatabase } from '../../helpers/database.ts';
import { type DecodedFeature, decode } from './geometry.ts';
import { bytesOf } from './tile-bytes.ts';
import { townTiles } from './town-tile.ts';

/** What a set holds of the town at a zoom, by layer in the tile's order, features by id. */
async function layersAt(tiles: TileEngine, set: TileSet, z: number): Promise<Record<string, DecodedFeature[]>> {
  const layers: Record<string, Map<number | undefined, DecodedFeature>> = {};
  for (const address of townTiles(z)) {
    const bytes = await bytesOf(tiles, set, address);
    for (const [name, features] of Object.entries(bytes === null ? {} : decode(bytes))) {
      layers[name] ??= new Map();
      for (const feature of features) layers[name].set(feature.id, feature);
    }
  }
  const sorted = (features: Iterable<DecodedFeature>) => [...features].toSorted((a, b) => a.id! - b.id!);
  return Object.fromEntries(Object.entries(layers).map(([name, features]) => [name, sorted(features.values())]));
}

/** A tile that holds some of the town. */
const townTile = (z: number) => townTiles(z)[0]!;

const idsOf = (features: DecodedFeature[] | undefined) => features?.map(({ id }) => id) ?? [];
const properties = (features: DecodedFeature[] | undefined) =>
  Object.fromEntries(features?.map(({ id, properties }) => [id, properties]) ?? []);

/** An engine that has loaded everything, so that a transaction can end without it. */
async function opened(sql: Database): Promise<TileEngine> {
  const tiles = await openTiles(sql);
  await tiles.refresh();
  return tiles;
}

describe('the layers of the town', () => {
  it('draws the ground', async () => {
    const tiles = await opened((await testDatabase()).sql);
    const ground = await layersAt(tiles, 'ground', 14);
    const { road, land, waterway, building, place, boundary } = townId;
    expect(Object.keys(ground)).toEqual(['land', 'waterway', 'road', 'building', 'place', 'boundary']);
    expect(properties(ground.road)).toEqual({
      [road.qingheWest]: { kind: 'secondary', name: '清河路' },
      [road.qingheEast]: { kind: 'secondary', name: '清河路', bridge: true },
      [road.works]: { kind: 'residential', name: '机床路' },
      [road.service]: { kind: 'service' },
    });
    expect(properties(ground.land)).toEqual({
      [land.residential]: { kind: 'residential' },
      [land.park]: { kind: 'park', name: '清河公园' },
    });
    expect(properties(ground.building)).toEqual({
      [building.tower]: { kind: 'apartments', name: '1幢', floor_count: 3, height_m: 10.5 },
      [building.slab]: { kind: 'apartments', name: '2幢', floor_count: 6 },
      [building.works]: { kind: 'dormitory', name: '1幢', floor_count: 4 },
      [building.mall]: { kind: 'commercial', name: '万和商厦', floor_count: 5, height_m: 21.5 },
    });
    expect(properties(ground.waterway)).toEqual({ [waterway.river]: { kind: 'river', name: '清河' } });
    expect(properties(ground.place)).toEqual({
      [place.square]: { kind: 'square', name: '清河广场' },
      [place.neighbourhood]: { kind: 'neighbourhood', name: '机床厂' },
    });
    expect(properties(ground.boundary)).toEqual({ [boundary.district]: { admin_level: 6, name: '清河区' } });
    const types = Object.entries(ground).map(([name, [feature]]) => [name, feature!.type]);
    expect(types).toEqual([
      ['land', 3],
      ['waterway', 2],
      ['road', 2],
      ['building', 3],
      ['place', 1],
      ['boundary', 3],
    ]);
  });

  it('thins roads out by zoom, and has buildings from 13', async () => {
    const tiles = await opened((await testDatabase()).sql);
    const { road } = townId;
    const roads = async (z: number) => idsOf((await layersAt(tiles, 'ground', z)).road);
    expect(await roads(9)).toEqual([]);
    expect(await roads(10)).toEqual([road.qingheWest, road.qingheEast]);
    expect(await roads(13)).toEqual([road.qingheWest, road.qingheEast, road.works]);
    expect(await roads(14)).toEqual([road.qingheWest, road.qingheEast, road.works, road.service]);
    expect((await layersAt(tiles, 'ground', 12)).building).toBeUndefined();
    expect((await layersAt(tiles, 'ground', 13)).building).toBeDefined();
  });

  it('has areas by level: districts and streets always, communities from 10, grids from 12, with their labels', async () => {
    const tiles = await opened((await testDatabase()).sql);
    const codes = async (z: number) =>
      (await layersAt(tiles, 'areas', z)).area_label?.map(({ properties }) => properties.area_code);
    const { district, street, north, south } = townArea;
    expect(await codes(0)).toEqual([district, street]);
    expect(await codes(9)).toEqual([district, street]);
    expect(await codes(10)).toEqual([district, street, north, south]);
    expect(await codes(12)).toHaveLength(8);
    const areas = await layersAt(tiles, 'areas', 14);
    expect(properties(areas.area)[Number(townArea.northWest)]).toEqual({
      area_code: townArea.northWest,
      level: 'grid',
      position: 4,
      name: '第一网格',
    });
    expect(properties(areas.area)).toEqual(properties(areas.area_label));
    expect(areas.area?.every(({ type, id, properties }) => type === 3 && id === Number(properties.area_code))).toBe(
      true,
    );
    expect(areas.area_label?.every(({ type }) => type === 1)).toBe(true);
  });

  it('draws the living map with the day of the last confirmation', async () => {
    const tiles = await opened((await testDatabase()).sql);
    const { compound, organisation, facility, device } = townId;
    const day = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000;
    const living = await layersAt(tiles, 'living', 14);
    expect(properties(living.compound)).toEqual({
      [compound.walled]: { kind: 'walled', name: '清河花园', confirmed_day: day('2026-03-01') },
      [compound.open]: { kind: 'open', name: '机床厂宿舍' },
    });
    expect(properties(living.compound_label)).toEqual(properties(living.compound));
    expect(living.compound_label?.every(({ type }) => type === 1)).toBe(true);
    expect(properties(living.organisation)[organisation.school]).toEqual({
      kind: 'school',
      name: '清河小学',
      confirmed_day: day('2026-02-10'),
    });
    expect(idsOf(living.organisation)).toEqual([
      organisation.school,
      organisation.supermarket,
      organisation.kindergarten,
    ]);
    expect(properties(living.facility)[facility.hydrant]).toEqual({ kind: 'hydrant', name: '机床路消火栓' });
    expect(properties(living.device)).toEqual({
      [device.camera]: {
        kind: 'camera',
        name: '花园南门视频设备',
        status: 'working',
        confirmed_day: day('2026-03-01'),
      },
      [device.waterLevel]: { kind: 'water_level', name: '机床路积水监测', status: 'faulty' },
    });
    expect(Object.keys(await layersAt(tiles, 'living', 12))).toEqual(['compound']);
    expect(await layersAt(tiles, 'living', 11)).toEqual({});
  });

  it('draws patrols with their squads', async () => {
    const tiles = await opened((await testDatabase()).sql);
    const { patrolPoint, patrolRoute, squad } = townId;
    const patrol = await layersAt(tiles, 'patrol', 14);
    const fullTime = { squad_id: squad.fullTime, squad_kind: 'full_time', squad_name: '清河专职队' };
    expect(properties(patrol.patrol_point)).toEqual({
      [patrolPoint.gate]: { name: '花园南门', ...fullTime },
      [patrolPoint.square]: {
        name: '清河广场',
        squad_id: squad.volunteer,
        squad_kind: 'volunteer',
        squad_name: '红袖章队',
      },
      [patrolPoint.works]: { name: '机床厂宿舍' },
    });
    expect(properties(patrol.patrol_route)).toEqual({ [patrolRoute.evening]: { name: '夜巡一线', ...fullTime } });
    expect(await layersAt(tiles, 'patrol', 10)).toEqual({});
  });

  it('has nothing where nothing lies', async () => {
    const tiles = await opened((await testDatabase()).sql);
    for (const set of tileSets) expect(await bytesOf(tiles, set, [14, 0, 0])).toBeNull();
  });

  it('is described as it is', async () => {
    const tiles = await opened((await testDatabase()).sql);
    for (const set of tileSets) {
      const described = tiles.vectorLayers(set);
      const drawn = await layersAt(tiles, set, 14);
      expect(new Set(described.map(({ id }) => id))).toEqual(new Set(Object.keys(drawn)));
      for (const { id, minzoom, maxzoom, fields } of described) {
        expect([maxzoom, minzoom <= maxzoom]).toEqual([15, true]);
        for (const { properties } of drawn[id]!) {
          for (const [key, value] of Object.entries(properties)) expect(typeof value).toBe(fields[key]!.toLowerCase());
        }
      }
    }
    const { ground, areas, living, patrol } = await tiles.addresses();
    expect([ground, areas, living, patrol].map(({ minzoom, maxzoom }) => [minzoom, maxzoom])).toEqual([
      [0, 15],
      [0, 15],
      [12, 15],
      [11, 15],
    ]);
  });
});

describe('versions', () => {
  it('name a set in its address and come with its tiles', async () => {
    const tiles = await opened((await testDatabase()).sql);
    const { living } = await tiles.addresses();
    const tile = await tiles.tile('living', ...townTile(14));
    expect(living.url).toBe(`/api/tiles/living/${tile.version}/{z}/{x}/{y}`);
    expect(tile.version).toMatch(/^[A-Za-z0-9.-]{1,80}$/);
    expect((await tiles.addresses()).living.url).toBe(living.url);
  });

  it('change for the set whose rows have changed, and for no other', async () => {
    await rolledBack(async (sql) => {
      const tiles = await opened(sql);
      const before = await tiles.addresses();
      await sql`update building set name = '改名楼' where id = ${townId.building.tower}`;
      const after = await tiles.addresses();
      expect(tileSets.filter((set) => after[set].url !== before[set].url)).toEqual(['ground']);
      const { building } = await layersAt(tiles, 'ground', 14);
      expect(properties(building)[townId.building.tower]?.name).toBe('改名楼');
    });
  });

  it('follow what a join brings in: a squad is in points and routes', async () => {
    await rolledBack(async (sql) => {
      const tiles = await opened(sql);
      await sql`update squad set name = '新队名' where id = ${townId.squad.fullTime}`;
      await tiles.refresh();
      const patrol = await layersAt(tiles, 'patrol', 14);
      expect(properties(patrol.patrol_point)[townId.patrolPoint.gate]?.squad_name).toBe('新队名');
      expect(properties(patrol.patrol_route)[townId.patrolRoute.evening]?.squad_name).toBe('新队名');
    });
  });

  it('follow deletions down to an empty layer', async () => {
    await rolledBack(async (sql) => {
      const tiles = await opened(sql);
      await sql`truncate organisation, facility`;
      await tiles.refresh();
      expect(Object.keys(await layersAt(tiles, 'living', 14))).toEqual(['compound', 'compound_label', 'device']);
    });
  });
});

describe('many at once', () => {
  it('get the same tile, made once', async () => {
    const tiles = await openTiles((await testDatabase()).sql);
    const answers = await Promise.all(Array.from({ length: 20 }, () => tiles.tile('ground', ...townTile(14))));
    expect(new Set(answers.map((answer) => answer.tile)).size).toBe(1);
    await tiles.refresh();
  });
});

describe('rows that cannot be drawn', () => {
  it('are left out, counted and named; the others are there', async () => {
    await rolledBack(async (sql) => {
      const [row] = await sql<{ id: number }[]>`
        insert into road (kind, geometry) values ('primary', ST_GeomFromText('MULTILINESTRING EMPTY', 4326)) returning id`;
      const tiles = await opened(sql);
      const health = tiles.health().layers.find(({ layer }) => layer === 'road');
      expect(health).toMatchObject({
        set: 'ground',
        feature_count: 4,
        left_out_count: 1,
        left_out: [{ key: String(row!.id), reason: 'its geometry is empty' }],
        error: null,
      });
      expect((await layersAt(tiles, 'ground', 14)).road).toHaveLength(4);
    });
  });
});

describe('a layer that cannot be loaded', () => {
  it('keeps what it had, and says why', async () => {
    await rolledBack(async (sql) => {
      const tiles = await opened(sql);
      const before = await tiles.tile('patrol', ...townTile(14));
      let broken = true;
      // As a database that answers all but this one query.
      const original = sql.unsafe.bind(sql);
      sql.unsafe = ((query: string, ...rest: []) =>
        broken && query.includes('patrol_route')
          ? Promise.reject(new Error('the disk is full'))
          : original(query, ...rest)) as typeof sql.unsafe;
      await sql`update patrol_route set name = '夜巡二线'`;
      await expect(tiles.refresh()).rejects.toThrow('the disk is full');
      expect(await tiles.tile('patrol', ...townTile(14))).toEqual(before);
      expect(tiles.health().layers.find(({ layer }) => layer === 'patrol_route')?.error).toBe('the disk is full');
      broken = false;
      await tiles.refresh();
      const { patrol_route: routes } = await layersAt(tiles, 'patrol', 14);
      expect(routes?.[0]?.properties.name).toBe('夜巡二线');
      expect(tiles.health().layers.find(({ layer }) => layer === 'patrol_route')?.error).toBeNull();
    });
  });
});
