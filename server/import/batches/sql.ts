import type { AuditKind } from '../../access/audit.ts';
import type {
  ImportCounts,
  ImportFindings,
  ImportKind,
  ImportSettings,
  ImportState,
} from '../../api/imports/schema.ts';
import type { Database } from '../../db/open.ts';
import type { Sentence } from '../../errors.ts';
import { sheetOf } from '../mapping/index.ts';
import type { Reject } from '../types.ts';

// What the programs that read, count, load and take out write down of a batch, with the owner's rights.

/** A batch as those programs need it. */
export interface StoredBatch {
  id: number;
  kind: ImportKind;
  state: ImportState;
  file_name: string;
  source: string;
  settings: ImportSettings;
  findings: ImportFindings | null;
  counts: ImportCounts | null;
  has_file: boolean;
  change_id: number | null;
}

/** Rejects that are kept of a run. */
export const KEPT_REJECTS = 100_000;

/** A batch; undefined: there is none. */
export async function findBatch(sql: Database, id: number): Promise<StoredBatch | undefined> {
  const [batch] = await sql<StoredBatch[]>`
    select id, kind, state, file_name, source, settings, findings, counts, has_file, change_id::int from import_batch where id = ${id}`;
  return batch;
}

/** Makes a batch for `npm run import`, whose file lies elsewhere. */
export async function insertBatch(
  sql: Database,
  given: { kind: ImportKind; file_name: string; source: string; size_bytes: number; settings: ImportSettings },
): Promise<number> {
  const [made] = await sql<[{ id: number }]>`
    insert into import_batch (kind, file_name, source, size_bytes, received_bytes, has_file, state, settings)
    values (${given.kind}, ${given.file_name}, ${given.source}, ${given.size_bytes}, ${given.size_bytes}, false, 'read',
      ${sql.json(given.settings as never)})
    returning id`;
  return made.id;
}

/** The last batches, newest first. */
export function listLastBatches(
  sql: Database,
  limit: number,
): Promise<
  (Pick<StoredBatch, 'id' | 'kind' | 'state' | 'source'> & {
    applied_at: string | null;
    counts: ImportCounts | null;
    crs: ImportSettings['crs'];
    crs_words: ImportSettings['crs_words'];
  })[]
> {
  return sql`select id, kind, state, source, iso_time(applied_at) as applied_at, counts,
    settings -> 'crs' as crs, settings -> 'crs_words' as crs_words
    from import_batch order by id desc limit ${limit}`;
}

/** A file was looked into. */
export async function saveRead(
  sql: Database,
  id: number,
  { sha256, findings, settings }: { sha256: string; findings: ImportFindings; settings: ImportSettings },
): Promise<void> {
  await sql`update import_batch set state = 'read', sha256 = ${sha256}, findings = ${sql.json(findings as never)},
    settings = ${sql.json(settings as never)}, counts = null, failure = null where id = ${id}`;
}

/** What a run found wrong as a whole; one that could not even be read has failed. */
export async function saveFailure(sql: Database, id: number, failure: Sentence, failed: boolean): Promise<void> {
  await sql`update import_batch set failure = ${sql.json(failure)}, state = case when ${failed} then 'failed' else state end
    where id = ${id}`;
}

/** A dry run has counted. */
export async function saveChecked(sql: Database, id: number, counts: ImportCounts, rejects: Reject[]): Promise<void> {
  await saveRejects(sql, id, rejects);
  await sql`update import_batch set state = 'checked', counts = ${sql.json(counts as never)}, failure = null where id = ${id}`;
}

/** Rows are in, in the transaction that wrote them; `now()` is what stands in them. */
export async function saveApplied(
  sql: Database,
  id: number,
  given: {
    counts: ImportCounts;
    rejects: Reject[];
    change_id: number | null;
    has_file: boolean;
    account_id: number | null;
    settings: ImportSettings;
  },
): Promise<void> {
  await saveRejects(sql, id, given.rejects);
  await sql`update import_batch set state = 'applied', counts = ${sql.json(given.counts as never)}, failure = null,
    applied_at = now(), change_id = ${given.change_id}, has_file = ${given.has_file}, settings = ${sql.json(given.settings as never)}
    where id = ${id}`;
  if (!given.has_file) await sql`delete from import_fix where batch_id = ${id}`;
  await recordAct(sql, 'import_applied', id, given.account_id);
}

