import { afterEach, describe, expect, inject, it, vi } from 'vitest';
import { type TileSet, tileSets } from '../../../server/api/deployment/schema.ts';
import { openTiles, type TileEngine, type TileOptions } from '../../../server/tiles/engine.ts';
import { townId } from '../../fixtures/town.ts';
import { ownDatabase, rolledBack } from '../import/database.ts';
import { decode } from './geometry.ts';
import { bytesOf } from './tile-bytes.ts';
import { townTiles } from './town-tile.ts';

const engines: TileEngine[] = [];
afterEach(() => Promise.all(engines.splice(0).map((tiles) => tiles.close())));

/** An engine as the server has it: threads of its own, and a connection of their own to the database. */
async function open(options: TileOptions = {}): Promise<TileEngine> {
  const { sql, address } = await ownDatabase();
  const tiles = await openTiles(sql, { address, cutterThreads: 1, ...options });
  engines.push(tiles);
  await tiles.warm;
  return tiles;
}

/** What a set holds of the town at a zoom: features by layer, those of a layer by id. */
async function contentOf(tiles: TileEngine, set: TileSet, z: number) {
  const content: Record<string, Record<string, unknown>> = {};
  for (const address of townTiles(z)) {
    const bytes = await bytesOf(tiles, set, address);
    for (const [layer, features] of Object.entries(bytes ? decode(bytes) : {})) {
      content[layer] ??= {};
      for (const { id, type, properties } of features) content[layer][String(id)] = { type, properties };
    }
  }
  return content;
}

const nameOf = async (tiles: TileEngine) =>
  (await contentOf(tiles, 'living', 14)).facility?.[townId.facility.hydrant] as { properties: { name: string } };
const healthOf = (tiles: TileEngine, name: string) => tiles.health().layers.find(({ layer }) => layer === name)!;

async function rename(name: string): Promise<void> {
  const { sql } = await ownDatabase();
  await sql`update facility set name = ${name} where id = ${townId.facility.hydrant}`;
}

describe('threads', () => {
  it('load and cut what this thread alone would', async () => {
    const { sql } = await ownDatabase();
    const alone = await openTiles(sql);
    const tiles = await open();
    for (const set of tileSets) {
      for (const z of [9, 12, 14]) {
        const [address] = townTiles(z);
        expect(await bytesOf(tiles, set, address!)).toEqual(await bytesOf(alone, set, address!));
      }
    }
    expect(tiles.health().layers.every(({ served_from }) => served_from === 'memory')).toBe(true);
    expect(tiles.health()).toMatchObject({ error: null, cutter_thread_count: 1 });
  });

  it('show a committed change in the next tile, over what was loaded', async () => {
    const tiles = await open();
    const before = await tiles.addresses();
    try {
      await rename('新消火栓');
      const after = await tiles.addresses();
      expect(tileSets.filter((set) => after[set].url !== before[set].url)).toEqual(['living']);
      expect((await nameOf(tiles)).properties.name).toBe('新消火栓');
      expect(healthOf(tiles, 'facility').overlay_count).toBe(1);
    } finally {
      await rename('机床路消火栓');
    }
  });

  it('see a change by themselves', async () => {
    const tiles = await open({ pollMs: 20 });
    try {
      await rename('又一个消火栓');
      await vi.waitFor(async () => expect((await nameOf(tiles)).properties.name).toBe('又一个消火栓'));
    } finally {
      await rename('机床路消火栓');
    }
  });

  it('read the layer anew where everything has changed', async () => {
    const tiles = await open();
    const { sql } = await ownDatabase();
    const { version } = healthOf(tiles, 'facility');
    await sql`select record_tile_change('facility', null)`;
    await tiles.refresh();
    expect(healthOf(tiles, 'facility')).toMatchObject({ version: version + 1, overlay_count: 0, error: null });
  });
});

