import type { Database } from '../../db/open.ts';
import { AppError } from '../../errors.ts';
import * as loading from '../load-sql.ts';
import { recordAct, type StoredBatch } from './sql.ts';
import * as query from './undo-sql.ts';
import type { Workplace } from './work.ts';

const words: Record<string, readonly [zh: string, en: string]> = {
  area: ['区域', 'area'],
  compound: ['小区', 'compound'],
  building: ['楼栋', 'building'],
  unit: ['单元', 'unit'],
  household: ['住户', 'household'],
  resident: ['居民', 'resident'],
  organisation: ['单位', 'organisation'],
  facility: ['设施', 'facility'],
  device: ['设备', 'device'],
  land: ['用地', 'land'],
  waterway: ['水系', 'waterway'],
  road: ['道路', 'road'],
  place: ['地名', 'place'],
  boundary: ['界线', 'boundary'],
  patrol_point: ['巡逻点', 'patrol point'],
  incident: ['事件', 'incident'],
};

/**
 * Takes a batch out again as a whole: rows that it changed or deleted say again what they said, rows that it made are gone.
 * @throws AppError (409) naming up to 20 rows that somebody changed since or that something new leans on; nothing is undone then.
 */
export async function undoBatch(
  batch: StoredBatch,
  { account_id, note }: { account_id: number | null; note: string | null },
  { sql, hear, signal }: Pick<Workplace, 'sql' | 'hear' | 'signal'>,
): Promise<void> {
  if (batch.state !== 'applied') throw notApplied();
  const rows_total = batch.counts && batch.counts.new + batch.counts.changed + batch.counts.deleted;
  let rows = 0;
  hear({ phase: 'undoing', rows, rows_total });
  await inOne(sql, async (transaction) => {
    await loading.waitForTurn(transaction);
    const obstacles = await query.listObstacles(transaction, batch);
    if (obstacles.length > 0) throw changedSince(obstacles);
    for (const table of query.plainTables) {
      rows += await query.restoreTable(transaction, table, batch.id);
      hear({ phase: 'undoing', rows, rows_total });
      signal.throwIfAborted();
    }
    if (batch.change_id !== null)
      await query.undoChange(transaction, batch.change_id, note, account_id).catch((cause) => {
        throw refusalOf(cause);
      });
    signal.throwIfAborted();
    await query.saveUndone(transaction, batch.id, account_id);
    await recordAct(transaction, 'import_undone', batch.id, account_id);
    if (batch.kind === 'areas') await loading.reassignAreaCodes(transaction);
    if (batch.kind === 'areas' || batch.kind === 'buildings' || batch.kind === 'osm')
      await loading.recoarseIncidents(transaction);
    await loading.endImportChange(transaction);
  });
}

async function inOne(sql: Database, work: (transaction: Database) => Promise<void>): Promise<void> {
  const step = (transaction: unknown) => work(transaction as Database);
  if ('savepoint' in sql)
    await (sql as unknown as { savepoint(step: (sql: unknown) => Promise<void>): Promise<void> }).savepoint(step);
  else await sql.begin(step);
}

function notApplied(): AppError {
  return new AppError('conflict', {
    'zh-CN': '这一批没有导入，或已经撤销。',
    en: 'This batch was not applied, or was undone already.',
  });
}

/** What undo_change() and its triggers say when they refuse. */
function refusalOf(cause: unknown): unknown {
  const { code, detail = '' } = cause as { code?: string; detail?: string };
  if (code !== '55000') return cause;
  const rows = detail.split(', ').filter(Boolean);
  if (rows.length === 0) return notApplied();
  return changedSince(
    rows.map((row) => {
      const [table = '', key = ''] = row.split(' ');
      return { table, key };
    }),
  );
}

function changedSince(obstacles: query.Obstacle[]): AppError {
  const named = (language: 0 | 1) => obstacles.map(({ table, key }) => `${words[table]?.[language] ?? table} ${key}`);
  return new AppError('conflict', {
    'zh-CN': `这一批导入之后，以下内容又有更新或已被引用，不能整批撤销：${named(0).join('、')}。请先撤销较新的修改。`,
    en: `These were changed or used since this batch, so that it cannot be undone as a whole: ${named(1).join(', ')}. Take back the newer changes first.`,
  });
}
