import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { audit } from '../../access/audit.ts';
import { mayIn } from '../../access/caller.ts';
import { enter } from '../../access/enter.ts';
import { AppError, notFound } from '../../errors.ts';
import { unconfirmed } from '../../import/assumed.ts';
import { importLayers } from '../../import/batches/fields.ts';
import { removeUpload, uploadPath, writePiece } from '../../import/batches/files.ts';
import { freshSettings } from '../../import/batches/look.ts';
import type { ImportRuns } from '../../import/batches/runs.ts';
import { crsWords } from '../../import/crs/index.ts';
import { sourceName } from '../../import/source-file.ts';
import { languageOf } from '../../language.ts';
import { type ApiEnv, validated } from '../context.ts';
import { download } from '../download.ts';
import { admit, entranceOf, forbidden, granted } from '../granted.ts';
import { limitLoad } from '../guard.ts';
import { fromToken, idKey, toPage } from '../page-token.ts';
import * as bodies from './bodies.ts';
import { pieceBody, readPiece } from './body.ts';
import { rejectSheet } from './reject-sheet.ts';
import type { ImportBatch, ImportLayer, ImportPlaces, ImportReject, ImportRows, ReceivedBytes } from './schema.ts';
import * as query from './sql.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Pieces that are being received at once: each holds 8 MB. */
const MOST_PIECES = 8;

/** Refuses (403) whoever may import in a part only: a file may hold rows of anywhere. */
const overAll: MiddlewareHandler<ApiEnv> = async (c, next) => {
  requireAll(c);
  await next();
};

function requireAll(c: Context<ApiEnv>): void {
  if (mayIn(c.get('caller'), 'import', '')) return;
  throw forbidden({
    'zh-CN': '导入涉及整个辖区，请由全辖区的数据登记员操作。',
    en: 'An import reaches the whole deployment; it is for a registrar of all of it.',
  });
}

