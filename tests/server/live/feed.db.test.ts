import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { digestOf } from '../../../server/access/credential.ts';
import type { Database } from '../../../server/db/open.ts';
import {
  findWritten,
  moveOutbox,
  oldestKept,
  readFeed,
  readMissed,
  readNewest,
  trimFeed,
} from '../../../server/live/feed.ts';
import { checkCredentials } from '../../../server/live/watch.ts';
import { secretOfTown } from '../../fixtures/town-accounts.ts';
import { rolledBack } from '../../helpers/database.ts';
import { ownTestDatabase } from '../../helpers/own-test-database.ts';

const isEmbedded = !inject('database').databaseUrl;
let database: Awaited<ReturnType<typeof ownTestDatabase>>;
let sql: Database;
beforeAll(async () => {
  database = await ownTestDatabase();
  sql = database.sql;
  await sql`delete from outbox`;
});
afterEach(() => sql`truncate outbox, feed restart identity`);
afterAll(() => database.release());

/** Writes a row of an incident to the outbox. */
const write = (writer: Database, incidentId: number, areaCode: string | null = '11') =>
  writer`insert into outbox (incident_id, area_code, body) values (${incidentId}, ${areaCode}, ${writer.json({ id: incidentId })})`;
const idsAfter = async (seq: number) => (await readFeed(sql, seq, 1000)).map(({ incident_id }) => incident_id);
/** A connection of its own that stands in a transaction. */
async function begun() {
  const held = await sql.reserve();
  await held`begin`;
  return {
    sql: held as unknown as Database,
    async end(how: 'commit' | 'rollback') {
      await held.unsafe(how);
      held.release();
    },
  };
}

/** A case of several sessions at once: the embedded database has one. */
function itTogether(name: string, work: () => Promise<void>): void {
  if (!isEmbedded) it(name, work);
}

