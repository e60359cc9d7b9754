import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openTiles, type TileEngine, type TileOptions } from '../../../server/tiles/engine.ts';
import { FakeDatabase } from './fake-database.ts';
import { decode } from './geometry.ts';
import { bytesOf } from './tile-bytes.ts';

let database: FakeDatabase;
const engines: TileEngine[] = [];
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  database = new FakeDatabase();
});
afterEach(async () => {
  database.release();
  await Promise.all(engines.splice(0).map((tiles) => tiles.close()));
  vi.useRealTimers();
});

async function open(options: TileOptions = {}, sql = database.sql): Promise<TileEngine> {
  const tiles = await openTiles(sql, options);
  engines.push(tiles);
  return tiles;
}
async function namesOf(tiles: TileEngine): Promise<unknown[]> {
  const bytes = await bytesOf(tiles, 'ground', [1, 1, 1]);
  return bytes === null ? [] : decode(bytes).place!.map(({ properties }) => properties.name);
}
const versionOf = async (tiles: TileEngine) => (await tiles.addresses()).ground.url.split('/')[4];
const healthOf = (tiles: TileEngine) => tiles.health().layers.find(({ layer }) => layer === 'place')!;
const kept = (tiles: TileEngine, version: string | undefined) => tiles.kept(`ground/${version}/1/1/1`);

describe('loading', () => {
  it('is done once for all who wait for it', async () => {
    database.hold();
    const tiles = await open();
    const asked = Promise.all([namesOf(tiles), namesOf(tiles), namesOf(tiles)]);
    database.release();
    expect(await asked).toEqual([['one'], ['one'], ['one']]);
    expect(database.loads).toBe(1);
  });

  it('begins with the smallest tables, so that a set does not wait for a larger one of another', async () => {
    database.hold();
    const tiles = await open();
    expect(await bytesOf(tiles, 'areas', [0, 0, 0])).toBeNull();
    await vi.waitFor(() => expect(database.loads).toBe(1));
  });

  it('names the version before it is loaded, and gives tiles of just that one', async () => {
    database.hold();
    const tiles = await open();
    const version = await versionOf(tiles);
    database.release();
    expect((await tiles.tile('ground', 1, 1, 1)).version).toBe(version);
    expect((await tiles.tile('ground', 9, 0, 0)).version).toBe(version);
  });

  it('takes in what changed meanwhile', async () => {
    database.hold();
    const tiles = await open();
    await vi.waitFor(() => expect(database.loads).toBe(1));
    database.change('two');
    const refreshed = tiles.refresh();
    expect(healthOf(tiles)).toMatchObject({ loading: true, served_from: null });
    database.release();
    await refreshed;
    expect(healthOf(tiles)).toMatchObject({ loading: false, served_from: 'memory' });
    expect(await namesOf(tiles)).toEqual(['two']);
    expect(database.loads).toBe(1);
  });

  it('says why a tile cannot be made, and makes it when it can', async () => {
    database.failing = true;
    const tiles = await open();
    await expect(namesOf(tiles)).rejects.toThrow('the connection is gone');
    expect(healthOf(tiles)).toMatchObject({
      served_from: null,
      feature_count: null,
      bytes: null,
      error: 'the connection is gone',
    });
    database.failing = false;
    expect(await namesOf(tiles)).toEqual(['one']);
  });

  it('is tried again by itself where it failed at the start', async () => {
    database.failing = true;
    const tiles = await open({ pollMs: 250 });
    await tiles.warm;
    database.failing = false;
    await vi.advanceTimersByTimeAsync(5500);
    expect(healthOf(tiles)).toMatchObject({ served_from: 'memory', error: null });
  });
});

