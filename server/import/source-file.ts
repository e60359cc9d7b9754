import { closeSync, createReadStream, openSync, readSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { constants, createGunzip, gunzipSync } from 'node:zlib';
import { importFault } from './faults.ts';

/** The formats that can be read. */
export type Format = 'pbf' | 'osm-xml' | 'geojson' | 'csv';

/** A file that exists, is not empty and is what its name says. */
export interface SourceFile {
  /** Base name, for messages. */
  name: string;
  format: Format;
  /** Compressed or not, what was asked for on disk. */
  sizeBytes: number;
  /** Up to 64 KiB of unpacked content, to look at before reading. */
  head: Buffer;
  /** Unpacked content, piece by piece. Throws an AppError when the gzip stream is broken or cut short. */
  chunks(): AsyncGenerator<Buffer>;
  /** Bytes of the file on disk that `chunks` has taken so far. */
  bytesRead(): number;
}

const HEAD_BYTES = 65_536;
const labels = { pbf: 'OSM PBF', 'osm-xml': 'OSM XML', geojson: 'GeoJSON', csv: 'CSV' } as const;
const extensions: Record<string, Format> = {
  '.pbf': 'pbf',
  '.osm': 'osm-xml',
  '.xml': 'osm-xml',
  '.geojson': 'geojson',
  '.json': 'geojson',
  '.geojsonl': 'geojson',
  '.ndjson': 'geojson',
  '.csv': 'csv',
  '.tsv': 'csv',
  '.txt': 'csv',
};

/**
 * Looks at a file before it is read.
 * @throws AppError when it is missing, a folder, empty, broken gzip, or not what its extension says.
 */
export function openSourceFile(file: string): SourceFile {
  const name = path.basename(file);
  const sizeBytes = sizeOf(file, name);
  const start = readStart(file);
  const zipped = start[0] === 0x1f && start[1] === 0x8b;
  const head = zipped ? unzipStart(start, name) : start;
  if (sizeBytes === 0 || head.length === 0) throw importFault(`${name} 是空文件。`, `${name} is empty.`, 'file');
  const format = formatOf(name, head);
  let bytes = 0;
  return {
    name,
    format,
    sizeBytes,
    head,
    bytesRead: () => bytes,
    async *chunks() {
      const raw = createReadStream(file, { highWaterMark: 256 * 1024 });
      const unpacked = zipped ? raw.pipe(createGunzip({ chunkSize: 256 * 1024 })) : raw;
      raw.on('error', (error) => unpacked.destroy(error));
      try {
        for await (const chunk of unpacked) {
          bytes = raw.bytesRead;
          yield chunk as Buffer;
        }
      } catch (error) {
        throw broken(name, error);
      } finally {
        raw.destroy();
      }
    },
  };
}

/** The file's name without folders and the extensions that we know: `a.osm.pbf` and `a.geojson.gz` give `a`. */
export function sourceName(file: string): string {
  let name = path.basename(file).replace(/\.gz$/i, '');
  while (extensions[path.extname(name).toLowerCase()]) name = name.slice(0, -path.extname(name).length);
  return name || path.basename(file);
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

function readStart(file: string): Buffer {
  const handle = openSync(file, 'r');
  try {
    const start = Buffer.alloc(HEAD_BYTES);
    return start.subarray(0, readSync(handle, start, 0, HEAD_BYTES, 0));
  } finally {
    closeSync(handle);
  }
}

function unzipStart(start: Buffer, name: string): Buffer {
  try {
    return gunzipSync(start, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    throw broken(name, error);
  }
}

function broken(name: string, error: unknown): unknown {
  const code = String((error as NodeJS.ErrnoException).code ?? '');
  if (code === 'Z_BUF_ERROR')
    return importFault(
      `${name} 的 gzip 数据不完整。`,
      `${name} is cut short: its gzip data end too early.`,
      'file',
      error,
    );
  if (code.startsWith('Z_'))
    return importFault(
      `${name} 的 gzip 数据已损坏。`,
      `${name} is damaged: its gzip data cannot be unpacked.`,
      'file',
      error,
    );
  return error;
}

function formatOf(name: string, head: Buffer): Format {
  const claimed = extensions[path.extname(name.replace(/\.gz$/i, '')).toLowerCase()];
  const seen = contentOf(head);
  if (!claimed) {
    if (seen.format) return seen.format;
    throw importFault(
      `${name} 的格式无法识别（${seen.text}）。可读取 .osm.pbf、.osm、.geojson、.geojsonl、.csv。`,
      `${name} has a format that cannot be read: it looks like ${seen.text}. Readable are .osm.pbf, .osm, .geojson, .geojsonl and .csv.`,
      'file',
    );
  }
  // A broken GeoJSON file may start with anything; its reader says in which line it breaks.
  const fits =
    seen.format === claimed ||
    (claimed === 'geojson' && seen.plain) ||
    (claimed === 'csv' && seen.text === 'plain text');
  if (fits) return claimed;
  throw importFault(
    `${name} 不是 ${labels[claimed]} 文件：内容像是 ${seen.text}。`,
    `${name} is not ${claimed.startsWith('osm') || claimed === 'pbf' ? 'an' : 'a'} ${labels[claimed]} file: it looks like ${seen.text}.`,
    'file',
  );
}

function contentOf(head: Buffer): { format?: Format; text: string; plain?: boolean } {
  const nameLength = head.length > 4 ? head.readUInt32BE(0) : 0;
  if (nameLength > 0 && nameLength < 65_536 && head.subarray(4, 64).includes('OSMHeader'))
    return { format: 'pbf', text: 'OSM PBF' };
  const magic = head.subarray(0, 8).toString('latin1');
  if (magic.startsWith('PK')) return { text: 'a ZIP archive (or XLSX)' };
  if (magic.startsWith('%PDF')) return { text: 'a PDF document' };
  if (magic.startsWith('BZh')) return { text: 'a bzip2 archive; unpack it first' };
  if (magic.startsWith('\x89PNG') || magic.startsWith('\xff\xd8')) return { text: 'an image' };
  if (magic.startsWith('SQLite')) return { text: 'an SQLite database' };
  const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (utf16) return { format: 'csv', text: 'plain text' };
  if (head.includes(0)) return { text: 'binary data' };
  const text = head
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (text.startsWith('<')) {
    if (/<osm[\s>]/.test(text)) return { format: 'osm-xml', text: 'OSM XML' };
    return { text: /<!doctype html|<html/i.test(text) ? 'a web page' : 'XML of another kind', plain: false };
  }
  if (text.startsWith('{') || text.startsWith('[')) return { format: 'geojson', text: 'JSON', plain: true };
  return { format: 'csv', text: 'plain text', plain: true };
}
