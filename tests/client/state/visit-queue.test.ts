import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type VisitPost, VisitQueue } from '../../../client/state/visits/visit-queue.ts';
import { memoryVisitShelf, type VisitShelf, type VisitToSend } from '../../../client/state/visits/visit-shelf.ts';
import type { VisitEntered } from '../../../server/api/visits/schema.ts';

const now = Date.parse('2026-11-23T03:00:00Z');
const silent = { postMessage: () => {}, addEventListener: () => {} };
const visit = (key: string, visited_at = '2026-11-23T02:00:00Z'): VisitToSend => ({
  key,
  household_id: 4,
  visited_at,
  outcome: 'no_answer',
});

/** A server that takes each visit once by its key. */
class FakeServer implements VisitPost {
  who: number | null = 7;
  broken = false;
  /** The answer is lost on its way back. */
  deaf = false;
  refuses: string | null = null;
  knows: string | null = null;
  readonly taken = new Map<string, number>();

  async owner() {
    if (this.broken) throw new Error('no network');
    return this.who;
  }

  async send({ key }: VisitToSend): Promise<VisitEntered> {
    if (this.broken) throw new Error('no network');
    if (this.refuses !== null) throw new Error(this.refuses);
    if (this.knows === key) throw new Error('known');
    this.taken.set(key, (this.taken.get(key) ?? 0) + 1);
    if (this.deaf) throw new Error('no network');
    return { id: this.taken.size, fulfilled: [], owed: [], ended_tag_count: 0 };
  }

  refused(error: unknown) {
    const { message } = error as Error;
    if (message === 'no network') return null;
    return message === 'known' ? ('known' as const) : { sentence: message };
  }
}

function tab(shelf: VisitShelf, server: FakeServer, who: () => number | null = () => server.who) {
  return new VisitQueue(
    shelf,
    server,
    (work) => work(),
    silent,
    who,
    () => now,
  );
}

const states = ({ list }: VisitQueue) => list.value.map(({ visit: { key }, state }) => `${key} ${state}`);

describe('visits that wait for a network', () => {
  let shelf: VisitShelf;
  let server: FakeServer;
  let queue: VisitQueue;
  beforeEach(() => {
    vi.useFakeTimers();
    shelf = memoryVisitShelf();
    server = new FakeServer();
    queue = tab(shelf, server);
  });
  afterEach(() => vi.useRealTimers());

  it('are sent at once where there is one, and then kept no longer', async () => {
    expect(await queue.enter(visit('a'), '1单元101')).toMatchObject({ id: 1 });
    expect(await shelf.all()).toEqual([]);
  });

  it('are kept over the end of the page, and sent in their order when it is back', async () => {
    server.broken = true;
    expect(await queue.enter(visit('b', '2026-11-23T02:30:00Z'), '1单元102')).toBeNull();
    expect(await queue.enter(visit('a'), '1单元101')).toBeNull();
    expect([states(queue), queue.waiting_count]).toEqual([['a waiting', 'b waiting'], 2]);
    const later = tab(shelf, server);
    await later.send();
    expect(later.waiting_count).toBe(2);
    server.broken = false;
    await vi.advanceTimersByTimeAsync(20_000);
    expect([...server.taken.keys()]).toEqual(['a', 'b']);
    expect(await shelf.all()).toEqual([]);
    expect(later.list.value).toEqual([]);
  });

  it('are the same visit where the answer was lost on its way', async () => {
    server.deaf = true;
    expect(await queue.enter(visit('a'), '1单元101')).toBeNull();
    server.deaf = false;
    await queue.send();
    expect([server.taken.get('a'), await shelf.all()]).toEqual([2, []]);
    server.broken = true;
    await queue.enter(visit('b'), '1单元102');
    server.broken = false;
    server.knows = 'b';
    await queue.send();
    expect(queue.list.value).toEqual([]);
  });

  it('are told with the server’s sentence where it will not have them, until they are cleared away', async () => {
    server.broken = true;
    await queue.enter(visit('a'), '1单元101');
    server.broken = false;
    server.refuses = '走访时间应在最近7天之内';
    await queue.send();
    expect(queue.list.value).toMatchObject([
      { state: 'refused', door: '1单元101', sentence: '走访时间应在最近7天之内' },
    ]);
    server.refuses = null;
    await queue.send();
    expect(server.taken.size).toBe(0);
    await queue.clear('a');
    expect(await shelf.all()).toEqual([]);
  });

  it('that are refused at once stay in the form alone', async () => {
    server.refuses = '请选择原因';
    await expect(queue.enter(visit('a'), '1单元101')).rejects.toThrow('请选择原因');
    expect(await shelf.all()).toEqual([]);
  });

  it('are nobody else’s: not seen, not sent, and kept for no longer than the server takes them', async () => {
    server.broken = true;
    await queue.enter(visit('a'), '1单元101');
    await queue.enter(visit('old', '2026-11-14T02:00:00Z'), '1单元102');
    server.broken = false;
    server.who = 8;
    const other = tab(shelf, server);
    await other.send();
    expect(other.list.value).toEqual([]);
    expect(await other.enter(visit('c'), '2单元101')).toMatchObject({ id: 1 });
    server.broken = true;
    await other.enter(visit('d'), '2单元102');
    server.broken = false;
    await other.send();
    expect([...server.taken.keys()]).toEqual(['c', 'd']);
    expect((await shelf.all()).map(({ visit: { key } }) => key)).toEqual(['a']);
    server.who = 7;
    await queue.send();
    expect(server.taken.has('a')).toBe(true);
  });

  it('are not said to be kept where the browser keeps nothing', async () => {
    const none = async () => {
      throw new Error('QuotaExceededError');
    };
    const bare = tab({ all: none, put: none, drop: none }, server);
    expect(await bare.enter(visit('a'), '1单元101')).toMatchObject({ id: 1 });
    server.broken = true;
    await expect(bare.enter(visit('b'), '1单元101')).rejects.toThrow('no network');
  });
});
