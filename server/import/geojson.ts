import type { Geometry } from 'geojson';
import type { Sentence } from '../errors.ts';
import { importFault } from './faults.ts';
import { checkCollection, checkFeature, foreignCrs } from './geojson-faults.ts';
import { FeatureScanner, repeatedMember } from './json-scanner.ts';
import type { SourceFile } from './source-file.ts';
import type { SourceItem } from './types.ts';

const LINE_EXTENSION = /\.(geojsonl|ndjson)(\.gz)?$/i;

/**
 * Reads GeoJSON as a stream: a FeatureCollection, a Feature, a geometry, or one Feature a line. Each piece of the file yields the
 * features that it completes; a row is the feature's number from 1, or its line. A broken feature is an item with a reason.
 * @throws AppError when the file as a whole is no GeoJSON, is cut short, or has another coordinate system.
 */
export async function* readGeojson(file: SourceFile): AsyncGenerator<SourceItem[]> {
  yield* isLines(file) ? readLines(file) : readDocument(file);
}

/** What stands in the first line decides, since names lie: one whole JSON value that is no collection, or a name that says so. */
function isLines(file: SourceFile): boolean {
  const text = withoutMark(file.head.toString('utf8'));
  const newline = text.indexOf('\n');
  const first = (newline < 0 ? text : text.slice(0, newline)).trim();
  const named = LINE_EXTENSION.test(file.name);
  try {
    const value = JSON.parse(first) as { type?: unknown } | null;
    if (value?.type === 'FeatureCollection') return false;
    return named || (typeof value === 'object' && newline >= 0 && text.slice(newline).trim() !== '');
  } catch {
    return named && first.length > 2;
  }
}

/** Text without leading blanks, byte order mark and the record separator of RFC 8142. */
function withoutMark(text: string): string {
  let start = 0;
  while (start < text.length && (text.charCodeAt(start) <= 32 || text.charCodeAt(start) === 0xfeff)) start++;
  return text.slice(start);
}

async function* readLines(file: SourceFile): AsyncGenerator<SourceItem[]> {
  let line = 0;
  for await (const lines of linesOf(file)) {
    const items: SourceItem[] = [];
    for (const raw of lines) {
      line++;
      const text = withoutMark(raw).trimEnd();
      if (text !== '') items.push(itemOf(line, text));
    }
    yield items;
  }
}

async function* linesOf(file: SourceFile): AsyncGenerator<string[]> {
  let rest = '';
  for await (const text of textOf(file)) {
    const lines = (rest + text).split('\n');
    rest = lines.pop()!;
    yield lines;
  }
  if (rest !== '') yield [rest];
}

async function* textOf(file: SourceFile): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of file.chunks()) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw importFault(
      `${file.name} 不是 UTF-8 文本。`,
      `${file.name} is not UTF-8 text, which GeoJSON must be.`,
      'file',
      error,
    );
  }
}

async function* readDocument(file: SourceFile): AsyncGenerator<SourceItem[]> {
  const scanner = new FeatureScanner();
  let row = 0;
  for await (const text of textOf(file))
    yield scanner.push(text).map((element) => itemOf(++row, element.text, element.line));
  const { unfinished, line } = scanner.end();
  const text = scanner.skeleton.replace(/^\uFEFF/, '');
  const value = parseDocument(file, text, unfinished, line);
  const repeated = repeatedMember(text);
  if (repeated !== null) throw notGeojson(file, `the member "${repeated}" stands twice in one object`);
  const crs = foreignCrs(value);
  if (crs) {
    throw importFault(
      `${file.name} 的坐标系是 ${crs}，只能读取经纬度（WGS 84 或 CGCS2000）。`,
      `${file.name} has the coordinate system ${crs}; only longitude and latitude (WGS 84 or CGCS2000) can be read.`,
      'file',
    );
  }
  const type = (value as { type?: unknown } | null)?.type;
  const single =
    typeof type === 'string' &&
    type !== 'FeatureCollection' &&
    row === 0 &&
    checkCollection(value)[0]?.includes('no GeoJSON type');
  if (single) {
    const item = itemOf(1, text);
    if (item.reason?.en.startsWith('"type" should be')) throw notGeojson(file, checkCollection(value)[0]!);
    yield [item];
    return;
  }
  const faults = checkCollection(value);
  if (faults.length > 0) throw notGeojson(file, faults.join('; '));
}

function parseDocument(file: SourceFile, text: string, unfinished: boolean, line: number): unknown {
  if (text.trim() === '') throw importFault(`${file.name} 是空文件。`, `${file.name} is empty.`, 'file');
  try {
    return JSON.parse(text);
  } catch (error) {
    if (unfinished) throw notGeojson(file, `it ends in line ${line} in the middle of an object or list`, error);
    throw notGeojson(file, jsonFault(text, error as Error), error);
  }
}

function notGeojson(file: SourceFile, what: string, cause?: unknown) {
  return importFault(
    `${file.name} 不是正确的 GeoJSON：${what}。`,
    `${file.name} is not valid GeoJSON: ${what}.`,
    'file',
    cause,
  );
}

/** The engine's complaint with the line and column in place of the offset. */
function jsonFault(text: string, error: Error): string {
  const found = /position (\d+)/.exec(error.message);
  const reason = error.message.replace(/ in JSON at position.*$/s, '').replace(/, (\.\.\.)?".*$/s, '');
  if (!found) return reason;
  const before = text.slice(0, Number(found[1])).split('\n');
  return `${reason} (line ${before.length}, column ${before.at(-1)!.length + 1})`;
}

/** What a feature breaks of the standard, whose words are English. */
function fault(en: string): Sentence {
  return { 'zh-CN': `不是规范的 GeoJSON 要素（${en}）`, en };
}

function itemOf(row: number, text: string, line?: number): SourceItem {
  const where = line === undefined || line === row ? '' : ` (line ${line})`;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return {
      row,
      reason: fault(`not JSON: ${jsonFault(text, error as Error)}${where && `, counted from line ${line}`}`),
    };
  }
  const repeated = repeatedMember(text);
  if (repeated !== null) return { row, reason: fault(`the member "${repeated}" stands twice in one object${where}`) };
  const { faults, warnings } = checkFeature(value);
  if (faults.length > 0) return { row, reason: fault(faults.join('; ') + where) };
  const feature = value as {
    type: string;
    properties?: Record<string, unknown> | null;
    geometry?: Geometry | null;
    id?: string | number;
  };
  const item: SourceItem =
    feature.type === 'Feature'
      ? { row, properties: feature.properties ?? {}, geometry: feature.geometry ?? null, id: feature.id }
      : { row, properties: {}, geometry: value as Geometry };
  if (warnings.size > 0) item.warnings = [...warnings].map(fault);
  return item;
}