/** Files that come in: uploaded in pieces, looked into, counted, applied in one transaction, taken out again. */
export function imports(runs: ImportRuns) {
  const shown = (batch: query.BatchRow, progress = runs.progressOf(batch.id)): ImportBatch => ({
    ...batch,
    failure: runs.failureOf(batch.id) ?? batch.failure,
    progress,
  });
  const answer = async (c: Context<ApiEnv>, id: number) => {
    // Before the row is read: what ends in between would be shown as neither running nor done.
    const progress = runs.progressOf(id) ?? undefined;
    return shown(await found(c, id), progress);
  };

  /** A batch in one of these states that nothing is being done with. @throws AppError 404, 409. */
  const free = async (c: Context<ApiEnv>, id: number, ...states: ImportBatch['state'][]) => {
    await query.lockBatch(c.get('sql'), id);
    const batch = await found(c, id);
    if (runs.progressOf(id)) throw working();
    if (!states.includes(batch.state)) throw notThen(batch.state);
    return batch;
  };

  return new Hono<ApiEnv>()
    .get('/', granted('import'), overAll, validated('query', bodies.listQuery), async (c) => {
      const { page, limit, kind, state } = c.req.valid('query');
      const [before] = fromToken(page, idKey) ?? [];
      const rows = await query.listBatches(c.get('sql'), { kind, state, before, limit: limit + 1 });
      const { items, next } = toPage(rows, limit, ({ id }) => [id]);
      return c.json({ items: items.map((batch) => shown(batch)), next });
    })
    .get('/layers', granted('import'), overAll, (c) => c.json<{ items: ImportLayer[] }>({ items: importLayers() }))
    .post('/', granted('import'), overAll, validated('json', bodies.makeBody), async (c) => {
      const { parent_id, ...given } = c.req.valid('json');
      const parent = parent_id === undefined ? undefined : await found(c, parent_id);
      const id = await query.insertBatch(c.get('sql'), {
        file_name: given.file_name,
        size_bytes: given.size_bytes,
        kind: parent?.kind ?? given.kind,
        source: parent?.source ?? given.source ?? sourceName(given.file_name),
        parent_id: parent_id ?? null,
        // Mended rows come as a sheet of ours: only how its columns are understood stays.
        settings: parent
          ? { ...freshSettings(parent.settings.time_zone), ...inherited(parent) }
          : freshSettings(c.get('config').timeZone),
        account_id: c.get('caller').account_id,
      });
      await audit(c.get('sql'), 'import_begun', { area_code: '', detail: { batch_id: id, kind: given.kind } });
      return c.json(await answer(c, id), 201);
    })
    .get('/:id', granted('import'), overAll, validated('param', bodies.importParam), async (c) =>
      c.json(await answer(c, c.req.valid('param').id)),
    )
    .put(
      '/:id/content',
      limitLoad(MOST_PIECES),
      mayUpload,
      pieceBody,
      validated('param', bodies.importParam),
      validated('query', bodies.pieceQuery),
      async (c) => {
        const { id } = c.req.valid('param');
        const { offset } = c.req.valid('query');
        const piece = await readPiece(c);
        const batch = await enter(c.get('database'), entranceOf(c), async (sql) => {
          await query.lockBatch(sql, id);
          const waiting = await query.findBatch(sql, id);
          if (!waiting) throw noBatch(id);
          // A piece that is there already, or that does not follow, changes nothing: the answer says what is there.
          if (waiting.state !== 'uploading' || offset !== waiting.received_bytes) return waiting;
          if (offset + piece.length > waiting.size_bytes) throw tooMuch();
          await writePiece(uploadPath(c.get('config').dataFolder, id, waiting.file_name), offset, piece);
          const received_bytes = offset + piece.length;
          await query.saveReceived(sql, id, received_bytes);
          return { ...waiting, received_bytes };
        });
        const { received_bytes } = batch;
        return c.json<ReceivedBytes>({ received_bytes });
      },
    )
    .post('/:id/read', granted('import'), overAll, validated('param', bodies.importParam), async (c) => {
      const { id } = c.req.valid('param');
      const { received_bytes, size_bytes, has_file } = await free(c, id, 'uploading', 'read', 'checked', 'failed');
      if (received_bytes < size_bytes || !has_file) throw notWhole();
      runs.begin({ work: 'read', batch_id: id, account_id: c.get('caller').account_id });
      return c.json(await answer(c, id), 202);
    })
    .put(
      '/:id/settings',
      granted('import'),
      overAll,
      validated('param', bodies.importParam),
      validated('json', bodies.settingsBody),
      async (c) => {
        const { id } = c.req.valid('param');
        const batch = await free(c, id, 'uploading', 'read', 'checked', 'failed');
        await query.saveSettings(c.get('sql'), id, withGiven(batch.settings, c.req.valid('json')));
        return c.json(await answer(c, id));
      },
    )
    .get(
      '/:id/rows',
      validated('param', bodies.importParam),
      mayLook,
      validated('query', bodies.rowsQuery),
      async (c) => {
        const { offset, limit } = c.req.valid('query');
        const task = { work: 'rows', batch_id: c.req.valid('param').id, offset, limit } as const;
        return c.json<ImportRows>((await runs.preview(task)) as ImportRows);
      },
    )
    .post(
      '/:id/places',
      validated('param', bodies.importParam),
      mayLook,
      validated('json', bodies.placesBody),
      async (c) => {
        const task = { work: 'places', batch_id: c.req.valid('param').id, ...c.req.valid('json') } as const;
        return c.json<ImportPlaces>((await runs.preview(task)) as ImportPlaces);
      },
    )
    .put(
      '/:id/fixes',
      granted('import'),
      overAll,
      validated('param', bodies.importParam),
      validated('json', bodies.fixesBody),
      async (c) => {
        const { id } = c.req.valid('param');
        await free(c, id, 'read', 'checked');
        for (const { row, column, value } of c.req.valid('json').items) {
          const sealed = value === null ? null : c.get('sealer').seal('import_fix.value', value);
          await query.saveFix(c.get('sql'), id, { row: String(row), column, value: sealed });
        }
        await query.uncheck(c.get('sql'), id);
        return c.json(await answer(c, id));
      },
    )
    .post('/:id/check', granted('import'), overAll, validated('param', bodies.importParam), async (c) => {
      const { id } = c.req.valid('param');
      requireCrs(await free(c, id, 'read', 'checked'));
      runs.begin({ work: 'check', batch_id: id, account_id: c.get('caller').account_id });
      return c.json(await answer(c, id), 202);
    })
    .post(
      '/:id/apply',
      granted('import'),
      overAll,
      validated('param', bodies.importParam),
      validated('json', bodies.applyBody),
      async (c) => {
        const { id } = c.req.valid('param');
        requireCrs(await free(c, id, 'checked'));
        const { seen } = c.req.valid('json');
        runs.begin({ work: 'apply', batch_id: id, account_id: c.get('caller').account_id, seen });
        return c.json(await answer(c, id), 202);
      },
    )
    .post('/:id/cancel', granted('import'), overAll, validated('param', bodies.importParam), async (c) => {
      const { id } = c.req.valid('param');
      await found(c, id);
      runs.cancel(id);
      return c.json(await answer(c, id));
    })
    .post(
      '/:id/undo',
      granted('import'),
      overAll,
      validated('param', bodies.importParam),
      validated('json', bodies.undoBody),
      async (c) => {
        const { id } = c.req.valid('param');
        await free(c, id, 'applied');
        const note = c.req.valid('json').note ?? null;
        runs.begin({ work: 'undo', batch_id: id, account_id: c.get('caller').account_id, note });
        return c.json(await answer(c, id), 202);
      },
    )
    .post('/:id/discard', granted('import'), overAll, validated('param', bodies.importParam), async (c) => {
      const { id } = c.req.valid('param');
      const batch = await free(c, id, 'uploading', 'read', 'checked', 'failed');
      await query.discardBatch(c.get('sql'), id);
      await removeUpload(uploadPath(c.get('config').dataFolder, id, batch.file_name));
      await audit(c.get('sql'), 'import_discarded', { area_code: '', detail: { batch_id: id } });
      return c.json(await answer(c, id));
    })
    .get(
      '/:id/rejects',
      granted('import'),
      overAll,
      validated('param', bodies.importParam),
      validated('query', bodies.rejectsQuery),
      async (c) => {
        const { id } = c.req.valid('param');
        const { page, limit } = c.req.valid('query');
        await found(c, id);
        const [after] = fromToken(page, idKey) ?? [];
        const rows = await query.listRejects(c.get('sql'), id, { after, limit: limit + 1 });
        return c.json(toPage<ImportReject>(rows, limit, (reject) => [reject.id]));
      },
    )
    .post('/:id/rejects/sheet', validated('param', bodies.importParam), mayLook, async (c) => {
      const { id } = c.req.valid('param');
      // Before the transaction, inside of which nothing may wait for another connection.
      const rows = (await runs.preview({ work: 'rejected', batch_id: id })) as ImportRows;
      const [batch, reasons] = await enter(c.get('database'), entranceOf(c), async (sql) => {
        await audit(sql, 'import_rejects_taken', { area_code: '', detail: { batch_id: id } });
        return [await query.findBatch(sql, id), await query.rejectsByRow(sql, id)] as const;
      });
      if (!batch) throw noBatch(id);
      const language = languageOf(c.req.header('Accept-Language'));
      const name = `${sourceName(batch.file_name)}-${language === 'en' ? 'rejected' : '退回'}.xlsx`;
      return download(c, { name, plain_name: 'rejected.xlsx', type: xlsx }, rejectSheet(rows, reasons, language));
    });
}