describe('moving the outbox into the feed', () => {
  it('keeps the order of writing, takes so many at once, and leaves nothing behind', async () => {
    for (const id of [3, 1, 2]) await write(sql, id);
    expect([await moveOutbox(sql, 2), await moveOutbox(sql, 2), await moveOutbox(sql, 2)]).toEqual([2, 1, 0]);
    const rows = await readFeed(sql, 0, 1000);
    // What others undid has taken numbers, too.
    const first = rows[0]!.seq;
    expect(rows).toEqual(
      [3, 1, 2].map((id, index) => ({
        seq: first + index,
        incident_id: id,
        area_code: '11',
        was_area_code: null,
        topic: 'change',
        body: `{"id": ${id}}`,
        coarse_body: `{"id": ${id}}`,
      })),
    );
    expect(await sql`select 1 from outbox`).toHaveLength(0);
    expect(await readFeed(sql, first, 1)).toEqual([rows[1]]);
    expect(await readNewest(sql, 2)).toEqual(rows.slice(1));
  });

  it('knows nothing of what was undone', async () => {
    await sql
      .begin(async (transaction) => {
        await write(transaction as unknown as Database, 1);
        throw new Error('undone');
      })
      .catch(() => {});
    await write(sql, 2);
    await moveOutbox(sql, 10);
    expect(await idsAfter(0)).toEqual([2]);
  });

  it('loses nothing when the move itself is undone: the numbers are others, the rows the same', async () => {
    await write(sql, 1);
    await write(sql, 2);
    await sql
      .begin(async (transaction) => {
        expect(await moveOutbox(transaction as unknown as Database, 10)).toBe(2);
        throw new Error('undone');
      })
      .catch((error: Error) => expect(error.message).toBe('undone'));
    expect(await idsAfter(0)).toEqual([]);
    expect(await moveOutbox(sql, 10)).toBe(2);
    expect((await readFeed(sql, 0, 10)).map(({ seq, incident_id }) => [seq, incident_id])).toEqual([
      [3, 1],
      [4, 2],
    ]);
  });

  itTogether('numbers by the end of transactions, so that who has read on misses nobody who came late', async () => {
    const slow = await begun();
    const quick = await begun();
    await write(slow.sql, 1);
    await write(quick.sql, 2);
    await quick.end('commit');
    await moveOutbox(sql, 10);
    const [row] = await readFeed(sql, 0, 10);
    expect(row).toMatchObject({ seq: 1, incident_id: 2 });
    await slow.end('commit');
    await moveOutbox(sql, 10);
    expect(await idsAfter(row!.seq)).toEqual([1]);
  });

  itTogether('is done by one at a time; nobody reads past what is not committed yet', async () => {
    await write(sql, 1);
    const mover = await begun();
    expect(await moveOutbox(mover.sql, 10)).toBe(1);
    await write(sql, 2);
    expect(await moveOutbox(sql, 10)).toBe(null);
    expect(await idsAfter(0)).toEqual([]);
    await mover.end('commit');
    expect(await moveOutbox(sql, 10)).toBe(1);
    expect(await idsAfter(0)).toEqual([1, 2]);
  });

  itTogether('gives a reader each row once, by rising number, while many write, undo and move at once', async () => {
    const writers = 6;
    const each = 40;
    const wanted: number[] = [];
    let writing = true;
    const work = Array.from({ length: writers }, async (_, writer) => {
      for (let n = 0; n < each; n++) {
        const id = writer * 1000 + n;
        const isUndone = n % 5 === 4;
        if (!isUndone) wanted.push(id);
        await sql
          .begin(async (transaction) => {
            await write(transaction as unknown as Database, id);
            if (isUndone) throw new Error('undone');
          })
          .catch(() => {});
      }
    });
    const movers = [1, 2].map(async () => {
      while (writing) await moveOutbox(sql, 7);
    });
    const got: { seq: number; incident_id: number | null }[] = [];
    const readOn = async () => got.push(...(await readFeed(sql, got.at(-1)?.seq ?? 0, 9)));
    const reader = (async () => {
      while (writing) await readOn();
    })();
    await Promise.all(work);
    writing = false;
    await Promise.all([reader, ...movers]);
    while ((await moveOutbox(sql, 100)) !== 0) {}
    for (let before = -1; before !== got.length; ) {
      before = got.length;
      await readOn();
    }
    expect(got.map(({ incident_id }) => incident_id).sort()).toEqual(wanted.sort());
    expect(got.every(({ seq }, index) => index === 0 || seq > got[index - 1]!.seq)).toBe(true);
    // One writer's own rows stand in the order in which they were written.
    const ofFirst = got.map(({ incident_id }) => incident_id!).filter((id) => id < 1000);
    expect(ofFirst).toEqual([...ofFirst].sort((a, b) => a - b));
  });

  itTogether('tells who listens the newest number, once a move', async () => {
    const heard: string[] = [];
    const { unlisten } = await sql.listen('jingwei_live', (newest) => heard.push(newest));
    await write(sql, 1);
    await write(sql, 2);
    expect(heard).toEqual([]);
    await moveOutbox(sql, 10);
    await moveOutbox(sql, 10);
    await write(sql, 3);
    await moveOutbox(sql, 10);
    await expect.poll(() => heard).toEqual(['2', '3']);
    await unlisten();
  });
});

describe('what is kept of the feed', () => {
  it('is three days and the newest row', async () => {
    for (const id of [1, 2, 3]) await write(sql, id);
    await moveOutbox(sql, 10);
    expect(await oldestKept(sql)).toBe(1);
    await sql`update feed set happened_at = now() - case seq when 2 then interval '71 hours' else interval '73 hours' end`;
    await trimFeed(sql);
    expect([await idsAfter(0), await oldestKept(sql)]).toEqual([[2, 3], 2]);
    await sql`update feed set happened_at = now() - interval '1 year'`;
    await trimFeed(sql);
    expect([await idsAfter(0), await oldestKept(sql)]).toEqual([[3], 3]);
  });

  it('is nothing where nothing has ever happened', async () => {
    expect([await oldestKept(sql), await readNewest(sql, 5)]).toEqual([null, []]);
  });
});

