import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEmbedded } from '../../../server/db/embedded.ts';
import { type OpenDatabase, openDatabase } from '../../../server/db/open.ts';

let dataFolder: string;
let database: OpenDatabase;
beforeAll(async () => {
  dataFolder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-embedded-'));
  database = await openDatabase({ databaseUrl: undefined, dataFolder });
  await database.sql`create table tally (worker int not null, step int not null)`;
}, 120_000);
afterAll(async () => {
  await database.close();
  rmSync(dataFolder, { recursive: true });
});

describe('the embedded database', () => {
  it('keeps the transactions of several connections apart', async () => {
    const { sql } = database;
    await Promise.all(
      [1, 2, 3, 4, 5, 6].map((worker) =>
        sql.begin(async (transaction) => {
          for (let step = 0; step < 20; step++) await transaction`insert into tally values (${worker}, ${step})`;
        }),
      ),
    );
    expect(await sql`select worker, count(*)::int as steps from tally group by worker order by worker`).toEqual(
      [1, 2, 3, 4, 5, 6].map((worker) => ({ worker, steps: 20 })),
    );
  });

  it('undoes a transaction that fails while others read', async () => {
    const { sql } = database;
    const failing = sql.begin(async (transaction) => {
      await transaction`insert into tally values (99, 0)`;
      throw new Error('changed my mind');
    });
    const reads = Array.from({ length: 10 }, () => sql`select count(*)::int as seen from tally where worker = 99`);
    await expect(failing).rejects.toThrow('changed my mind');
    for (const [row] of await Promise.all(reads)) expect(row).toEqual({ seen: 0 });
  });

  it('goes on after a statement that is wrong', async () => {
    const { sql } = database;
    await expect(sql`select no_such_column from tally`).rejects.toThrow('no_such_column');
    await expect(sql.begin((transaction) => transaction`select 1 / 0`)).rejects.toThrow('division by zero');
    expect(await sql`select 1 as fine`).toEqual([{ fine: 1 }]);
  });

  it('keeps no statement of a client that has gone', async () => {
    const joined = await openEmbedded(dataFolder);
    for (let round = 0; round < 3; round++) {
      const other = postgres({ path: joined.socketPath, user: 'postgres', database: 'postgres', max: 1 });
      for (const value of [1, 2]) await other`select ${value}::int as one, ${round}::int as other`;
      await other`select ${'x'}::text as gone`;
      await other.end();
    }
    await joined.stop();
    const kept = async () => {
      const rows = await database.sql<{ statement: string }[]>`select statement from pg_prepared_statements`;
      return rows.filter(({ statement }) => / as (other|gone)$/.test(statement)).length;
    };
    // A client says that it goes; that it has gone arrives a moment later.
    await expect.poll(kept, { timeout: 4000 }).toBe(0);
  });

  it('gives the session back when a client goes away in the middle of a transaction', async () => {
    const joined = await openEmbedded(dataFolder);
    const other = postgres({
      path: joined.socketPath,
      user: 'postgres',
      database: 'postgres',
      max: 1,
      onnotice: () => {},
    });
    const reserved = await other.reserve();
    await reserved.unsafe('begin');
    await reserved`insert into tally values (77, 0)`;
    await other.end({ timeout: 0 });
    expect(await database.sql`select count(*)::int as seen from tally where worker = 77`).toEqual([{ seen: 0 }]);
  });

  it('survives a client that talks nonsense or leaves half a message', async () => {
    const { socketPath } = await openEmbedded(dataFolder);
    await new Promise<void>((resolve) => {
      const socket = connect(socketPath, () => socket.end(Buffer.from([0, 0, 0, 50, 1, 2])));
      socket.on('close', () => resolve());
    });
    expect(await database.sql`select 1 as fine`).toEqual([{ fine: 1 }]);
  });

  it('takes large arrays and gives large answers', async () => {
    const { sql } = database;
    const numbers = Array.from({ length: 200_000 }, (_, index) => index);
    const [sum] = await sql`select sum(n)::float8 as total from unnest(${numbers}::int[]) n`;
    expect(sum).toEqual({ total: 19_999_900_000 });
    expect(await sql`select n, repeat('经', 50) as text from generate_series(1, 20000) n`).toHaveLength(20_000);
  });
});

describe('a killed embedded database', () => {
  it('has every acknowledged row after the next start', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-killed-'));
    const writer = fork(path.join(import.meta.dirname, '../../fixtures/embedded-writer.ts'), [folder], {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const acknowledged = await countUntil(writer, 60);
    const pid = Number(readFileSync(path.join(folder, 'database.pid'), 'utf8'));
    process.kill(pid, 'SIGKILL');
    writer.kill('SIGKILL');
    while (isRunning(pid)) await new Promise((resolve) => setImmediate(resolve));
    const again = await openDatabase({ databaseUrl: undefined, dataFolder: folder });
    const [row] = await again.sql`select count(*)::int as rows from kept`;
    await again.close();
    rmSync(folder, { recursive: true });
    expect(row!.rows).toBeGreaterThanOrEqual(acknowledged);
  }, 120_000);
});

/** The number of rows that the writer said were written, once there are `enough`. */
function countUntil(writer: ChildProcess, enough: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let seen = 0;
    writer.on('message', () => {
      seen += 1;
      if (seen >= enough) resolve(seen);
    });
    writer.once('exit', () => reject(new Error('the writer ended too early')));
  });
}

/** False once the process is gone or only waits to be reaped. */
function isRunning(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '';
  } catch {
    return false;
  }
}
