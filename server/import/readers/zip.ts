import { isUtf8 } from 'node:buffer';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import type { Sentence } from '../../errors.ts';
import { importFault } from '../faults.ts';
import { type ByteSource, checkSize, cutShort } from './bytes.ts';
import { MAX_ENTRIES } from './limits.ts';

/** A file in an archive. */
export interface ArchiveEntry {
  /** Path in the archive with slashes; only ever compared and shown. */
  path: string;
  /** Last part of the path. */
  name: string;
  /** Bytes unpacked and packed. */
  size: number;
  packed: number;
  raw: Entry;
}

/** A ZIP archive whose directory was read. */
export interface Archive {
  name: string;
  sizeBytes: number;
  /** Without folders, hidden files and entries whose paths lead out of the archive. */
  entries: ArchiveEntry[];
  notes: Sentence[];
  /** The entry's content; throws an AppError when it is damaged or longer than the directory says. */
  source(entry: ArchiveEntry): Promise<ByteSource>;
  /** Unpacks an entry to a path of the caller's. */
  unpack(entry: ArchiveEntry, file: string): Promise<void>;
  close(): void;
}

const HEAD_BYTES = 65_536;

/** @throws AppError when the archive is cut short, encrypted, or unpacks to more than the limits. */
export async function openArchive(file: string, name: string, sizeBytes: number): Promise<Archive> {
  let zip: ZipFile;
  const all: Entry[] = [];
  try {
    zip = await openPromise(file, { lazyEntries: true, autoClose: false, decodeStrings: false });
  } catch (error) {
    throw cutShort(name, error);
  }
  try {
    if (zip.entryCount > MAX_ENTRIES) throw tooManyEntries(name, zip.entryCount);
    for await (const entry of zip.eachEntry()) all.push(entry);
    checkSize(
      name,
      all.reduce((sum, entry) => sum + entry.uncompressedSize, 0),
      sizeBytes,
    );
    if (all.some((entry) => entry.isEncrypted())) throw locked(name);
  } catch (error) {
    zip.close();
    if (error instanceof Error && 'sentence' in error) throw error;
    throw /strong encryption/.test(String(error)) ? locked(name) : cutShort(name, error);
  }
  const notes: Sentence[] = [];
  const entries = all.map(entryOf).filter((entry) => isWanted(entry, notes));
  return {
    name,
    sizeBytes,
    entries,
    notes,
    source: (entry) => sourceOf(zip, name, sizeBytes, entry),
    async unpack(entry, target) {
      await pipeline(
        contentOf(zip, name, entry, () => {}),
        createWriteStream(target, { mode: 0o600 }),
      );
    },
    close: () => zip.close(),
  };
}

function tooManyEntries(name: string, count: number) {
  return importFault(
    `${name} 里有 ${count} 个文件，最多 ${MAX_ENTRIES} 个。请只把需要的文件压缩进去。`,
    `${name} holds ${count} files; ${MAX_ENTRIES} are allowed. Put only the needed files into the archive.`,
    'file',
  );
}

function locked(name: string) {
  return importFault(
    `${name} 设有密码。请去掉密码后重新压缩并上传。`,
    `${name} is protected by a password. Make the archive again without one and upload that.`,
    'file',
  );
}

function entryOf(raw: Entry): ArchiveEntry {
  const bytes = raw.fileNameRaw;
  // Chinese Windows writes names in its own code page and sets no flag.
  const utf8 = (raw.generalPurposeBitFlag & 0x800) !== 0 || isUtf8(bytes);
  const path = new TextDecoder(utf8 ? 'utf-8' : 'gb18030').decode(bytes).replaceAll('\\', '/');
  return { path, name: path.split('/').at(-1)!, size: raw.uncompressedSize, packed: raw.compressedSize, raw };
}

function isWanted({ path, name }: ArchiveEntry, notes: Sentence[]): boolean {
  if (name === '' || name.startsWith('.') || path.startsWith('__MACOSX/')) return false;
  if (!path.startsWith('/') && !/^[a-z]:/i.test(path) && !path.split('/').includes('..')) return true;
  notes.push({
    'zh-CN': `压缩包里的“${path}”指向压缩包之外，已忽略。`,
    en: `"${path}" in the archive points outside of it and was left out.`,
  });
  return false;
}

async function* contentOf(
  zip: ZipFile,
  name: string,
  entry: ArchiveEntry,
  onPacked: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  let size = 0;
  let check = 0;
  try {
    const method = entry.raw.compressionMethod;
    if (method !== 0 && method !== 8) throw unknownMethod(name);
    const packed = await zip.openReadStreamPromise(entry.raw, { decodeFileData: false });
    packed.on('data', (chunk: Buffer) => onPacked(chunk.length));
    const inflate = method === 8 ? createInflateRaw({ chunkSize: 256 * 1024 }) : null;
    if (inflate) packed.on('error', (error) => inflate.destroy(error));
    const stream = inflate ? packed.pipe(inflate) : packed;
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        size += chunk.length;
        // The directory was checked against the limits; what is longer than it says is made to deceive.
        if (size > entry.size) throw cutShort(name);
        check = crc32(chunk, check);
        yield chunk;
      }
    } finally {
      packed.destroy();
      stream.destroy();
    }
  } catch (error) {
    if (error instanceof Error && 'sentence' in error) throw error;
    throw cutShort(name, error);
  }
  if (size !== entry.size || check !== entry.raw.crc32) throw cutShort(name);
}

function unknownMethod(name: string) {
  return importFault(
    `${name} 的压缩方式无法读取。请用系统自带的“压缩为 ZIP 文件”重新压缩。`,
    `${name} is packed in a way that cannot be read. Pack it again with the ZIP function of the operating system.`,
    'file',
  );
}

async function sourceOf(zip: ZipFile, name: string, sizeBytes: number, entry: ArchiveEntry): Promise<ByteSource> {
  let packed = 0;
  const parts: Buffer[] = [];
  let length = 0;
  if (entry.size > 0)
    for await (const chunk of contentOf(zip, name, entry, () => {})) {
      parts.push(chunk);
      length += chunk.length;
      if (length >= HEAD_BYTES) break;
    }
  return {
    name: entry.name,
    sizeBytes,
    head: Buffer.concat(parts).subarray(0, HEAD_BYTES),
    bytesRead: () => Math.min(packed, sizeBytes),
    async *chunks() {
      packed = 0;
      yield* contentOf(zip, name, entry, (bytes) => {
        packed += bytes;
      });
      packed = sizeBytes;
    },
  };
}