describe('tiles', () => {
  it('are made once for all who ask at once, and then kept', async () => {
    const tiles = await open();
    const asked = await Promise.all([1, 2, 3].map(() => tiles.tile('ground', 1, 1, 1)));
    expect(new Set([...asked, await tiles.tile('ground', 1, 1, 1)].map(({ tile }) => tile)).size).toBe(1);
    expect(kept(tiles, asked[0]!.version)).toBe(asked[0]!.tile);
  });

  it('are at hand under the current version only', async () => {
    const tiles = await open();
    const { version } = await tiles.tile('ground', 1, 1, 1);
    database.change('two');
    await tiles.refresh();
    expect(kept(tiles, version)).toBeUndefined();
    expect(kept(tiles, await versionOf(tiles))).toBeUndefined();
    expect(await namesOf(tiles)).toEqual(['two']);
    expect(kept(tiles, await versionOf(tiles))).toBeDefined();
    for (const path of ['', 'ground', 'people/1/1/1/1', '/ground']) expect(tiles.kept(path)).toBeUndefined();
  });

  it('have another version for another database with the same numbers', async () => {
    const one = await versionOf(await open());
    const other = new FakeDatabase();
    other.bornAt = '2026-02-02';
    expect(await versionOf(await open({}, other.sql))).not.toBe(one);
  });
});

describe('a changed row', () => {
  it('is in the next tile without reading the layer anew', async () => {
    const tiles = await open({ pollMs: 250 });
    await tiles.warm;
    const before = await tiles.tile('ground', 1, 1, 1);
    database.change('two');
    expect(await tiles.tile('ground', 1, 1, 1)).toEqual(before);
    await vi.advanceTimersByTimeAsync(300);
    expect(await namesOf(tiles)).toEqual(['two']);
    expect((await tiles.tile('ground', 1, 1, 1)).version).not.toBe(before.version);
    expect([database.loads, database.rowLoads]).toEqual([1, 1]);
    expect(healthOf(tiles)).toMatchObject({ feature_count: 1, overlay_count: 1 });
  });

  it('that changes again while it is taken in does not have the layer read anew', async () => {
    const tiles = await open();
    await tiles.refresh();
    let second: Promise<unknown> | undefined;
    database.duringRows = async () => {
      database.duringRows = async () => {};
      database.change('three');
      second = tiles.addresses();
      // Until the newer version is known: its own rows have to wait for those that are being read.
      await vi.advanceTimersByTimeAsync(0);
    };
    database.change('two');
    await tiles.addresses();
    await second;
    expect(await namesOf(tiles)).toEqual(['three']);
    expect([database.loads, database.rowLoads]).toEqual([1, 2]);
  });

  it('is looked for by whoever asks for the addresses', async () => {
    const tiles = await open();
    await tiles.refresh();
    const before = await versionOf(tiles);
    database.change('two');
    expect(await versionOf(tiles)).not.toBe(before);
  });

  it('that has gone is in no tile', async () => {
    const tiles = await open();
    await tiles.refresh();
    database.change(null);
    await tiles.refresh();
    expect(await namesOf(tiles)).toEqual([]);
    expect(healthOf(tiles)).toMatchObject({ feature_count: 0, overlay_count: 1 });
  });

  it('is folded in, in the background, when there are too many', async () => {
    const tiles = await open({ pollMs: 250 });
    await tiles.warm;
    database.change(
      'two',
      Array.from({ length: 2001 }, (_, i) => String(i + 1)),
    );
    database.hold();
    await vi.advanceTimersByTimeAsync(250);
    expect(await namesOf(tiles)).toEqual(['two']);
    expect(database.loads).toBe(2);
    database.change('three');
    await vi.advanceTimersByTimeAsync(250);
    expect(await namesOf(tiles)).toEqual(['three']);
    database.release();
    await vi.waitFor(() => expect(healthOf(tiles).overlay_count).toBe(1));
    expect(await namesOf(tiles)).toEqual(['three']);
    expect([database.loads, healthOf(tiles).feature_count]).toEqual([2, 1]);
  });

  it('that cannot be read leaves what there was, and is tried again only after a while', async () => {
    const tiles = await open();
    await tiles.refresh();
    const before = await versionOf(tiles);
    database.change('two');
    database.failing = true;
    await tiles.addresses();
    expect(await versionOf(tiles)).toBe(before);
    expect([database.rowLoads, healthOf(tiles).error]).toEqual([1, 'the connection is gone']);
    database.failing = false;
    await tiles.addresses();
    expect(await namesOf(tiles)).toEqual(['one']);
    vi.setSystemTime(Date.now() + 5000);
    await tiles.addresses();
    expect([await namesOf(tiles), healthOf(tiles).error]).toEqual([['two'], null]);
  });
});

