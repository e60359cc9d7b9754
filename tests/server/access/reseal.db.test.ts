import { describe, expect, it } from 'vitest';
import { countByKey, reseal, sealedTables } from '../../../server/access/reseal.ts';
import { keyIdOf, type SealedColumn, Sealer } from '../../../server/access/sealing.ts';
import type { Database } from '../../../server/db/open.ts';
import { townSecrets } from '../../fixtures/town-households.ts';
import { rolledBack, testDatabase } from '../../helpers/database.ts';
import { testSealer } from '../../helpers/sealer.ts';

const oldKey = { id: 1, secret: Buffer.alloc(32, 7) };
const newKey = { id: 2, secret: Buffer.alloc(32, 8) };
const both = new Sealer([oldKey, newKey]);
const onlyNew = new Sealer([newKey]);

/** 2,400 more residents of household 41, so that a pass has several batches. */
async function crowd(sql: Database): Promise<void> {
  await sql`insert into resident (household_id, name, name_digest, birth_date, birth_year, sex, registered_here, lives_here)
    select 41, name, name_digest, birth_date, birth_year, sex, true, true from resident, generate_series(1, 2400) where id = 51`;
  await sql`insert into diary_entry (area_code, author, written_at, body)
    values ('990106001001001', '甲', now(), ${testSealer.seal('diary_entry.body', '雨后巡查')})`;
  await sql`insert into second_factor (account_id, secret) values (301, ${testSealer.seal('second_factor.secret', 'ABC')})`;
}

/** Everything sealed, opened; fails where it cannot be. */
async function opened(sql: Database, sealer: Sealer): Promise<string[]> {
  const texts: string[] = [];
  for (const { table, columns, key } of sealedTables) {
    for (const column of columns) {
      const rows = await sql.unsafe<{ value: Buffer }[]>(
        `select ${column} as value from ${table} where ${column} is not null order by ${key}`,
      );
      texts.push(...rows.map(({ value }) => sealer.open(`${table}.${column}` as SealedColumn, value)));
    }
  }
  return texts;
}

describe('sealing anew', () => {
  it('reaches every sensitive column that holds bytes which can be opened', async () => {
    const { sql } = await testDatabase();
    const rows = await sql<{ name: string }[]>`
      select c.table_name || '.' || c.column_name as name from data_class d
      join information_schema.columns c using (table_name, column_name)
      where d.class = 'sensitive' and c.table_schema = current_schema and c.udt_name = 'bytea' and c.column_name !~ 'digest$' order by 1`;
    const known = sealedTables.flatMap(({ table, columns }) => columns.map((column) => `${table}.${column}`));
    expect(rows.map(({ name }) => name)).toEqual(known.sort());
  });

  it('leaves every value what it was, under the new key alone, found by the new digests', async () => {
    await rolledBack(async (sql) => {
      await crowd(sql);
      const before = await opened(sql, testSealer);
      expect(await reseal(sql, both)).toBe(2409 + 3 + 1 + 1);
      expect(await opened(sql, onlyNew)).toEqual(before);
      expect([...(await countByKey(sql)).keys()]).toEqual([2]);
      const digest = onlyNew.digest('resident.name', '张伟');
      expect(await sql`select count(*)::int from resident where name_digest = ${digest}`).toEqual([{ count: 2401 }]);
      const phone = onlyNew.digest('resident.phone', '13800001234');
      expect(await sql`select id from resident where phone_digest = ${phone}`).toEqual([{ id: 51 }]);
      expect(await reseal(sql, both)).toBe(0);
    });
  });

  it('goes on where it was stopped in the middle', async () => {
    await rolledBack(async (sql) => {
      await crowd(sql);
      const before = await opened(sql, testSealer);
      const stop = () => {
        throw new Error('stopped');
      };
      await expect(reseal(sql, both, stop)).rejects.toThrow('stopped');
      const [half] = await sql<[{ done: number }]>`
        select count(*)::int as done from resident where substring(name from 2 for 4) = int4send(2)`;
      expect(half.done).toBe(1000);
      expect(await opened(sql, both)).toEqual(before);
      expect(await reseal(sql, both)).toBe(1409 + 3 + 1 + 1);
      expect(await opened(sql, onlyNew)).toEqual(before);
    });
  });

  it('keeps what somebody changes meanwhile', async () => {
    await rolledBack(async (sql) => {
      await crowd(sql);
      const changed = testSealer.seal('resident.name', '张玮');
      let calls = 0;
      await reseal(sql, both, () => {
        // After the first batch, in a row that has been passed: by a server that has not seen the new key yet.
        if (calls++ === 0) void sql`update resident set name = ${changed} where id = 51`.execute();
      });
      const [row] = await sql<[{ name: Buffer }]>`select name from resident where id = 51`;
      expect(onlyNew.open('resident.name', row.name)).toBe('张玮');
      expect(keyIdOf(row.name)).toBe(2);
    });
  });

  it('finds none of the town’s secrets in the text of any table', async () => {
    const { sql } = await testDatabase();
    const tables = await sql<{ name: string }[]>`
      select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`;
    for (const { name } of tables) {
      if (name === 'spatial_ref_sys') continue;
      const rows = await sql.unsafe<{ row: string }[]>(`select t::text as row from ${name} t`);
      const raw = rows.map(({ row }) =>
        row.replace(/\\\\x([0-9a-f]+)/g, (_, hex) => Buffer.from(hex, 'hex').toString()),
      );
      const text = raw.join('\n');
      expect(townSecrets.filter((secret) => text.includes(secret))).toEqual([]);
    }
  });
});
