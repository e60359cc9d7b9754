import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Sealer } from '../access/sealing.ts';
import { rootFolder } from '../config.ts';
import type { Database } from './open.ts';
import { sealPlain } from './seal-plain.ts';

const migrationsFolder = path.join(rootFolder, 'data/migrations');
const viewsFolder = path.join(rootFolder, 'data/views');

/** Any 64-bit number; the same in every Jingwei process, so that two starts at once do not both migrate. */
const LOCK = 4_720_260_101;

/**
 * Brings the database to this version: unapplied migrations in order, each in its own transaction, what they leave to be
 * sealed, then all views.
 * @param sealerFor called where an earlier version stored rows that are sealed now; needed there alone.
 * @returns the names of the migrations that were applied; empty when there was nothing to do.
 * @throws Error when an applied migration was changed afterwards, or a statement fails (that migration is undone).
 */
export async function migrate(sql: Database, sealerFor?: (sql: Database) => Promise<Sealer>): Promise<string[]> {
  const applied: string[] = [];
  await sql`create table if not exists migration (
    name text primary key, sha256 text not null, applied_at timestamptz not null default now())`;
  for (const name of sqlFiles(migrationsFolder)) {
    const text = readFileSync(path.join(migrationsFolder, name), 'utf8');
    if (await applyOnce(sql, name, text)) applied.push(name);
  }
  await sealPlain(sql, sealerFor && (() => sealerFor(sql)));
  const views = sqlFiles(viewsFolder).map((name) => readFileSync(path.join(viewsFolder, name), 'utf8'));
  // Some are made of the columns that tables have by now.
  const viewsChanged = await applyViews(sql, views.join('\n'), applied.length > 0);
  return viewsChanged ? [...applied, 'views'] : applied;
}

function sqlFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function applyOnce(sql: Database, name: string, text: string): Promise<boolean> {
  return sql.begin(async (transaction) => {
    await transaction`select pg_advisory_xact_lock(${LOCK})`;
    const [known] = await transaction<{ sha256: string }[]>`select sha256 from migration where name = ${name}`;
    if (known && known.sha256 !== digest(text)) {
      throw new Error(`migration ${name} was changed after it had been applied; write a new one instead`);
    }
    if (known) return false;
    await transaction.unsafe(text);
    await transaction`insert into migration (name, sha256) values (${name}, ${digest(text)})`;
    return true;
  });
}

/** Views hold no data: they are replaced as a whole whenever their text changes, or what they are made of. */
async function applyViews(sql: Database, text: string, migrated: boolean): Promise<boolean> {
  if (text.trim() === '') return false;
  return sql.begin(async (transaction) => {
    await transaction`select pg_advisory_xact_lock(${LOCK})`;
    const [known] = await transaction<{ sha256: string }[]>`select sha256 from migration where name = 'views'`;
    if (known?.sha256 === digest(text) && !migrated) return false;
    await transaction.unsafe(text);
    await transaction`insert into migration (name, sha256) values ('views', ${digest(text)})
      on conflict (name) do update set sha256 = excluded.sha256, applied_at = now()`;
    return true;
  });
}
