import { describe, expect, it } from 'vitest';
import type { Database } from '../../../server/db/open.ts';
import { Faults } from '../../../server/live/faults.ts';
import { Hub } from '../../../server/live/hub.ts';
import { FeedReader } from '../../../server/live/reader.ts';

/** A database whose outbox is moved as the answers say, and whose feed then holds rows of these numbers. */
function database(moves: (number | null | Error)[], seqs: number[]) {
  const asked: string[] = [];
  const sql = (strings: TemplateStringsArray, ...values: unknown[]) => {
    if (strings.join('').includes('move_outbox')) {
      asked.push('move');
      const moved = moves.length > 0 ? moves.shift()! : 0;
      return moved instanceof Error ? Promise.reject(moved) : Promise.resolve([{ moved }]);
    }
    const [after, most] = values.slice(-2).map(Number);
    asked.push(`read after ${after}`);
    const rows = seqs.filter((seq) => seq > after!).slice(0, most);
    const row = {
      incident_id: 1,
      area_code: null,
      was_area_code: null,
      body: '{}',
      coarse_body: '{}',
      topic: 'change',
    };
    return Promise.resolve(rows.map((seq) => ({ seq, ...row })));
  };
  return { sql: Object.assign(sql, { unsafe: () => null }) as unknown as Database, asked };
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('reading on', () => {
  it('moves and reads until nothing is left', async () => {
    const { sql, asked } = database([1000, 1000, 300], numbers(2300));
    const hub = new Hub();
    await new FeedReader(sql, hub, new Faults(() => {})).read();
    expect(hub.seq).toBe(2300);
    expect(asked).toEqual(['move', 'move', 'move', 'read after 0', 'read after 1000', 'read after 2000']);
  });

  it('moves once more after another server that is moving, which may have begun too early', async () => {
    const { sql, asked } = database([null, null, 0], numbers(1));
    const hub = new Hub();
    await new FeedReader(sql, hub, new Faults(() => {})).read();
    expect(asked).toEqual(['move', 'move', 'move', 'read after 0']);
    expect(hub.seq).toBe(1);
  });

  it('is one turn for all who ask meanwhile, and another for who asks while it is going on', async () => {
    const { sql, asked } = database([], []);
    const reader = new FeedReader(sql, new Hub(), new Faults(() => {}));
    const first = [reader.read(), reader.read()];
    // The turn begins after this.
    await Promise.resolve();
    await Promise.resolve();
    const second = [reader.read(), reader.read()];
    await Promise.all([...first, ...second]);
    expect(asked.filter((question) => question === 'move')).toHaveLength(2);
    expect(first[0]).toBe(first[1]);
    expect(second[0]).not.toBe(first[0]);
  });

  it('goes on after a failure, which it tells', async () => {
    const told: unknown[] = [];
    const away = new Error('away');
    const { sql } = database([away, 0], numbers(2));
    const hub = new Hub();
    const reader = new FeedReader(sql, hub, new Faults((error) => told.push(error)));
    await reader.read();
    expect([told, hub.seq]).toEqual([[away], 0]);
    await reader.read();
    expect([told, hub.seq]).toEqual([[away], 2]);
  });

  it('does nothing more once it is closed', async () => {
    const { sql, asked } = database([], []);
    const reader = new FeedReader(sql, new Hub(), new Faults(() => {}));
    await reader.close();
    await reader.read();
    expect(asked.filter((question) => question === 'move')).toEqual([]);
  });
});
