import { createReadStream, type Stats, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { constants, createGunzip, gunzipSync } from 'node:zlib';
import { importFault } from '../faults.ts';
import { MAX_RATIO, MAX_UNPACKED_BYTES, RATIO_FREE_BYTES } from './limits.ts';

/** Content to be read from its beginning, as often as wanted: a file, a gzipped file, or an entry of an archive. */
export interface ByteSource {
  /** Base name, for messages. */
  name: string;
  /** Size of the file on disk. */
  sizeBytes: number;
  /** Up to 64 KiB of its beginning, unpacked. */
  head: Buffer;
  chunks(): AsyncGenerator<Buffer>;
  /** Bytes of the file on disk that the last `chunks` has come to. */
  bytesRead(): number;
}

/** A file's name without its extension, as tables are called that have no name of their own. */
export function baseName(name: string): string {
  return name.replace(/\.[^.]*$/, '') || name;
}

const HEAD_BYTES = 65_536;
const CHUNK_BYTES = 256 * 1024;

/**
 * A file on disk; gzip is unpacked on the way.
 * @throws AppError when it is missing, a folder, empty, or broken gzip.
 */
export async function openBytes(file: string): Promise<ByteSource> {
  const name = path.basename(file);
  const sizeBytes = sizeOf(file, name);
  const start = await readAt(file, 0, HEAD_BYTES);
  const zipped = start[0] === 0x1f && start[1] === 0x8b;
  const head = zipped ? startOfGzip(start, name) : start;
  if (head.length === 0)
    throw importFault(
      `${name} 是空文件。请检查导出是否成功，然后重新上传。`,
      `${name} is empty. Check that it was exported in full, then upload it again.`,
      'file',
    );
  let bytes = 0;
  return {
    name: zipped ? name.replace(/\.gz$/i, '') : name,
    sizeBytes,
    head,
    bytesRead: () => bytes,
    async *chunks() {
      const raw = createReadStream(file, { highWaterMark: CHUNK_BYTES });
      const unpacked = zipped ? raw.pipe(createGunzip({ chunkSize: CHUNK_BYTES })) : raw;
      raw.on('error', (error) => unpacked.destroy(error));
      let total = 0;
      try {
        for await (const chunk of unpacked as AsyncIterable<Buffer>) {
          bytes = raw.bytesRead;
          total += chunk.length;
          if (zipped) checkSize(name, total, sizeBytes);
          yield chunk;
        }
        bytes = sizeBytes;
      } catch (error) {
        throw brokenGzip(name, error);
      } finally {
        raw.destroy();
      }
    },
  };
}

/** Bytes of a file from a place on; fewer where it ends before. */
export async function readAt(file: string, position: number, length: number): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/**
 * @param unpacked bytes that came out so far, or will.
 * @throws AppError when that is more than a file of this size may hold.
 */
export function checkSize(name: string, unpacked: number, packed: number): void {
  if (unpacked <= RATIO_FREE_BYTES) return;
  if (unpacked <= MAX_UNPACKED_BYTES && unpacked <= packed * MAX_RATIO) return;
  throw importFault(
    `${name} 解压后过大（超过 4 GB，或超过原文件的 ${MAX_RATIO} 倍），已停止读取。请检查文件，删去多余的空行和空列，或分成几个文件上传。`,
    `${name} unpacks to more than 4 GB or more than ${MAX_RATIO} times its size, so it was not read. Check the file, delete rows and columns without content, or upload it in several parts.`,
    'file',
  );
}

function sizeOf(file: string, name: string): number {
  let stat: Stats;
  try {
    stat = statSync(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') throw importFault(`没有文件 ${name}。`, `There is no file ${name}.`, 'file');
    throw importFault(`文件 ${name} 无法读取（${code}）。`, `${name} cannot be read (${code}).`, 'file', error);
  }
  if (!stat.isFile()) throw importFault(`${name} 不是文件。`, `${name} is not a file.`, 'file');
  return stat.size;
}

function startOfGzip(start: Buffer, name: string): Buffer {
  try {
    return gunzipSync(start, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: HEAD_BYTES * 1100 }).subarray(
      0,
      HEAD_BYTES,
    );
  } catch (error) {
    throw brokenGzip(name, error);
  }
}

function brokenGzip(name: string, error: unknown): unknown {
  const code = String((error as NodeJS.ErrnoException).code ?? '');
  return code.startsWith('Z_') ? cutShort(name, error) : error;
}

/** The sentence for a file that ends too early or was damaged on its way. */
export function cutShort(name: string, cause?: unknown) {
  return importFault(
    `${name} 不完整或已损坏，可能复制或下载时中断。请从原来的电脑重新复制或导出，再上传一次。`,
    `${name} is incomplete or damaged; copying or downloading it was probably broken off. Copy or export it again from where it came from, then upload it again.`,
    'file',
    cause,
  );
}
