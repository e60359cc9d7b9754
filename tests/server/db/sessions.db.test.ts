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

test('queries beside and after one that failed each get their own answer', async () => {
  const { sql } = await testDatabase();
  const ask = (client: Pick<typeof sql, 'unsafe'>, divisor: number) =>
    client.unsafe<{ answer: number }[]>('select 12 / $1::int as answer', [divisor], { prepare: true }).then(
      ([row]) => row?.answer,
      (error: Error) => error.message,
    );
  const divisors = [1, 0, 2, 0, 0, 3, 4, 0, 6, 12];
  const expected = divisors.map((divisor) => (divisor === 0 ? 'division by zero' : 12 / divisor));
  const held = await sql.reserve();
  const answers: unknown[] = [];
  for (const divisor of divisors) answers.push(await ask(held, divisor));
  held.release();
  expect(answers).toEqual(expected);
  expect(await Promise.all(divisors.map((divisor) => ask(sql, divisor)))).toEqual(expected);
});
