import type { Database } from '../../db/open.ts';
import type { Sentence } from '../../errors.ts';
import type { ImportBatch, ImportKind, ImportReject, ImportSettings, ImportState } from './schema.ts';

/** A batch as it stands in its table; what runs now is not written there. */
export type BatchRow = Omit<ImportBatch, 'progress'>;

const columns = (sql: Database) => sql`
  b.id, b.kind, b.state, b.file_name, b.source, b.size_bytes::float8, b.received_bytes::float8, b.sha256, b.has_file,
  iso_time(b.made_at) as made_at, maker.display_name as made_by, b.parent_id, b.settings, b.findings, b.counts, b.failure,
  iso_time(b.applied_at) as applied_at, b.change_id::int, iso_time(b.undone_at) as undone_at, undoer.display_name as undone_by,
  (select count(*)::int from import_fix f where f.batch_id = b.id) as fix_count`;
const joined = (sql: Database) => sql`
  import_batch b left join account maker on maker.id = b.made_by left join account undoer on undoer.id = b.undone_by`;

/** Batches, newest first. */
export function listBatches(
  sql: Database,
  given: { kind?: ImportKind | undefined; state?: ImportState | undefined; before: number | undefined; limit: number },
): Promise<BatchRow[]> {
  const { kind, state, before, limit } = given;
  return sql<BatchRow[]>`
    select ${columns(sql)} from ${joined(sql)} where true
      ${kind === undefined ? sql`` : sql`and b.kind = ${kind}`}
      ${state === undefined ? sql`` : sql`and b.state = ${state}`}
      ${before === undefined ? sql`` : sql`and b.id < ${before}`}
    order by b.id desc limit ${limit}`;
}

/** A batch; undefined: there is none. */
export async function findBatch(sql: Database, id: number): Promise<BatchRow | undefined> {
  const [batch] = await sql<BatchRow[]>`select ${columns(sql)} from ${joined(sql)} where b.id = ${id}`;
  return batch;
}

/** A batch for writing: nobody else settles it until this transaction ends. */
export async function lockBatch(sql: Database, id: number): Promise<void> {
  await sql`select from import_batch where id = ${id} for update`;
}

/** Makes a batch that waits for its file; its number. */
export async function insertBatch(
  sql: Database,
  given: Pick<ImportBatch, 'kind' | 'file_name' | 'source' | 'size_bytes' | 'parent_id' | 'settings'> & {
    account_id: number | null;
  },
): Promise<number> {
  const [made] = await sql<[{ id: number }]>`
    insert into import_batch (made_by, kind, file_name, source, size_bytes, parent_id, settings)
    values (${given.account_id}, ${given.kind}, ${given.file_name}, ${given.source}, ${given.size_bytes}, ${given.parent_id},
      ${sql.json(given.settings as never)})
    returning id`;
  return made.id;
}

/** So many bytes of its file are there. */
export async function saveReceived(sql: Database, id: number, bytes: number): Promise<void> {
  await sql`update import_batch set received_bytes = ${bytes} where id = ${id} and state = 'uploading'`;
}

/** What a person has settled; what was counted before no longer holds. */
export async function saveSettings(sql: Database, id: number, settings: ImportSettings): Promise<void> {
  await sql`update import_batch set settings = ${sql.json(settings as never)}, counts = null, failure = null,
    state = case state when 'checked' then 'read' else state end where id = ${id}`;
}

/** Nothing becomes of it. */
export async function discardBatch(sql: Database, id: number): Promise<void> {
  await sql`update import_batch set state = 'discarded', has_file = false where id = ${id}`;
  await sql`delete from import_fix where batch_id = ${id}`;
}

/** What the last run rejected, in the file's order; those after one. */
export function listRejects(
  sql: Database,
  id: number,
  { after, limit }: { after: number | undefined; limit: number },
): Promise<ImportReject[]> {
  return sql<ImportReject[]>`
    select id::int, row_label as row, column_name as column, json_build_object('zh-CN', zh, 'en', en) as sentence
    from import_reject where batch_id = ${id} ${after === undefined ? sql`` : sql`and id > ${after}`} order by id limit ${limit}`;
}

/** Why rows were rejected, by row: all sentences of one together. */
export async function rejectsByRow(sql: Database, id: number): Promise<Map<string, Sentence[]>> {
  const rows = await sql<{ row: string; zh: string; en: string }[]>`
    select row_label as row, zh, en from import_reject where batch_id = ${id} order by id`;
  const found = new Map<string, Sentence[]>();
  for (const { row, zh, en } of rows) found.set(row, [...(found.get(row) ?? []), { 'zh-CN': zh, en }]);
  return found;
}

/** Mends a cell; without a value it says again what the file says. */
export async function saveFix(
  sql: Database,
  id: number,
  fix: { row: string; column: string; value: Uint8Array | null },
): Promise<void> {
  const { row, column, value } = fix;
  if (value === null) {
    await sql`delete from import_fix where batch_id = ${id} and row_label = ${row} and column_name = ${column}`;
  } else {
    await sql`insert into import_fix (batch_id, row_label, column_name, value, made_by)
      values (${id}, ${row}, ${column}, ${value}, current_account())
      on conflict (batch_id, row_label, column_name) do update set value = excluded.value, made_by = excluded.made_by, made_at = now()`;
  }
}

/** Counts are for the file as it was: it is to be checked again. */
export async function uncheck(sql: Database, id: number): Promise<void> {
  await sql`update import_batch set state = 'read', counts = null where id = ${id} and state = 'checked'`;
}
