import { expect, it } from 'vitest';
import { partlyShown } from '../../../server/access/masking.ts';
import { readPurposes, revealable } from '../../../server/access/purposes.ts';
import { readCatalogues } from '../../../server/api/codes/catalogues.ts';
import { testDatabase } from '../../helpers/database.ts';

it('masks and reveals only columns of class personal or sensitive', async () => {
  const { sql } = await testDatabase();
  const rows = await sql<{ name: string }[]>`
    select table_name || '.' || column_name as name from data_class where class in ('personal', 'sensitive')`;
  const guarded = new Set(rows.map(({ name }) => name));
  expect([...partlyShown, ...revealable].filter((column) => !guarded.has(column))).toEqual([]);
});

it('knows every role of the database, and lets only roles state a purpose that may open files', async () => {
  const { sql } = await testDatabase();
  const roles = await sql<{ role: string; opens: boolean }[]>`
    select role, exists (select from role_right r where r.role = role.role and right_name = 'open') as opens from role order by role`;
  const named = readCatalogues().role.map(({ id }) => id);
  expect([...named].sort()).toEqual(roles.map(({ role }) => role));
  const stating = new Set(readPurposes().flatMap((purpose) => purpose.roles));
  expect([...stating].sort()).toEqual(roles.filter(({ opens }) => opens).map(({ role }) => role));
});
