import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LiveEventMessage } from '../../../../client/state/live.ts';
import { WallData, type WallQuestions } from '../../../../client/state/wall/wall-data.ts';
import type { OwnWall, WallFigures, WallMove } from '../../../../server/api/wall/schema.ts';

const move = (id: number, at = Date.now()) => ({ id, at: new Date(at).toISOString() }) as WallMove;
const own = (version: number) => ({ wall: { id: 4, version }, now_ms: 0 }) as OwnWall;

/** A server that counts what it is asked; `fault` is thrown while it is set. */
function wall() {
  const asked: string[] = [];
  const held = { moves: [move(1), move(2)], version: 1, fault: null as Error | null };
  const give = <Value>(word: string, value: () => Value) => {
    asked.push(word);
    return held.fault ? Promise.reject(held.fault) : Promise.resolve(value());
  };
  const ask: WallQuestions = {
    own: () => give('own', () => own(held.version)),
    figures: () => give('figures', () => ({ at: String(asked.length) }) as WallFigures),
    moves: (after) =>
      give(`moves ${after ?? 'all'}`, () => ({
        items: held.moves.filter(({ id }) => id > (after ?? 0)),
        count: 0,
        now_ms: 0,
      })),
  };
  const listeners = new Set<(event: LiveEventMessage) => void>();
  const refused = vi.fn();
  const kept: string[] = [];
  const data = new WallData({
    ask,
    feed: {
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    now: Date.now,
    refused,
    keep: (name) => kept.push(name),
    isRefusal: (error) => (error as Error).message === '401',
  });
  const hear = (event: Partial<LiveEventMessage>) => {
    for (const listener of listeners) listener(event as LiveEventMessage);
  };
  return { data, asked, held, hear, refused, kept, listeners };
}

describe('what a wall shows', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 1_800_000_000_000 }));
  afterEach(() => void vi.useRealTimers());
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

  it('is asked for at the beginning, kept, and then only when the feed says so, at its pace', async () => {
    const { data, asked, hear, kept } = wall();
    data.start();
    await pass(0);
    expect(asked).toEqual(['own', 'figures', 'moves all']);
    expect(kept).toEqual(['own', 'figures', 'moves']);
    for (let change = 0; change < 100; change++) {
      hear({ event: 'change' });
      await pass(100);
    }
    expect(asked.filter((word) => word === 'figures').length).toBeLessThanOrEqual(4);
    expect(asked.filter((word) => word.startsWith('moves')).length).toBeLessThanOrEqual(12);
    data.stop();
  });

  it('begins with what was kept, which stays while the server is away', async () => {
    const { data, held, asked } = wall();
    held.fault = new Error('away');
    data.recall({ own: own(9), figures: { at: 'kept' } as WallFigures, moves: [move(7)] });
    data.start();
    await pass(60_000);
    expect(data.own.value?.wall.version).toBe(9);
    expect(data.figures.value?.at).toBe('kept');
    expect(data.moves.value.map(({ id }) => id)).toEqual([7]);
    // 2, 4, 8 … s after each other, not every moment.
    expect(asked.filter((word) => word === 'own').length).toBeLessThan(7);
    held.fault = null;
    await pass(31_000);
    expect(data.own.value?.wall.version).toBe(1);
    expect(data.moves.value.map(({ id }) => id)).toEqual([1, 2]);
  });

  it('tells what is new apart from what it began with, each once, also what is committed late', async () => {
    const { data, held, hear } = wall();
    const news: number[] = [];
    data.news.subscribe((moves) => news.push(...moves.map(({ id }) => id)));
    data.start();
    await pass(0);
    expect(news).toEqual([]);
    held.moves = [...held.moves, move(5, Date.now() + 20)];
    hear({ event: 'change' });
    await pass(1000);
    held.moves = [...held.moves, move(4, Date.now() - 990), move(6)];
    hear({ event: 'change' });
    await pass(1000);
    expect(news).toEqual([5, 4, 6]);
    // By time: the fourth was written before and committed after the fifth.
    expect(data.moves.value.map(({ id }) => id)).toEqual([1, 2, 4, 5, 6]);
  });

  it('forgets what is older than a day', async () => {
    const { data, held, hear } = wall();
    held.moves = [move(1, Date.now() - 86_390_000), move(2)];
    data.start();
    await pass(0);
    expect(data.moves.value).toHaveLength(2);
    await pass(60_000);
    held.moves = [...held.moves, move(3)];
    hear({ event: 'change' });
    await pass(1000);
    expect(data.moves.value.map(({ id }) => id)).toEqual([2, 3]);
  });

  it('asks for the wall when it is steered, for its own alone, and not for what it has', async () => {
    const { data, asked, held, hear } = wall();
    data.start();
    await pass(300);
    asked.length = 0;
    hear({ event: 'wall', wall: { wall_id: 5, version: 9 } });
    hear({ event: 'wall', wall: { wall_id: 4, version: 1 } });
    await pass(300);
    expect(asked).toEqual([]);
    held.version = 2;
    hear({ event: 'wall', wall: { wall_id: 4, version: 2 } });
    await pass(300);
    expect(asked).toEqual(['own']);
    expect(data.own.value?.wall.version).toBe(2);
    hear({ event: 'emergency' });
    await pass(300);
    expect(asked).toEqual(['own', 'own']);
  });

  it('asks for everything anew where the feed missed too much', async () => {
    const { data, asked, hear } = wall();
    data.start();
    await pass(10_000);
    asked.length = 0;
    hear({ event: 'reset' });
    await pass(0);
    expect(asked).toEqual(['own', 'figures', 'moves all']);
  });

  it('says when its token is over, and ends with the page', async () => {
    const { data, held, refused, asked, listeners } = wall();
    data.start();
    await pass(0);
    held.fault = new Error('401');
    data.renewOwn();
    await pass(300);
    expect(refused).toHaveBeenCalledOnce();
    data.stop();
    expect(listeners.size).toBe(0);
    asked.length = 0;
    await pass(600_000);
    expect(asked).toEqual([]);
  });
});
