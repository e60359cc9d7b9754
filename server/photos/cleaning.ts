import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config.ts';
import type { Database } from '../db/open.ts';
import { every, type Job } from '../jobs.ts';
import { removePhoto, UNFINISHED } from './store.ts';

/** A photo that no event lists after so long is not wanted: its report was never sent, or its words and photos are over. */
const UNCLAIMED_MS = 25 * 3_600_000;
/** Rows that one statement removes. */
const BATCH = 500;
/** Time between two runs, and how many of them pass between two looks through the folder. */
const RUN_MS = 3_600_000;
const SWEEP_EVERY = 24;

/** What a run removed. */
export interface CleaningOutcome {
  /** Photos that no event lists. */
  unclaimed: number;
  /** Files that no photo has; 0 where the folder was not looked through. */
  stray: number;
}

type Folder = Pick<Config, 'photoFolder'>;

/**
 * Removes photos that no event has listed for 25 h since they came, rows before files, and, where `sweep` says so, files that
 * are nobody's: what a kill at any moment leaves is of that kind.
 * @param sql the owner's pool.
 */
export async function cleanPhotos(sql: Database, folder: Folder, now: Date, sweep: boolean): Promise<CleaningOutcome> {
  const before = new Date(now.getTime() - UNCLAIMED_MS);
  let unclaimed = 0;
  for (let batch = BATCH; batch === BATCH; unclaimed += batch) {
    const gone = await sql<{ name: string }[]>`
      delete from photo where name in (
        select name from photo p where stored_at < ${before}
          and not exists (select from incident_event e where e.photos @> array[p.name] and e.photos <> '{}')
        limit ${BATCH}) returning name`;
    for (const { name } of gone) await removePhoto(folder, name);
    batch = gone.length;
  }
  return { unclaimed, stray: sweep ? await sweepFolder(sql, folder, before) : 0 };
}

async function sweepFolder(sql: Database, { photoFolder }: Folder, before: Date): Promise<number> {
  let stray = await removeOld(path.join(photoFolder, UNFINISHED), before, () => true);
  for (const first of await namesIn(photoFolder)) {
    if (!/^[0-9a-f]{2}$/.test(first)) continue;
    const rows = await sql<{ name: string }[]>`select name from photo where name ^@ ${first}`;
    const known = new Set(rows.map(({ name }) => name));
    for (const second of await namesIn(path.join(photoFolder, first))) {
      const isStray = (file: string) => !known.has(file.slice(0, 64));
      stray += await removeOld(path.join(photoFolder, first, second), before, isStray);
    }
  }
  return stray;
}

/** Removes files of a folder that are older than a moment; how many. */
async function removeOld(folder: string, before: Date, isStray: (file: string) => boolean): Promise<number> {
  let count = 0;
  for (const name of await namesIn(folder)) {
    const file = path.join(folder, name);
    if (!isStray(name) || (await stat(file)).mtime >= before) continue;
    await rm(file, { force: true });
    count += 1;
  }
  return count;
}

/** What stands in a folder; nothing where there is none. */
async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw error;
  });
}

/**
 * Cleans every hour until stopped, and once a day looks through the folder, too.
 * @param onFault is told why a run failed; the next one tries again.
 */
export function startPhotoCleaning(sql: Database, folder: Folder, onFault: (error: unknown) => void): Job {
  let runs = 0;
  const clean = () => {
    runs += 1;
    return cleanPhotos(sql, folder, new Date(), runs % SWEEP_EVERY === 0);
  };
  return every(RUN_MS, clean, onFault);
}
