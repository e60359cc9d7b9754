import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Database } from '../../../server/db/open.ts';
import { openTiles } from '../../../server/tiles/engine.ts';
import { decode, wkbOf } from './geometry.ts';

/** A database that holds nothing but places, all at 0° N, 0° E, and answers loads of them when it is let to. */
class FakeDatabase {
  versions: Record<string, number> = { place: 1 };
  names = ['one'];
  /** Loads of places so far. */
  loads = 0;
  failing = false;
  /** Unset: loads are answered at once. */
  held: Promise<void> | undefined;

  readonly sql = Object.assign((strings: TemplateStringsArray) => this.template(strings.join('')), {
    unsafe: (query: string) => this.load(query),
  }) as unknown as Database;

  private async template(query: string): Promise<unknown[]> {
    if (query.includes('from migration')) return [{ at: '2026-01-01' }];
    return Object.entries(this.versions).map(([layer, version]) => ({ layer, version }));
  }

  private async load(query: string): Promise<unknown[]> {
    if (!query.includes('from place t')) return [];
    this.loads++;
    const { names, failing } = this;
    await this.held;
    if (failing) throw new Error('the connection is gone');
    const wkb = wkbOf({ type: 'Point', coordinates: [0, 0] });
    return names.map((name, i) => ({ key: i + 1, minzoom: 0, wkb, kind: 'square', name }));
  }

  /** Holds back the loads from now on; the function returned answers them. */
  hold(): () => void {
    let release = () => {};
    this.held = new Promise((resolve) => {
      release = () => {
        this.held = undefined;
        resolve();
      };
    });
    return release;
  }

  /** As another process would: a new name and a new version. */
  rename(name: string): void {
    this.names = [name];
    this.versions.place = this.versions.place! + 1;
  }
}

let database: FakeDatabase;
beforeEach(() => {
  vi.useFakeTimers();
  database = new FakeDatabase();
});
afterEach(() => vi.useRealTimers());

const open = () => openTiles(database.sql);
type Tiles = Awaited<ReturnType<typeof open>>;
async function nameOf(tiles: Tiles): Promise<unknown> {
  const { bytes } = await tiles.tile('ground', 1, 1, 1);
  return decode(bytes!).place?.[0]?.properties.name;
}
const versionOf = async (tiles: Tiles) => (await tiles.addresses()).ground.url.split('/')[4];

describe('the tile engine', () => {
  it('loads a layer once for all who wait for it', async () => {
    const release = database.hold();
    const tiles = await open();
    const asked = Promise.all([nameOf(tiles), nameOf(tiles), nameOf(tiles)]);
    release();
    expect(await asked).toEqual(['one', 'one', 'one']);
    expect(database.loads).toBe(1);
  });

  it('makes a tile once for all who ask for it at once, and then keeps it', async () => {
    const tiles = await open();
    const asked = await Promise.all([1, 2, 3].map(() => tiles.tile('ground', 1, 1, 1)));
    expect(new Set([...asked, await tiles.tile('ground', 1, 1, 1)].map(({ bytes }) => bytes)).size).toBe(1);
  });

  it('does not wait for a layer of another set', async () => {
    database.hold();
    const tiles = await open();
    expect((await tiles.tile('areas', 0, 0, 0)).bytes).toBeNull();
  });

  it('names the version before it is loaded, and gives tiles of just that one', async () => {
    const release = database.hold();
    const tiles = await open();
    const version = await versionOf(tiles);
    release();
    expect((await tiles.tile('ground', 1, 1, 1)).version).toBe(version);
    expect((await tiles.tile('ground', 9, 0, 0)).version).toBe(version);
  });

  it('sees a change by another process, serving what it has until the new is there', async () => {
    const tiles = await open();
    await tiles.refresh();
    const before = await tiles.tile('ground', 1, 1, 1);
    const release = database.hold();
    database.rename('two');
    // Not looked for again so soon.
    expect(await tiles.tile('ground', 1, 1, 1)).toEqual(before);
    expect(database.loads).toBe(1);
    vi.setSystemTime(Date.now() + 300);
    expect(await tiles.tile('ground', 1, 1, 1)).toEqual(before);
    await vi.waitFor(() => expect(database.loads).toBe(2));
    expect(await tiles.tile('ground', 1, 1, 1)).toEqual(before);
    release();
    await vi.waitFor(async () => expect(await nameOf(tiles)).toBe('two'));
    expect((await tiles.tile('ground', 1, 1, 1)).version).not.toBe(before.version);
  });

  it('has the addresses wait for a change, but not for long', async () => {
    const tiles = await open();
    await tiles.refresh();
    const before = await versionOf(tiles);
    database.rename('two');
    const after = await versionOf(tiles);
    expect(after).not.toBe(before);
    const release = database.hold();
    database.rename('three');
    const asked = versionOf(tiles);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await asked).toBe(after);
    release();
    await tiles.refresh();
    expect(await versionOf(tiles)).not.toBe(after);
  });

  it('loads again what changed while it was loading', async () => {
    const release = database.hold();
    const tiles = await open();
    await vi.waitFor(() => expect(database.loads).toBe(1));
    database.rename('two');
    const refreshed = tiles.refresh();
    release();
    await refreshed;
    expect(await nameOf(tiles)).toBe('two');
    expect(database.loads).toBe(2);
  });

  it('says why a tile cannot be made, and makes it when it can', async () => {
    database.failing = true;
    const tiles = await open();
    await expect(nameOf(tiles)).rejects.toThrow('the connection is gone');
    expect(tiles.health().find(({ layer }) => layer === 'place')).toMatchObject({
      feature_count: null,
      bytes: null,
      error: 'the connection is gone',
    });
    database.failing = false;
    expect(await nameOf(tiles)).toBe('one');
  });

  it('tries a failed change again only after a while', async () => {
    const tiles = await open();
    await tiles.refresh();
    database.rename('two');
    database.failing = true;
    await tiles.addresses();
    await tiles.addresses();
    expect(database.loads).toBe(2);
    expect(await nameOf(tiles)).toBe('one');
    database.failing = false;
    vi.setSystemTime(Date.now() + 10_000);
    await tiles.addresses();
    expect(await nameOf(tiles)).toBe('two');
  });

  it('has another version for another database with the same numbers', async () => {
    const one = await versionOf(await open());
    const template = database.sql;
    const other = Object.assign(
      (strings: TemplateStringsArray) =>
        strings.join('').includes('from migration') ? Promise.resolve([{ at: '2026-02-02' }]) : template(strings),
      { unsafe: template.unsafe },
    ) as unknown as Database;
    expect(await versionOf(await openTiles(other))).not.toBe(one);
  });
});
