import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CutLayer } from '../../../../server/tiles/cut/cut.ts';
import { CutterPool } from '../../../../server/tiles/threads/cutter-pool.ts';
import { decode, storeOf } from '../geometry.ts';

const dying = new URL('./dying-thread.mjs', import.meta.url);
const request = (x: number) => ({ set: 'ground' as const, z: 3, x, y: 0, more: null });
let pool: CutterPool;

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(async () => {
  await pool.close();
  vi.restoreAllMocks();
});

describe('a pool of threads', () => {
  it('cuts from the layers that it was last told of', async () => {
    pool = new CutterPool(2);
    const layer = (name: string): CutLayer => ({
      name,
      minzoom: 0,
      store: storeOf('point', [{ id: 7, geometry: { type: 'Point', coordinates: [0, 0] } }]),
    });
    pool.use('ground', [layer('before')]);
    pool.use('ground', [layer('after')]);
    const { body, gzipped, digest } = await pool.cut({ set: 'ground', z: 0, x: 0, y: 0, more: null });
    expect([gzipped, digest.length]).toEqual([false, 16]);
    expect(Object.keys(decode(body!))).toEqual(['after']);
    expect(decode(body!).after!.map(({ id }) => id)).toEqual([7]);
    expect((await pool.cut({ set: 'areas', z: 0, x: 0, y: 0, more: null })).body).toBeNull();
  });

  it('replaces a thread that has died, and tries its tile once more', async () => {
    pool = new CutterPool(1, dying);
    const deaths = new Int32Array(new SharedArrayBuffer(4));
    pool.use('ground', [deaths] as unknown as CutLayer[]);
    const answers = await Promise.all([pool.cut(request(2)), pool.cut(request(5))]);
    expect(answers.map(({ body }) => body)).toEqual([Uint8Array.of(2), Uint8Array.of(5)]);
    expect(deaths[0]).toBe(2);
  });

  it('gives up on a tile that kills every thread, and cuts the others', async () => {
    pool = new CutterPool(2, dying);
    const killer = pool.cut(request(1));
    await expect(killer).rejects.toMatchObject({ code: 'too_busy' });
    expect((await pool.cut(request(6))).body).toEqual(Uint8Array.of(6));
  });

  it('hands on what went wrong with one tile', async () => {
    pool = new CutterPool(1, dying);
    await expect(pool.cut(request(3))).rejects.toThrow('this tile cannot be cut');
    expect((await pool.cut(request(6))).body).toEqual(Uint8Array.of(6));
  });

  it('turns away what would wait too long, and what waits when it closes', async () => {
    pool = new CutterPool(1, dying);
    // One that never ends, and as many as may wait for it.
    const waiting = Array.from({ length: 401 }, () => pool.cut(request(4)));
    const outcomes = Promise.allSettled(waiting);
    await expect(pool.cut(request(6))).rejects.toMatchObject({ code: 'too_busy' });
    await pool.close();
    expect((await outcomes).every(({ status }) => status === 'rejected')).toBe(true);
    await expect(pool.cut(request(6))).rejects.toMatchObject({ code: 'too_busy' });
  });
});