/** Writes down who applied or undid a batch; null: a program of the operator's. */
export async function recordAct(
  sql: Database,
  kind: Extract<AuditKind, 'import_applied' | 'import_undone'>,
  id: number,
  accountId: number | null,
): Promise<void> {
  await sql`insert into audit_event (account_id, kind, area_code, detail)
    select ${accountId}, ${kind}, '', jsonb_build_object('batch_id', b.id, 'kind', b.kind, 'source', b.source)
    from import_batch b where b.id = ${id}`;
}

async function saveRejects(sql: Database, id: number, rejects: Reject[]): Promise<void> {
  await sql`delete from import_reject where batch_id = ${id}`;
  for (let at = 0; at < Math.min(rejects.length, KEPT_REJECTS); at += 5000) {
    const part = rejects.slice(at, Math.min(at + 5000, KEPT_REJECTS));
    await sql`insert into import_reject (batch_id, row_label, column_name, zh, en)
      select ${id}, * from unnest(${part.map(({ row }) => String(row))}::text[], ${part.map(({ column }) => column ?? null)}::text[],
        ${part.map(({ reason }) => reason['zh-CN'])}::text[], ${part.map(({ reason }) => reason.en)}::text[])`;
  }
}

/** Rows that the last run rejected. */
export async function listRejectedRows(sql: Database, id: number): Promise<Set<string>> {
  const rows = await sql<{ row: string }[]>`select distinct row_label as row from import_reject where batch_id = ${id}`;
  return new Set(rows.map(({ row }) => row));
}

/** Cells that were mended, sealed: row, column, value. */
export function listFixes(
  sql: Database,
  id: number,
): Promise<{ row_label: string; column_name: string; value: Buffer }[]> {
  return sql<{ row_label: string; column_name: string; value: Buffer }[]>`
    select row_label, column_name, value from import_fix where batch_id = ${id}`;
}

/** Batches whose file is still wanted: it was not applied whole, discarded, or given up. */
export async function listWithFile(sql: Database): Promise<Set<number>> {
  const rows = await sql<{ id: number }[]>`select id from import_batch where has_file and state <> 'discarded'`;
  return new Set(rows.map(({ id }) => id));
}

/** Their files are gone. What was never applied is discarded. */
export async function forgetFiles(sql: Database, ids: number[]): Promise<void> {
  await sql`update import_batch set has_file = false,
      state = case when state in ('uploading', 'read', 'checked', 'failed') then 'discarded' else state end
    where id = any (${ids}::int[]) and has_file`;
  await sql`delete from import_fix where batch_id = any (${ids}::int[])`;
}

/**
 * Writes down what was settled, so that it is proposed the next time: of each column by itself, and of all of them together, those left
 * out among them.
 */
export async function remember(sql: Database, { kind, settings, findings }: StoredBatch): Promise<void> {
  const columns = Object.entries(settings.mapping).map(([field, given]) => ['column', '', given, field]);
  const values = Object.entries(settings.codes).flatMap(([field, codes]) =>
    Object.entries(codes).map(([given, code]) => ['value', field, given, code]),
  );
  const all = [...columns, ...values].filter(([, , , meaning]) => meaning !== '');
  const kept = [...all, ...ofSheet(settings, findings)].filter(([, , given]) => given!.length <= 200);
  if (kept.length === 0) return;
  await sql`insert into import_memory (kind, about, field, given, meaning)
    select distinct ${kind}, * from unnest(${kept.map(([about]) => about!)}::text[], ${kept.map(([, field]) => field!)}::text[],
      ${kept.map(([, , given]) => given!)}::text[], ${kept.map(([, , , meaning]) => meaning!)}::text[])
    on conflict (kind, about, field, given, meaning) do update set times = import_memory.times + 1, last_at = now()`;
}

/** Every column of the sheet with its field, by what tells the sheet; none of a file whose columns were not looked at. */
function ofSheet({ mapping }: ImportSettings, findings: ImportFindings | null): string[][] {
  const seen = findings?.columns ?? [];
  const sheet = sheetOf(seen.map(({ column }) => column));
  const fields = new Map(Object.entries(mapping).map(([field, column]) => [column, field]));
  return seen.flatMap(({ column, forbidden }) =>
    forbidden ? [] : [['column', sheet, column, fields.get(column) ?? '']],
  );
}

/** What was settled before for a kind, most often first. */
export function listMemory(
  sql: Database,
  kind: ImportKind,
): Promise<{ about: 'column' | 'value'; field: string; given: string; meaning: string; times: number }[]> {
  return sql<{ about: 'column' | 'value'; field: string; given: string; meaning: string; times: number }[]>`
    select about, field, given, meaning, times from import_memory where kind = ${kind}
    order by times desc, last_at desc, given limit 5000`;
}
