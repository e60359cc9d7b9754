import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { MadeDatabase } from '../../../scripts/own-database.ts';
import { rootFolder } from '../../../server/config.ts';
import { migrate } from '../../../server/db/migrate.ts';
import { type Database, type OpenDatabase, openDatabase } from '../../../server/db/open.ts';
import { createTestDatabase } from '../../helpers/postgres.ts';
import { testSealer } from '../../helpers/sealer.ts';

const secrets = ['张伟丽', '13800001234', '1955-03-02', '本人申请登记', '王家漏水调解'];
const folder = path.join(rootFolder, 'data/migrations');

/** Brings an empty database to the last version that stored people as plain text, and fills it. */
async function fillOld(sql: Database): Promise<void> {
  await sql`create table migration (name text primary key, sha256 text not null, applied_at timestamptz not null default now())`;
  for (const name of readdirSync(folder).sort()) {
    if (name > '0013') break;
    const text = readFileSync(path.join(folder, name), 'utf8');
    await sql.unsafe(text);
    await sql`insert into migration (name, sha256) values (${name}, ${createHash('sha256').update(text).digest('hex')})`;
  }
  await sql`insert into building (kind, geometry) values ('house', ST_Multi(ST_MakeEnvelope(10, 10, 10.001, 10.001, 4326)))`;
  await sql`insert into unit (building_id, unit_no, name) values (1, 1, '1单元')`;
  await sql`insert into household (building_id, unit_id, floor, door) select 1, 1, 1, n::text from generate_series(1, 3) n`;
  await sql`insert into resident (household_id, name, sex, birth_date, phone, registered_here, lives_here)
    select 1 + n % 3, '张伟丽', 'female', '1955-03-02', case when n > 1 then '13800001234' end, true, true
    from generate_series(1, 2500) n`;
  await sql`insert into need_tag (household_id, tag, purpose, basis, starts_on, expires_on)
    values (1, 'hardship', '每月走访', '本人申请登记', '2026-01-01', '2027-01-01')`;
  await sql`insert into diary_entry (area_code, author, written_at, body) values ('990106', '甲', now(), '王家漏水调解')`;
}

/** Text of every row of every table, with the bytes of bytea columns as they are. */
async function dump(sql: Database): Promise<string> {
  const tables = await sql<{ name: string }[]>`
    select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> 'spatial_ref_sys'`;
  const parts: string[] = [];
  for (const { name } of tables) {
    const rows = await sql.unsafe(`select * from ${name}`);
    for (const row of rows)
      parts.push(
        ...Object.values(row).map((value) => (Buffer.isBuffer(value) ? value.toString() : JSON.stringify(value))),
      );
  }
  return parts.join('\n');
}

/** What stands in a table's file on the disk, dead rows included. */
async function fileOf(sql: Database, table: string): Promise<string> {
  await sql`checkpoint`;
  const [row] = await sql<[{ bytes: Buffer }]>`select pg_read_binary_file(pg_relation_filepath(${table})) as bytes`;
  return row.bytes.toString();
}

const found = (text: string) => secrets.filter((secret) => text.includes(secret));

describe('a database that stored people as plain text', () => {
  let made: MadeDatabase | undefined;
  let database: OpenDatabase;
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-plain-'));

  beforeAll(async () => {
    made = inject('database').databaseUrl ? await createTestDatabase() : undefined;
    database = await openDatabase({ databaseUrl: made?.url, dataFolder });
    await fillOld(database.sql);
  });
  afterAll(async () => {
    await database.close();
    await made?.drop();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  it('is not brought up to date without a key', async () => {
    expect(found(await dump(database.sql))).toEqual(secrets);
    expect(found(await fileOf(database.sql, 'resident'))).toEqual(['张伟丽', '13800001234']);
    await expect(migrate(database.sql)).rejects.toThrow(/wait to be sealed, and no key was given/);
    expect(found(await dump(database.sql))).toEqual(secrets);
  });

  it('comes up sealed, each value what it was, with no plain text in a column or on the disk', async () => {
    const { sql } = database;
    await migrate(sql, () => Promise.resolve(testSealer));
    const rows =
      await sql`select name, name_digest, phone, phone_digest, birth_date, birth_year from resident order by id`;
    expect(rows).toHaveLength(2500);
    for (const row of [rows[0]!, rows[2499]!]) {
      expect(testSealer.open('resident.name', row.name)).toBe('张伟丽');
      expect(testSealer.open('resident.birth_date', row.birth_date)).toBe('1955-03-02');
      expect(row).toMatchObject({ name_digest: testSealer.digest('resident.name', '张伟丽'), birth_year: 1955 });
    }
    expect(rows[0]).toMatchObject({ phone: null, phone_digest: null });
    expect(testSealer.open('resident.phone', rows[1]!.phone)).toBe('13800001234');
    expect(rows[1]!.phone_digest).toEqual(testSealer.digest('resident.phone', '13800001234'));
    const [tag] = await sql`select basis from need_tag`;
    expect(testSealer.open('need_tag.basis', tag!.basis)).toBe('本人申请登记');
    const [entry] = await sql`select body from diary_entry`;
    expect(testSealer.open('diary_entry.body', entry!.body)).toBe('王家漏水调解');
    expect(found(await dump(sql))).toEqual([]);
    for (const table of ['resident', 'need_tag', 'diary_entry']) expect(found(await fileOf(sql, table))).toEqual([]);
    const left = await sql`select 1 from information_schema.columns where column_name like '%\\_plain'`;
    expect(left).toHaveLength(0);
    expect(await migrate(sql, () => Promise.resolve(testSealer))).toEqual([]);
  });
});
