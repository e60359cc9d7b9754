import { describe, expect, it } from 'vitest';
import { TileCache } from '../../../server/tiles/cache.ts';
import type { FinishedTile } from '../../../server/tiles/finished-tile.ts';

/** Weighs 1,000 bytes more than its body. */
const tile = (bytes: number): FinishedTile => ({ body: new Uint8Array(bytes), gzipped: false, digest: '' });
const empty: FinishedTile = { body: null, gzipped: false, digest: '' };

describe('the tile cache', () => {
  it('knows tiles, empty tiles and those it does not know apart', () => {
    const cache = new TileCache(10_000);
    cache.set('a', tile(5));
    cache.set('b', empty);
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([tile(5), empty, undefined]);
    expect(cache.bytes).toBe(2005);
  });

  it('forgets the least recently used first', () => {
    const cache = new TileCache(6000);
    for (const key of ['a', 'b', 'c']) cache.set(key, tile(1000));
    cache.get('a');
    cache.set('d', tile(1000));
    expect(['a', 'b', 'c', 'd'].filter((key) => cache.get(key))).toEqual(['a', 'c', 'd']);
  });

  it('counts a tile that is set again once', () => {
    const cache = new TileCache(4000);
    for (let i = 0; i < 5; i++) cache.set('a', tile(1000));
    cache.set('b', tile(1000));
    expect(cache.get('a')).toEqual(tile(1000));
    expect(cache.bytes).toBe(4000);
  });

  it('bounds empty tiles too, and keeps none that is larger than itself', () => {
    const cache = new TileCache(10_000);
    for (let i = 0; i < 20; i++) cache.set(`empty ${i}`, empty);
    expect(cache.get('empty 9')).toBeUndefined();
    expect(cache.get('empty 10')).toEqual(empty);
    cache.set('large', tile(10_000));
    expect(cache.get('large')).toBeUndefined();
    expect(cache.get('empty 19')).toEqual(empty);
  });
});
