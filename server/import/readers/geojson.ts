import type { Geometry } from 'geojson';
import type { Sentence } from '../../errors.ts';
import { importFault } from '../faults.ts';
import { checkCollection, checkFeature } from '../geojson-faults.ts';
import { FeatureScanner, repeatedMember } from '../json-scanner.ts';
import { type ByteSource, baseName } from './bytes.ts';
import { featureSentence, warningSentence } from './geojson-words.ts';
import { BATCH_ROWS, MAX_ROW_CHARACTERS } from './limits.ts';
import { columnsOf, kindOfRows } from './sampling.ts';
import type { DeclaredCrs, OpenedTables, ReadRow } from './types.ts';

const SAMPLE_FEATURES = 2000;

/**
 * GeoJSON: a collection, a feature, a geometry, or one of these a line. A row is the feature's number from 1, or its line.
 * @throws AppError when it is no GeoJSON or no UTF-8 text.
 */
export async function openGeojson(source: ByteSource): Promise<OpenedTables> {
  const read = isLines(source) ? readLines : readDocument;
  const sample: ReadRow[] = [];
  for await (const rows of read(source)) {
    sample.push(...rows);
    if (sample.length >= SAMPLE_FEATURES) break;
  }
  if (sample.length === 0) throw noFeatures(source.name);
  const name = baseName(source.name);
  return {
    format: 'geojson',
    tables: [
      {
        name,
        columns: columnsOf(source.name, sample),
        rows: null,
        geometry: kindOfRows(sample),
        crs: declaredCrs(source.head.toString('utf8')),
        encoding: null,
      },
    ],
    notes: [],
    sizeBytes: source.sizeBytes,
    bytesRead: source.bytesRead,
    read: () => read(source),
    close: async () => {},
  };
}

/** The `crs` member of the GeoJSON of 2008, where it stands before the features; without it the system is WGS 84 (RFC 7946). */
function declaredCrs(head: string): DeclaredCrs {
  const name = /"crs"\s*:\s*\{[^[]{0,200}?"name"\s*:\s*"([^"]+)"/.exec(head)?.[1] ?? '';
  const code = /EPSG:{1,2}(?:[\d.]*:)?(\d{4,6})$/i.exec(name)?.[1];
  return { epsg: code ? Number(code) : 4326 };
}

function noFeatures(name: string) {
  return importFault(
    `${name} 里没有要素。请检查导出是否成功，然后重新上传。`,
    `${name} holds no features. Check that it was exported in full, then upload it again.`,
    'file',
  );
}

/** What stands in the first line decides: one whole JSON value that is no collection, and something after it. */
function isLines({ name, head }: ByteSource): boolean {
  const named = /\.(geojsonl|ndjson)$/i.test(name);
  const text = plainLine(head.toString('utf8'));
  const newline = text.indexOf('\n');
  const first = (newline < 0 ? text : text.slice(0, newline)).trim();
  try {
    const value = JSON.parse(first) as { type?: unknown } | null;
    if (value?.type === 'FeatureCollection') return false;
    return named || (typeof value === 'object' && newline >= 0 && text.slice(newline).trim() !== '');
  } catch {
    return named && first.length > 2;
  }
}

/** Without leading blanks, byte order mark and the record separator of RFC 8142. */
const plainLine = (text: string) => text.replace(/^[\s\p{Cc}\uFEFF]+/u, '');

async function* utf8Of(source: ByteSource): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of source.chunks()) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw importFault(
      `${source.name} 不是 UTF-8 文本，或文件不完整。GeoJSON 必须是 UTF-8，请重新导出。`,
      `${source.name} is not UTF-8 text, as GeoJSON must be, or it is cut off. Export it again.`,
      'file',
      error,
    );
  }
}

async function* readLines(source: ByteSource): AsyncGenerator<ReadRow[]> {
  let rest = '';
  let line = 0;
  let batch: ReadRow[] = [];
  for await (const text of utf8Of(source)) {
    const lines = (rest + text).split('\n');
    rest = lines.pop()!;
    if (rest.length > MAX_ROW_CHARACTERS) throw tooLarge(source.name);
    for (const raw of lines) add(batch, ++line, raw);
    if (batch.length < BATCH_ROWS) continue;
    yield batch;
    batch = [];
  }
  add(batch, ++line, rest);
  yield batch;
}

function add(batch: ReadRow[], line: number, raw: string): void {
  const text = plainLine(raw).trimEnd();
  if (text !== '') batch.push(rowOf(line, text));
}