/** Lets pass who may import, in a transaction that is over before a file is touched. */
const mayUpload: MiddlewareHandler<ApiEnv> = async (c, next) => {
  await enter(c.get('database'), { ...entranceOf(c), readOnly: true }, async (_, caller) => {
    await admit(c, caller, ['import']);
    requireAll(c);
  });
  await next();
};

/** Lets pass who may import, to a batch whose file is here. */
const mayLook: MiddlewareHandler<ApiEnv> = async (c, next) => {
  await enter(c.get('database'), { ...entranceOf(c), readOnly: true }, async (sql, caller) => {
    await admit(c, caller, ['import']);
    requireAll(c);
    const { id } = bodies.importParam.parse(c.req.param());
    const batch = await query.findBatch(sql, id);
    if (!batch) throw noBatch(id);
    if (!batch.has_file || batch.received_bytes < batch.size_bytes) throw notWhole();
  });
  await next();
};

async function found(c: Context<ApiEnv>, id: number): Promise<query.BatchRow> {
  const batch = await query.findBatch(c.get('sql'), id);
  if (!batch) throw noBatch(id);
  return batch;
}

/** Says at once what the importer would: coordinates that nobody has confirmed are no places. */
function requireCrs({ settings, findings }: query.BatchRow): void {
  const table = findings?.tables.find(({ name }) => name === findings.table);
  const placed = table && (table.geometry !== null || settings.mapping.lon !== undefined);
  if (placed && settings.crs === null) throw unconfirmed();
}

