import type { Config } from '../../config.ts';
import type { Database } from '../../db/open.ts';
import { every, type Job } from '../../jobs.ts';
import { sweepUploads } from './files.ts';
import { forgetFiles, listWithFile } from './sql.ts';

/** An uploaded file is kept for so long after its last piece came. */
const KEPT_MS = 7 * 24 * 3_600_000;
const RUN_MS = 3_600_000;

type Folder = Pick<Config, 'dataFolder'>;

/**
 * Deletes uploaded files that are seven days old or that no batch has; batches that were not applied by then are discarded.
 * @param sql the owner's pool.
 * @returns the numbers of their batches.
 */
export async function cleanUploads(sql: Database, { dataFolder }: Folder, now: Date): Promise<number[]> {
  const wanted = await listWithFile(sql);
  const gone = await sweepUploads(dataFolder, new Date(now.getTime() - KEPT_MS), (id) => wanted.has(id));
  await forgetFiles(sql, gone);
  return gone;
}

/** Cleans every hour until stopped. @param onFault is told why a run failed; the next one tries again. */
export function startUploadCleaning(sql: Database, folder: Folder, onFault: (error: unknown) => void): Job {
  return every(RUN_MS, () => cleanUploads(sql, folder, new Date()), onFault);
}
