import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import type { ImportCounts, ImportKind, ImportSettings, ImportState } from '../../../../server/api/imports/schema.ts';
import type { Database } from '../../../../server/db/open.ts';
import { uploadPath } from '../../../../server/import/batches/files.ts';
import { freshSettings } from '../../../../server/import/batches/look.ts';
import { doTask, type ImportTask } from '../../../../server/import/batches/work.ts';
import { testSealer } from '../../../helpers/sealer.ts';

/** A data folder that is gone after the test file. */
export const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-batches-'));
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

/** A batch whose file is there as a whole, its coordinates confirmed as WGS 84 where nothing else is said. */
export async function uploaded(
  sql: Database,
  given: {
    kind: ImportKind;
    name: string;
    content: string | Uint8Array;
    source: string;
    settings?: Partial<ImportSettings>;
  },
): Promise<number> {
  const size = Buffer.byteLength(given.content);
  const settings = { ...freshSettings('Asia/Shanghai'), crs: { kind: 'wgs84' }, ...given.settings };
  const [batch] = await sql<[{ id: number }]>`
    insert into import_batch (kind, file_name, source, size_bytes, received_bytes, settings)
    values (${given.kind}, ${given.name}, ${given.source}, ${size}, ${size}, ${sql.json(settings as never)}) returning id`;
  const file = uploadPath(dataFolder, batch.id, given.name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, given.content);
  return batch.id;
}

/** Does a task here and now. */
export function work(sql: Database, task: ImportTask, signal = new AbortController().signal): Promise<void> {
  return doTask(task, { sql, sealer: testSealer, dataFolder, hear: () => {}, signal });
}

/** How a batch stands. */
export async function stateOf(sql: Database, id: number) {
  const [batch] = await sql<
    {
      state: ImportState;
      counts: ImportCounts | null;
      settings: ImportSettings;
      failure: { 'zh-CN': string; en: string } | null;
      has_file: boolean;
      change_id: number | null;
    }[]
  >`select state, counts, settings, failure, has_file, change_id::int from import_batch where id = ${id}`;
  return batch!;
}

/** Looks into a batch's file, counts, and applies what was counted. */
export async function applied(
  sql: Database,
  id: number,
  settings: Partial<ImportSettings> = {},
): Promise<ImportCounts> {
  await work(sql, { work: 'read', batch_id: id, account_id: 302 });
  const now = { ...(await stateOf(sql, id)).settings, ...settings };
  await sql`update import_batch set settings = ${sql.json(now as never)} where id = ${id}`;
  await work(sql, { work: 'check', batch_id: id, account_id: 302 });
  const { counts } = await stateOf(sql, id);
  await work(sql, { work: 'apply', batch_id: id, account_id: 302, seen: counts! });
  return counts!;
}

/** Settles what a person would, out of what stands as settled. */
export async function settle(
  sql: Database,
  id: number,
  said: (settings: ImportSettings) => Partial<ImportSettings>,
): Promise<void> {
  const { settings } = await stateOf(sql, id);
  await sql`update import_batch set settings = ${sql.json({ ...settings, ...said(settings) } as never)} where id = ${id}`;
}

/** Takes away what batches of a source have left: on the embedded database every test file has the same. */
export async function forget(sql: Database, source: string): Promise<void> {
  for (const table of ['incident', 'facility', 'place', 'building'])
    await sql`delete from ${sql(table)} where source = ${source}`;
  for (const table of ['facility_past', 'building_past']) await sql`delete from ${sql(table)} where source = ${source}`;
  await sql`delete from change where source = ${source}`;
  await sql`delete from audit_event where detail ? 'batch_id'`;
  await sql`delete from import_batch where source = ${source} and parent_id is not null`;
  await sql`delete from import_batch where source = ${source}`;
  await sql`delete from import_memory`;
}
