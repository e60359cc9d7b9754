import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Sealer } from '../access/sealing.ts';
import type { KeptPhoto } from '../api/photos/schema.ts';
import { Turns } from '../api/turns.ts';
import type { Config } from '../config.ts';
import { AppError } from '../errors.ts';
import { drawPhoto } from './drawing.ts';
import { scanFile } from './scan.ts';

/** Where photos are kept, and what is done with them before. */
export interface PhotoStore extends Pick<Config, 'photoFolder' | 'scanCommand'> {
  sealer: Sealer;
  /** Is told where the scanner gives no verdict: photos are refused until somebody looks after it. */
  onFault?: (error: unknown) => void;
}

/** Photos that are drawn at once: each takes a core and up to 300 MB. */
const drawing = new Turns(2);

/** Folder of files that are being written; what is left in it, whoever wrote it was killed. */
export const UNFINISHED = 'unfinished';

/**
 * Has a photo scanned, draws it anew and writes it, with a small one beside it, under a name that nobody can work out from the
 * picture: a keyed hash of what is kept and of who sent it. Being killed at any moment leaves no half file under a name. The
 * row in `photo`, without which nobody gets to see it, is the caller's to write.
 * @param owner account that sent it; null: anybody, whose name for it is another each time.
 * @throws AppError 400 where it is no photo or the scanner refuses it, 503 where the scanner does not answer.
 */
export function keepPhoto(store: PhotoStore, sent: Uint8Array, owner: number | null): Promise<KeptPhoto> {
  return drawing.take(async () => {
    await mkdir(path.join(store.photoFolder, UNFINISHED), { recursive: true, mode: 0o700 });
    if (store.scanCommand) await scanned(store, store.scanCommand, sent);
    const { bytes, small, width_px, height_px } = await drawPhoto(sent);
    const name = nameOf(store.sealer, bytes, owner);
    await mkdir(path.dirname(fileOf(store, name)), { recursive: true, mode: 0o700 });
    await writeWhole(store, fileOf(store, name, 'small'), small);
    await writeWhole(store, fileOf(store, name), bytes);
    return { name, width_px, height_px, byte_count: bytes.length };
  });
}

/** The scanner sees what was sent, before anything else reads it. */
async function scanned(store: PhotoStore, command: string, sent: Uint8Array): Promise<void> {
  const file = await writeUnfinished(store, sent);
  try {
    await scanFile(command, file);
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'too_busy') store.onFault?.(error);
    throw error;
  } finally {
    await rm(file, { force: true });
  }
}

function nameOf(sealer: Sealer, bytes: Buffer, owner: number | null): string {
  const sender = owner === null ? `anybody ${randomUUID()}` : `account ${owner}`;
  const content = createHash('sha256').update(bytes).digest('hex');
  return Buffer.from(sealer.sign('photo', `${sender} ${content}`), 'base64url').toString('hex');
}

/** Where a photo's file is. */
export function fileOf({ photoFolder }: Pick<PhotoStore, 'photoFolder'>, name: string, size?: 'small'): string {
  return path.join(photoFolder, name.slice(0, 2), name.slice(2, 4), `${name}${size ? `.${size}` : ''}.jpg`);
}

/** A photo's bytes; undefined where its file is gone. */
export async function readPhoto(
  store: Pick<PhotoStore, 'photoFolder'>,
  name: string,
  size?: 'small',
): Promise<Buffer | undefined> {
  return readFile(fileOf(store, name, size)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

/** Removes a photo's files, be they there or not. */
export async function removePhoto(store: Pick<PhotoStore, 'photoFolder'>, name: string): Promise<void> {
  await rm(fileOf(store, name), { force: true });
  await rm(fileOf(store, name, 'small'), { force: true });
}

/** Writes a file that bears its name only when it is whole and on the disk. */
async function writeWhole(store: PhotoStore, file: string, bytes: Uint8Array): Promise<void> {
  const unfinished = await writeUnfinished(store, bytes);
  try {
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  const folder = await open(path.dirname(file), 'r');
  await folder.sync().finally(() => folder.close());
}

async function writeUnfinished({ photoFolder }: PhotoStore, bytes: Uint8Array): Promise<string> {
  const file = path.join(photoFolder, UNFINISHED, randomUUID());
  try {
    await writeFile(file, bytes, { flag: 'wx', mode: 0o600, flush: true });
    return file;
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
}