/** Settings as a person has changed them; coordinates out of another table or other columns are to be confirmed anew. */
function withGiven(
  settings: ImportBatch['settings'],
  given: { [Key in keyof ImportBatch['settings']]?: ImportBatch['settings'][Key] | undefined },
): ImportBatch['settings'] {
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const now: ImportBatch['settings'] = { ...settings, ...said };
  const isMoved =
    now.table !== settings.table ||
    (['lon', 'lat'] as const).some((field) => now.mapping[field] !== settings.mapping[field]);
  if (isMoved && given.crs === undefined) Object.assign(now, { crs: null, swapped: false });
  return { ...now, crs_words: now.crs && crsWords(now.crs, now.swapped) };
}

/** What of a batch's settings holds for its rejected rows, too. They come as a sheet, so coordinates only where they were columns. */
function inherited({ settings, findings }: query.BatchRow): Partial<ImportBatch['settings']> {
  const { mapping, constants, codes, crs, swapped, crs_words, by_address } = settings;
  const table = findings?.tables.find(({ name }) => name === findings.table);
  return { ...{ mapping, constants, codes }, ...(table?.geometry === null && { crs, swapped, crs_words, by_address }) };
}

const noBatch = (id: number) => notFound({ 'zh-CN': '导入批次', en: 'batch' }, id);

function working(): AppError {
  return new AppError('conflict', {
    'zh-CN': '这一批正在处理，请等它完成或取消。',
    en: 'This batch is being worked on. Wait until it is done, or cancel that.',
  });
}

const states: Record<ImportBatch['state'], readonly [zh: string, en: string]> = {
  uploading: ['还在上传', 'is being uploaded'],
  read: ['已读取、尚未试算', 'was read and has had no dry run'],
  checked: ['已试算', 'has had its dry run'],
  applied: ['已导入', 'was applied'],
  undone: ['已撤销', 'was undone'],
  failed: ['无法读取', 'could not be read'],
  discarded: ['已丢弃', 'was discarded'],
};

function notThen(state: ImportBatch['state']): AppError {
  const [zh, en] = states[state];
  return new AppError('conflict', {
    'zh-CN': `这一批${zh}，不能这样做。`,
    en: `This batch ${en}: that cannot be done with it.`,
  });
}

function notWhole(): AppError {
  return new AppError('conflict', {
    'zh-CN': '文件不在这里，或还没有传完，请上传完整的文件。',
    en: 'The file is not here as a whole. Please upload it, or go on uploading it.',
  });
}

function tooMuch(): AppError {
  return new AppError(
    'bad_input',
    {
      'zh-CN': '文件比开始上传时所说的大，请重新上传。',
      en: 'The file is larger than it was said to be. Please upload it anew.',
    },
    { field: 'content' },
  );
}
