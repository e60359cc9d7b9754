import { describe, expect, it } from 'vitest';
import type { Database } from '../../../server/db/open.ts';
import { Faults } from '../../../server/live/faults.ts';
import { Hub } from '../../../server/live/hub.ts';
import { checkCredentials, NewsWatch } from '../../../server/live/watch.ts';
import { fakeScreen } from './outlet.ts';

/** A database that answers one question after the other, and keeps what it was asked with. */
function database(...answers: unknown[]) {
  const asked: unknown[][] = [];
  const sql = (_: TemplateStringsArray, ...values: unknown[]) => {
    asked.push(values);
    return Promise.resolve([answers.shift()]);
  };
  return { sql: sql as unknown as Database, asked };
}

describe('looking for news', () => {
  it('tells of what is another text than at the last look, and asks nothing while nobody listens', async () => {
    let told = 0;
    const hub = { count: 1, news: () => told++ };
    const { sql, asked } = database(...['1', '1', '2', '3', '4'].map((written) => ({ written })));
    const watch = new NewsWatch();
    const counts: number[] = [];
    for (const count of [1, 1, 1, 0, 1, 1]) {
      hub.count = count;
      await watch.look(sql, hub);
      counts.push(told);
    }
    expect(counts).toEqual([0, 0, 1, 1, 1, 2]);
    expect(asked).toHaveLength(5);
  });
});

describe('looking at credentials', () => {
  it('asks once for each, closes what is over or owes a step, and gives the others what they see now', async () => {
    const hub = new Hub();
    const screens = ['aa', 'aa', 'bb', 'cc', 'dd'].map((credential) => fakeScreen(['11'], credential));
    for (const { screen, outlet } of screens) {
      hub.join(screen);
      outlet.events();
    }
    const caller = (owed: string | null, rights: Record<string, string[]>) => ({ caller: { owed, rights } });
    const { sql, asked } = database(
      caller(null, { places: ['11'] }),
      { caller: null },
      caller('password_change', {}),
      caller(null, { map: ['11'] }),
    );
    await checkCredentials(sql, hub, '2026-05-20');
    expect(asked).toEqual(['aa', 'bb', 'cc', 'dd'].map((hex) => [Buffer.from(hex, 'hex'), '2026-05-20']));
    expect(screens.map(({ outlet }) => outlet.events())).toEqual([[], [], ['bye - {}'], ['bye - {}'], ['reset 0 {}']]);
    expect([hub.count, hub.credentials]).toEqual([3, ['aa', 'dd']]);
  });
});

describe('work that repeats', () => {
  it('tells its first failure, and the next one after it has worked', async () => {
    const told: unknown[] = [];
    const faults = new Faults((error) => told.push(error));
    const outcomes = ['1', '2', null, '3', '4'];
    for (const outcome of outcomes) {
      await faults.guard('read', () => (outcome === null ? Promise.resolve() : Promise.reject(outcome)));
    }
    await faults.guard('news', () => Promise.reject('5'));
    expect(told).toEqual(['1', '3', '5']);
  });
});