async function* readDocument(source: ByteSource): AsyncGenerator<ReadRow[]> {
  const scanner = new FeatureScanner();
  let row = 0;
  let since = 0;
  for await (const text of utf8Of(source)) {
    const found = scanner.push(text);
    since = found.length > 0 ? 0 : since + text.length;
    if (since > MAX_ROW_CHARACTERS || scanner.skeleton.length > MAX_ROW_CHARACTERS) throw tooLarge(source.name);
    if (found.length > 0) yield found.map((element) => rowOf(++row, element.text));
  }
  const { unfinished, line } = scanner.end();
  const text = plainLine(scanner.skeleton);
  const value = parseDocument(source.name, text, unfinished, line);
  const faults = checkCollection(value);
  if (faults.length === 0) return;
  const alone = row === 0 && isAlone(value);
  if (!alone) throw notGeojson(source.name, line);
  yield [rowOf(1, text)];
}

/** Whether a document is a feature or geometry that stands by itself. */
function isAlone(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || 'features' in value) return false;
  return !checkFeature(value).faults[0]?.startsWith('"type" should be');
}

function parseDocument(name: string, text: string, unfinished: boolean, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (unfinished)
      throw importFault(
        `${name} 不完整，在第 ${line} 行中断，可能复制或下载时中断。请重新导出或复制后上传。`,
        `${name} is cut off: it ends in line ${line} in the middle of an object or list. Export or copy it again and upload that.`,
        'file',
        error,
      );
    throw notGeojson(name, line, error);
  }
}

function notGeojson(name: string, line: number, cause?: unknown) {
  return importFault(
    `${name} 不是正确的 GeoJSON（共 ${line} 行，读完后仍不成为要素集合）。请从 GIS 软件重新导出为 GeoJSON。`,
    `${name} is no sound GeoJSON: its ${line} lines do not make a collection of features. Export it as GeoJSON from the GIS again.`,
    'file',
    cause,
  );
}

function tooLarge(name: string) {
  return importFault(
    `${name} 里有一个要素超过 32 MB，无法读取。请在 GIS 软件中简化或拆分它，或检查文件是否损坏。`,
    `A feature in ${name} has more than 32 MB and cannot be read. Simplify or divide it in the GIS, or check whether the file is damaged.`,
    'file',
  );
}

function rowOf(row: number, text: string): ReadRow {
  const empty = { row, properties: {}, geometry: null };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ...empty, reason: notJson };
  }
  const repeated = repeatedMember(text);
  if (repeated !== null) return { ...empty, reason: twice(repeated) };
  const { faults, warnings } = checkFeature(value);
  if (faults.length > 0) return { ...empty, reason: featureSentence(faults) };
  const feature = value as {
    type: string;
    properties?: Record<string, unknown> | null;
    geometry?: Geometry | null;
    id?: string | number;
  };
  const read: ReadRow =
    feature.type === 'Feature'
      ? { row, properties: feature.properties ?? {}, geometry: flat(feature.geometry ?? null) }
      : { row, properties: {}, geometry: flat(value as Geometry) };
  if (feature.type === 'Feature' && feature.id !== undefined) read.id = feature.id;
  const told = [...warnings].map(warningSentence).filter((sentence) => sentence !== null);
  if (told.length > 0) read.warnings = told;
  return read;
}

/** Type and positions of two numbers only. */
function flat(geometry: Geometry | null): Geometry | null {
  if (geometry === null) return null;
  if (geometry.type === 'GeometryCollection')
    return { type: 'GeometryCollection', geometries: geometry.geometries.map((part) => flat(part)!) };
  return { type: geometry.type, coordinates: flatPositions(geometry.coordinates) } as Geometry;
}

type Nested = number | Nested[];

function flatPositions(value: Nested): Nested {
  const list = value as Nested[];
  if (typeof list[0] === 'number') return list.length > 2 ? list.slice(0, 2) : list;
  return list.map(flatPositions);
}

const notJson: Sentence = {
  'zh-CN': '这个要素不是完整的 JSON，可能在此处中断或缺少引号、括号。请检查，或重新导出。',
  en: 'This feature is no complete JSON: it is cut off, or a quote or bracket is missing. Check it, or export the file again.',
};

function twice(member: string): Sentence {
  return {
    'zh-CN': `这个要素中“${member}”出现两次，无法判断以哪个为准。请删去一个。`,
    en: `"${member}" stands twice in this feature, so nobody can tell which one counts. Delete one of them.`,
  };
}
