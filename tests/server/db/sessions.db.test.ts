import { expect, inject, test } from 'vitest';
import { testDatabase } from '../../helpers/database.ts';

test('queries with parameters on several connections at once each get their own answer', async () => {
  const { sql } = await testDatabase();
  // Statements without a name are parsed, described and only then bound: another connection must not come in between.
  const asked = Array.from({ length: 40 }, (_, i) => ({
    columns: Array.from({ length: 1 + (i % 5) }, (_, column) => `$1::int + ${column} as column${column}`),
    value: i,
  }));
  const answers = await Promise.all(
    asked.map(({ columns, value }) => sql.unsafe<Record<string, number>[]>(`select ${columns.join(', ')}`, [value])),
  );
  expect(answers.map(([row]) => Object.values(row!))).toEqual(
    asked.map(({ columns, value }) => columns.map((_, column) => value + column)),
  );
});

// The embedded database has no compiler.
if (inject('database').databaseUrl) {
  test('queries are not compiled', async () => {
    const { sql } = await testDatabase();
    expect(await sql`select current_setting('jit') as jit`).toEqual([{ jit: 'off' }]);
  });
}
