import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { MadeDatabase } from '../../scripts/own-database.ts';
import { openKeys, readKeys } from '../../server/access/keys.ts';
import { countByKey } from '../../server/access/reseal.ts';
import { rootFolder } from '../../server/config.ts';
import { migrate } from '../../server/db/migrate.ts';
import { type OpenDatabase, openDatabase } from '../../server/db/open.ts';
import { createTestDatabase } from '../helpers/postgres.ts';

it('says what it can do where it is asked for something else, and touches nothing', async () => {
  const env = { ...process.env, DATABASE_URL: '', DATA_FOLDER: '/nowhere' };
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/key.ts', 'destroy'], { cwd: rootFolder, env });
  let output = '';
  child.stderr!.on('data', (chunk) => (output += chunk));
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(2);
  expect(output).toContain('npm run key -- rotate');
});

// Two processes at one database: the embedded one lets only one in. What is stopped there, reseal.db.test.ts stops.
if (inject('database').databaseUrl) {
  describe('npm run key', () => {
    let made: MadeDatabase;
    let database: OpenDatabase;
    const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-key-'));
    const source = { dataKeys: undefined, dataKeyFile: path.join(dataFolder, 'data-keys') };

    beforeAll(async () => {
      made = await createTestDatabase();
      database = await openDatabase({ databaseUrl: made.url, dataFolder });
      const { sql } = database;
      await migrate(sql);
      const sealer = await openKeys(sql, source);
      await sql`insert into building (kind, geometry) values ('house', ST_Multi(ST_MakeEnvelope(10, 10, 10.001, 10.001, 4326)))`;
      await sql`insert into unit (building_id, unit_no, name) values (1, 1, '1单元')`;
      await sql`insert into household (building_id, unit_id, floor, door) values (1, 1, 1, '101')`;
      await sql`insert into resident (household_id, name, name_digest, birth_date, birth_year, sex, registered_here, lives_here)
        select 1, ${sealer.seal('resident.name', '张伟')}, ${sealer.digest('resident.name', '张伟')},
          ${sealer.seal('resident.birth_date', '1955-03-02')}, 1955, 'male', true, true from generate_series(1, 3000)`;
    });
    afterAll(async () => {
      await database.close();
      await made.drop();
      rmSync(dataFolder, { recursive: true, force: true });
    });

    function start(command: string): ChildProcess {
      const env = { ...process.env, DATABASE_URL: made.url, DATA_FOLDER: dataFolder };
      return spawn(process.execPath, ['--import', 'tsx', 'scripts/key.ts', command], { cwd: rootFolder, env });
    }
    async function run(command: string): Promise<{ code: number | null; output: string }> {
      const child = start(command);
      let output = '';
      for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (chunk) => (output += chunk));
      const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
      return { code, output };
    }
    const counts = async () => Object.fromEntries(await countByKey(database.sql));

    it('rotates, killed in the middle and run again, and forgets the old key', async () => {
      const { sql } = database;
      const child = start('rotate');
      const ended = new Promise((resolve) => child.once('close', resolve));
      // The second batch waits for this row; the kill finds it there.
      await sql.begin(async (holding) => {
        await holding`select 1 from resident where id = 1500 for update`;
        for (let waits = 0; waits === 0; ) {
          const [row] = await sql<[{ waits: number }]>`
            select count(*)::int as waits from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
          waits = row.waits;
        }
        child.kill('SIGKILL');
        await ended;
        // The server would end the statement it is at before it finds that nobody waits for the answer.
        for (let left = 1; left > 0; ) {
          const [row] = await sql<[{ left: number }]>`
            select count(pg_terminate_backend(pid))::int as left from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid() and wait_event_type = 'Lock'`;
          left = row.left;
        }
      });
      expect(await counts()).toEqual({ 1: 4000, 2: 2000 });
      expect(readKeys(source).map(({ id }) => id)).toEqual([1, 2]);
      expect((await run('forget')).output).toContain('There is no key to forget');

      const again = await run('rotate');
      expect(again.output).toContain('Going on with key 2');
      expect(again.output).toContain('2000 rows are sealed anew with key 2');
      expect(await counts()).toEqual({ 2: 6000 });
      expect((await run('show')).output).toBe('1  0 个值 values\n2  6000 个值 values  当前密钥 current\n');

      expect(await run('forget')).toMatchObject({ code: 2, output: expect.stringContaining('Key 2 has only just') });
      await sql`update sealing_key set created_at = now() - interval '2 minutes'`;
      expect((await run('forget')).output).toContain('Forgotten: 1');
      expect(readKeys(source).map(({ id }) => id)).toEqual([2]);
      const sealer = await openKeys(sql, source);
      const [row] = await sql<[{ name: Buffer }]>`select name from resident where id = 1500`;
      expect(sealer.open('resident.name', row.name)).toBe('张伟');
    });
  });
}
