import { statSync } from 'node:fs';
import path from 'node:path';
import type { Database } from '../../db/open.ts';
import { AppError } from '../../errors.ts';
import { crsWords } from '../crs/index.ts';
import { importFile } from '../index.ts';
import { sourceName } from '../source-file.ts';
import type { AssumedCrs, ImportReport, ImportRequest, OnProgress, Reject } from '../types.ts';
import { askAbout, openAddresses } from './addresses.ts';
import { freshSettings } from './look.ts';
import { insertBatch, KEPT_REJECTS, saveApplied, saveFailure } from './sql.ts';
import { countsOf } from './work.ts';

/**
 * Loads a file that lies on this machine as a batch, which stands in the list beside those that were uploaded and can be undone. A dry
 * run makes none. With `byAddress` doubtful addresses are asked about, also where the load is refused for them.
 * @throws as `importFile`; the batch has failed then.
 */
export async function loadAsBatch(
  sql: Database,
  request: ImportRequest,
  onProgress: OnProgress,
): Promise<{ report: ImportReport; batch: number | null }> {
  const addresses = request.byAddress ? await openAddresses(sql) : undefined;
  const asked = { ...request, ...(addresses && { addresses }) };
  if (request.dry) return { report: await importFile(sql, asked, onProgress), batch: null };
  const source = request.source ?? sourceName(request.file);
  const batch = await insertBatch(sql, {
    kind: request.kind,
    file_name: path.basename(request.file).slice(0, 200),
    source: source.slice(0, 200),
    // A file that is not there is refused by whoever reads it.
    size_bytes: statSync(request.file, { throwIfNoEntry: false })?.size || 1,
    settings: settingsOf(request, null),
  });
  const rejects: Reject[] = [];
  const onReject = (reject: Reject) => {
    if (rejects.length < KEPT_REJECTS) rejects.push(reject);
    request.onReject?.(reject);
  };
  try {
    const full = { ...asked, source, onReject, batch: { id: batch, accountId: null } };
    const report = await importFile(sql, full, onProgress, async (transaction, done) => {
      await saveApplied(transaction, batch, {
        ...{ counts: countsOf(done), rejects, change_id: done.change_id, has_file: false, account_id: null },
        settings: settingsOf(request, done.crs),
      });
      await askAbout(transaction, batch, addresses?.doubts);
    });
    return { report, batch };
  } catch (error) {
    if (error instanceof AppError) {
      await saveFailure(sql, batch, error.sentence, true);
      await askAbout(sql, batch, addresses?.doubts);
    }
    throw error;
  }
}

function settingsOf(
  { mapping = {}, keepGood, byAddress, absent, table, encoding, timeZone }: ImportRequest,
  assumed: AssumedCrs | null,
) {
  return {
    ...freshSettings(timeZone ?? 'Asia/Shanghai'),
    ...{ mapping, keep_good: keepGood === true, by_address: byAddress === true, absent: absent ?? 'keep' },
    ...{ table: table ?? null, encoding: encoding ?? null },
    ...(assumed && {
      ...{ crs: assumed.spec, swapped: assumed.swapped, crs_words: crsWords(assumed.spec, assumed.swapped) },
    }),
  };
}