// The embedded database cannot cut tiles: there a layer stays in memory.
if (inject('database').databaseUrl) {
  describe('a layer that does not fit into memory', () => {
    it('is served by the database with the same content and address', async () => {
      const fitting = await open();
      const tiles = await open({ memoryBytes: 1 });
      const served = tiles.health().layers.filter(({ feature_count }) => feature_count !== 0);
      expect(new Set(served.map(({ served_from }) => served_from))).toEqual(new Set(['database']));
      expect(tiles.health().bytes).toBe(0);
      expect(await tiles.addresses()).toEqual(await fitting.addresses());
      for (const set of tileSets) {
        for (const z of [9, 12, 14, 15])
          expect(await contentOf(tiles, set, z)).toEqual(await contentOf(fitting, set, z));
      }
    });

    it('is served by it until it is loaded', async () => {
      const { sql, address } = await ownDatabase();
      const tiles = await openTiles(sql, { address, cutterThreads: 1 });
      engines.push(tiles);
      const before = tiles.health().layers.map(({ served_from }) => served_from);
      const content = await contentOf(tiles, 'ground', 14);
      await tiles.warm;
      const after = tiles.health().layers.map(({ served_from }) => served_from);
      expect([new Set(before), new Set(after)]).toEqual([new Set(['database']), new Set(['memory'])]);
      expect(await contentOf(tiles, 'ground', 14)).toEqual(content);
    });

    it('shows a change at once', async () => {
      const tiles = await open({ memoryBytes: 1 });
      try {
        await rename('库中的消火栓');
        const { living } = await tiles.addresses();
        expect((await nameOf(tiles)).properties.name).toBe('库中的消火栓');
        expect((await tiles.tile('living', 0, 0, 0)).version).toBe(living.url.split('/')[4]);
      } finally {
        await rename('机床路消火栓');
      }
    });
  });
}

describe('corrupt geometry', () => {
  const corrupt = {
    'its outline crosses itself': 'MULTIPOLYGON(((112.1 32, 112.101 32.001, 112.101 32, 112.1 32.001, 112.1 32)))',
    'its geometry is empty': 'MULTIPOLYGON EMPTY',
    'a coordinate is not a finite number': 'MULTIPOLYGON(((112.1 32, 112.101 32, NaN 32.001, 112.1 32.001, 112.1 32)))',
  };

  it.each(['when it is loaded', 'when it is changed'])('is left out, counted and named %s', async (when) => {
    await rolledBack(async (sql) => {
      let tiles = await openTiles(sql);
      await tiles.refresh();
      const before = await contentOf(tiles, 'ground', 14);
      await sql`alter table building disable trigger building_area_code`;
      await sql`alter table building drop constraint building_geometry_check`;
      const keys: Record<string, string> = {};
      for (const [reason, text] of Object.entries(corrupt)) {
        const [row] = await sql<{ id: number }[]>`insert into building (kind, geometry)
          values ('house', ST_GeomFromText(${text}, 4326)) returning id`;
        keys[row!.id] = reason;
      }
      if (when === 'when it is loaded') tiles = await openTiles(sql);
      await tiles.refresh();
      const { left_out_count, left_out, error, feature_count } = healthOf(tiles, 'building');
      expect({ left_out_count, error, feature_count }).toEqual({ left_out_count: 3, error: null, feature_count: 4 });
      expect(Object.fromEntries(left_out.map(({ key, reason }) => [key, reason]))).toEqual(keys);
      expect(await contentOf(tiles, 'ground', 14)).toEqual(before);
    });
  });

  it('is told no longer once it is mended', async () => {
    await rolledBack(async (sql) => {
      const [row] = await sql<{ id: number }[]>`insert into road (kind, geometry)
        values ('primary', ST_GeomFromText('MULTILINESTRING EMPTY', 4326)) returning id`;
      const tiles = await openTiles(sql);
      await tiles.refresh();
      expect(healthOf(tiles, 'road').left_out_count).toBe(1);
      await sql`delete from road where id = ${row!.id}`;
      await tiles.refresh();
      expect(healthOf(tiles, 'road')).toMatchObject({ left_out_count: 0, left_out: [], feature_count: 4 });
    });
  });

  it('has a compound left out in both of its layers', async () => {
    await rolledBack(async (sql) => {
      await sql`alter table compound disable trigger compound_area_code`;
      await sql`alter table compound drop constraint compound_geometry_check`;
      for (const text of Object.values(corrupt))
        await sql`insert into compound (name, geometry) values ('坏', ST_GeomFromText(${text}, 4326))`;
      const tiles = await openTiles(sql);
      await tiles.refresh();
      expect(healthOf(tiles, 'compound')).toMatchObject({ left_out_count: 3, feature_count: 2 });
      expect(healthOf(tiles, 'compound_label').error).toBeNull();
    });
  });
});