describe('what the two kinds of readers get', () => {
  it('is one place each: of two places the exact one for people, the coarse one for displays, who else get none', async () => {
    const put = (body: Record<string, unknown>) =>
      sql`insert into outbox (incident_id, body) values (1, ${sql.json(body as never)})`;
    await put({ id: 1, centre: [1, 2], coarse: [3, 4] });
    await put({ id: 2, centre: [1, 2] });
    await moveOutbox(sql, 10);
    expect(
      (await readFeed(sql, 0, 10)).map(({ body, coarse_body }) => [JSON.parse(body!), JSON.parse(coarse_body!)]),
    ).toEqual([
      [
        { id: 1, centre: [1, 2] },
        { id: 1, centre: [3, 4] },
      ],
      [{ id: 2, centre: [1, 2] }, { id: 2 }],
    ]);
  });
});

describe('what a screen missed', () => {
  it('is what concerns its areas, from one number up to another', async () => {
    await write(sql, 1, '110101');
    await write(sql, 2, '120101');
    await write(sql, 3, null);
    await sql`insert into outbox default values`;
    await sql`insert into outbox (incident_id, area_code, was_area_code, body) values (5, '120101', '110102', '{}')`;
    await write(sql, 6, '110101');
    await moveOutbox(sql, 10);
    const missed = async (areas: string[], after = 0, upTo = 6, most = 10) =>
      (await readMissed(sql, { after, upTo, areas, most })).map(({ seq }) => seq);
    expect(await missed([''])).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await missed(['11'])).toEqual([1, 4, 5, 6]);
    expect(await missed(['1101', '12'])).toEqual([1, 2, 4, 5, 6]);
    expect(await missed([])).toEqual([4]);
    expect(await missed(['11'], 1, 5)).toEqual([4, 5]);
    expect(await missed([''], 0, 6, 2)).toEqual([1, 2]);
  });
});

describe('what is looked at for all screens', () => {
  it('is another text once anything that is shown was written, or tiles changed', () =>
    rolledBack(async (transaction) => {
      const texts = [await findWritten(transaction), await findWritten(transaction)];
      await transaction`insert into state_change default values`;
      texts.push(await findWritten(transaction));
      await transaction`select record_tile_change('building', array['1'])`;
      texts.push(await findWritten(transaction));
      expect([texts[0] === texts[1], new Set(texts).size]).toEqual([true, 3]);
    }));

  it('is what each credential may place now, and which are over', () =>
    rolledBack(async (transaction) => {
      const logins = ['wall', 'worker', 'head', 'street'] as const;
      const credentials = logins.map((login) => digestOf(secretOfTown(login)).toString('hex'));
      const look = async () => {
        const found: (readonly string[] | null)[] = [];
        const admit = (_: string, areas: readonly string[] | null) => found.push(areas);
        await checkCredentials(transaction, { credentials, admit }, '2026-05-20');
        return found;
      };
      expect(await look()).toEqual([[''], ['990106001001001'], [], ['990106001']]);
      await transaction`update session set revoked_at = now() where digest = ${digestOf(secretOfTown('worker'))}`;
      await transaction`insert into credential (account_id, password_hash, must_change)
        select id, 'none', true from account where login = 'street'
        on conflict (account_id) do update set must_change = true`;
      expect(await look()).toEqual([[''], null, [], null]);
      const kept = await transaction<{ kept: boolean }[]>`select last_used_at < now() - interval '1 second' as kept
        from session where digest = ${digestOf(secretOfTown('head'))}`;
      expect(kept).toEqual([{ kept: true }]);
    }));
});
