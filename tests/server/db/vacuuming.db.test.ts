import { expect, it } from 'vitest';
import type { Database } from '../../../server/db/open.ts';
import { vacuumWorn } from '../../../server/db/vacuuming.ts';
import { testDatabase } from '../../helpers/database.ts';

async function pages(sql: Database): Promise<number> {
  const [row] = await sql<[{ size: number }]>`select pg_relation_size('worn')::int as size`;
  return row.size;
}

it('gives back the room of rows that are no more, and leaves alone what is hardly worn', async () => {
  const { sql } = await testDatabase();
  await sql`create table worn (id int)`;
  try {
    await sql`insert into worn select generate_series(1, 900)`;
    expect(await vacuumWorn(sql)).not.toContain('worn');
    await sql`insert into worn select generate_series(1, 9000)`;
    await sql`delete from worn`;
    expect(await pages(sql)).toBeGreaterThan(0);
    // A server of its own tells its counts within a second.
    await expect.poll(() => vacuumWorn(sql), { timeout: 30_000 }).toContain('worn');
    expect(await pages(sql)).toBe(0);
  } finally {
    await sql`drop table worn`;
  }
});