describe('a layer of which too much has changed', () => {
  it('is read anew, what there was being served until then', async () => {
    const tiles = await open({ pollMs: 250 });
    await tiles.warm;
    const before = await tiles.tile('ground', 1, 1, 1);
    database.hold();
    database.change('two', null);
    await vi.advanceTimersByTimeAsync(250);
    expect(database.loads).toBe(2);
    expect(await tiles.tile('ground', 1, 1, 1)).toEqual(before);
    database.release();
    await vi.waitFor(async () => expect(await namesOf(tiles)).toEqual(['two']));
    expect((await tiles.tile('ground', 1, 1, 1)).version).not.toBe(before.version);
  });

  it('is read anew too where the changes are no longer told', async () => {
    const tiles = await open();
    await tiles.refresh();
    database.change('two');
    database.forget();
    database.change('three');
    await tiles.refresh();
    expect([await namesOf(tiles), database.loads]).toEqual([['three'], 2]);
  });

  it('has the addresses wait for it, but not for long', async () => {
    const tiles = await open();
    await tiles.refresh();
    const before = await versionOf(tiles);
    database.hold();
    database.change('two', null);
    const asked = versionOf(tiles);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await asked).toBe(before);
    database.release();
    await tiles.refresh();
    expect(await versionOf(tiles)).not.toBe(before);
  });

  it('is read once more where it changed as much meanwhile', async () => {
    const tiles = await open();
    await tiles.refresh();
    database.hold();
    database.change('two', null);
    const refreshed = tiles.refresh();
    await vi.waitFor(() => expect(database.loads).toBe(2));
    database.change('three', null);
    const looked = tiles.addresses();
    await vi.advanceTimersByTimeAsync(1000);
    await looked;
    database.release();
    await refreshed;
    await tiles.refresh();
    expect([await namesOf(tiles), database.loads]).toEqual([['three'], 3]);
  });
});

describe('memory', () => {
  it('keeps a layer that does not fit on the embedded database, and says so', async () => {
    const tiles = await open({ memoryBytes: 1, embedded: true });
    await tiles.refresh();
    expect(await namesOf(tiles)).toEqual(['one']);
    const { layers, bytes, budget_bytes } = tiles.health();
    expect([bytes > 1, budget_bytes]).toEqual([true, 1]);
    const advised = layers.filter(({ advice }) => advice !== null);
    expect(advised.map(({ layer }) => layer)).toEqual(['place']);
    expect(advised[0]!.advice!.en).toContain('TILE_MEMORY_MB');
  });

  it('leaves a layer that does not fit to the database', async () => {
    const tiles = await open({ memoryBytes: 1 });
    await tiles.refresh();
    expect(healthOf(tiles)).toMatchObject({ served_from: 'database', bytes: null, error: null });
    database.change('two');
    const before = await versionOf(tiles);
    database.change('three');
    expect(await versionOf(tiles)).not.toBe(before);
    expect(database.loads).toBe(1);
  });

  it('tries a layer that did not fit again, when it has changed after a while', async () => {
    const tiles = await open({ memoryBytes: 1 });
    await tiles.refresh();
    vi.setSystemTime(Date.now() + 600_000);
    await tiles.addresses();
    expect(database.loads).toBe(1);
    database.change('two');
    await tiles.addresses();
    await vi.waitFor(() => expect(database.loads).toBe(2));
    expect(healthOf(tiles).served_from).toBe('database');
  });
});

describe('a database that is away', () => {
  it('stops no tile, is told, and is looked at again', async () => {
    const tiles = await open({ pollMs: 250 });
    await tiles.warm;
    database.away = true;
    await vi.advanceTimersByTimeAsync(1000);
    expect(tiles.health().error).toBe('nobody answers');
    expect(await namesOf(tiles)).toEqual(['one']);
    expect((await tiles.addresses()).ground.url).toContain('/api/tiles/ground/');
    database.away = false;
    database.change('two');
    await vi.advanceTimersByTimeAsync(300);
    expect([tiles.health().error, await namesOf(tiles)]).toEqual([null, ['two']]);
  });

  it('is no longer asked once the engine has closed', async () => {
    const tiles = await open({ pollMs: 250 });
    await tiles.warm;
    await tiles.close();
    const { looks } = database;
    await vi.advanceTimersByTimeAsync(2000);
    expect(database.looks).toBe(looks);
  });
});
