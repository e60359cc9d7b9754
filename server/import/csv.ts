import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { importFault } from './faults.ts';
import type { SourceFile } from './source-file.ts';
import type { SourceItem } from './types.ts';

/** Columns that carry a point, in the order in which they are looked for; lower case, without spaces, underscores and hyphens. */
export const lonNames = ['lon', 'lng', 'long', 'longitude', '经度', 'x', 'pointx', 'lonwgs84', 'wgs84lon', 'lngwgs84'];
export const latNames = ['lat', 'latitude', '纬度', 'y', 'pointy', 'latwgs84', 'wgs84lat'];
const missing = new Set(['', 'na', 'n/a', 'null', 'none', 'nan', '\\n']);

interface Line {
  info: { lines: number };
  record: string[];
}

/** A column's name as it is compared: lower case, without spaces, underscores and hyphens. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '');
}

/**
 * Reads a table of points with a header line; comma, semicolon or tab, UTF-8, UTF-16 or GB 18030. A row is its line number. Each batch
 * yields points with all columns as properties; a broken line is an item with a reason.
 * @param mapping may name the columns of `lon` and `lat`.
 * @throws AppError when there is no header, no coordinate column, no row, or a quote that never ends.
 */
export async function* readCsv(file: SourceFile, mapping: Record<string, string>): AsyncGenerator<SourceItem[]> {
  const skipped: SourceItem[] = [];
  let unclosed: Error | undefined;
  const parser = parse({
    bom: true,
    delimiter: delimiterOf(file),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: 1_000_000,
    on_skip: (error) => {
      // A quote that never ends has swallowed the rest of the file.
      if (error?.code === 'CSV_QUOTE_NOT_CLOSED') unclosed = error;
      skipped.push({
        row: Number(error?.lines ?? 0),
        reason: { 'zh-CN': '这一行不是正确的 CSV，请检查引号', en: `not CSV: ${error?.message ?? 'broken line'}` },
      });
      return undefined;
    },
  });
  const feeding = pipeline(textOf(file), parser);
  // The loop below gets the failure first; awaiting it again must not count as unhandled.
  feeding.catch(() => {});
  let header: Header | undefined;
  let batch: SourceItem[] = [];
  let rows = 0;
  try {
    for await (const { info, record } of parser as AsyncIterable<Line>) {
      if (!header) {
        header = readHeader(file, record, mapping);
        continue;
      }
      rows++;
      batch.push(itemOf(header, record, info.lines));
      if (batch.length >= 2000) {
        yield batch.concat(skipped.splice(0));
        batch = [];
      }
    }
    await feeding;
    if (unclosed) throw unclosed;
  } catch (error) {
    throw cannotRead(file, error);
  }
  rows += skipped.length;
  yield batch.concat(skipped);
  if (!header || rows === 0)
    throw importFault(
      `${file.name} 没有数据行。`,
      `${file.name} has no rows${header ? ' below its header' : ''}.`,
      'file',
    );
}

async function* textOf(file: SourceFile): AsyncGenerator<string> {
  const decoder = new TextDecoder(encodingOf(file.head));
  for await (const chunk of file.chunks()) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

function cannotRead(file: SourceFile, error: unknown): unknown {
  const { code, message } = error as { code?: string; message?: string };
  if (!code?.startsWith('CSV_')) return error;
  return importFault(
    `${file.name} 不是正确的 CSV：${message}。`,
    `${file.name} is not valid CSV: ${message}.`,
    'file',
    error,
  );
}

function encodingOf(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  try {
    // A character may be cut at the end of the head: streaming leaves it open.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return 'utf-8';
  } catch {
    return 'gb18030';
  }
}

function delimiterOf(file: SourceFile): string {
  const first = new TextDecoder(encodingOf(file.head)).decode(file.head).split('\n')[0] ?? '';
  const counts = [',', '\t', ';'].map((mark) => ({ mark, count: first.split(mark).length }));
  return counts.sort((a, b) => b.count - a.count)[0]!.mark;
}

interface Header {
  names: string[];
  lon: number;
  lat: number;
}

function readHeader(file: SourceFile, record: string[], mapping: Record<string, string>): Header {
  const names = record.map((name) => name.trim());
  const twice = names.find((name, at) => name !== '' && names.indexOf(name) !== at);
  if (twice)
    throw importFault(`${file.name} 的列 ${twice} 出现两次。`, `${file.name} has the column ${twice} twice.`, 'file');
  return {
    names,
    lon: coordinateColumn(file, names, 'lon', lonNames, mapping),
    lat: coordinateColumn(file, names, 'lat', latNames, mapping),
  };
}

function coordinateColumn(
  file: SourceFile,
  names: string[],
  field: 'lon' | 'lat',
  known: string[],
  mapping: Record<string, string>,
): number {
  const wanted = mapping[field];
  const plain = names.map(plainName);
  const found = wanted ? [names.indexOf(wanted)] : known.map((name) => plain.indexOf(name));
  const at = found.find((index) => index >= 0);
  if (at !== undefined) return at;
  const list = names.slice(0, 30).join(', ');
  throw importFault(
    `${file.name} 没有${field === 'lon' ? '经度' : '纬度'}列${wanted ? ` ${wanted}` : ''}；它的列是：${list}。可用 --map ${field}=列名 指定。`,
    `${file.name} has no ${field === 'lon' ? 'longitude' : 'latitude'} column${wanted ? ` ${wanted}` : ''}; its columns are ${list}. Name it with --map ${field}=COLUMN.`,
    wanted ?? field,
  );
}

function itemOf(header: Header, record: string[], row: number): SourceItem {
  if (record.length !== header.names.length)
    return {
      row,
      reason: {
        'zh-CN': `这一行有 ${record.length} 列，表头有 ${header.names.length} 列`,
        en: `it has ${record.length} columns, the header has ${header.names.length}`,
      },
    };
  const properties: Record<string, unknown> = {};
  for (let i = 0; i < record.length; i++)
    if (i !== header.lon && i !== header.lat) properties[header.names[i]!] = record[i];
  const [lonText, latText] = [record[header.lon]!.trim(), record[header.lat]!.trim()];
  if (missing.has(lonText.toLowerCase()) || missing.has(latText.toLowerCase()))
    return { row, properties, geometry: null };
  const [lon, lat] = [Number(lonText), Number(latText)];
  const wrong = Number.isFinite(lon) ? latText : lonText;
  if (!Number.isFinite(lon) || !Number.isFinite(lat))
    return {
      row,
      reason: {
        'zh-CN': `“${wrong.slice(0, 40)}”不是以度为单位的坐标`,
        en: `"${wrong.slice(0, 40)}" is no coordinate in degrees`,
      },
    };
  return { row, properties, geometry: { type: 'Point', coordinates: [lon, lat] } };
}
