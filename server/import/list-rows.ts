import { parse } from 'csv-parse/sync';
import type { Geometry, Position } from 'geojson';
import type { Sentence } from '../errors.ts';
import { latNames, lonNames, plainName } from './column-names.ts';
import { importFault } from './faults.ts';
import { isForbidden } from './forbidden.ts';
import { checkFeature, foreignCrs } from './geojson-faults.ts';

// Lists of some thousand rows that come in a request: read whole, each row told in words of both languages.

/** One row of a list: a table's line, or a feature. */
export interface ListRow {
  /** Its line in the table, from 2, or its place in the collection, from 1. */
  row: number;
  /** What stands in its columns, by plain name; empty ones are absent. */
  values: Map<string, string>;
  geometry: Geometry | null;
  /** Why it cannot be read at all. */
  fault: Sentence | null;
}

/** A list that was read. */
export interface ReadList {
  rows: ListRow[];
  /** Columns that must never be held and were left out. */
  dropped: string[];
}

const lineNames = ['line', 'wkt', 'geometry', 'geom', '线', '线路', '路径', '坐标', '坐标串'];

/** Reads a list. @throws AppError (400, field `text`) where the text as a whole is none. */
export function readList(format: 'csv' | 'geojson', text: string): ReadList {
  return format === 'csv' ? readTable(text) : readCollection(text);
}

function readTable(text: string): ReadList {
  const lines = linesOf(text);
  const [header, ...rest] = lines;
  if (!header) throw importFault('文件是空的。', 'The list is empty.', 'text');
  const heads = header.record.map(plainName);
  const twice = heads.find((head, at) => head !== '' && heads.indexOf(head) !== at);
  if (twice !== undefined)
    throw importFault(`列「${twice}」出现了两次。`, `The column “${twice}” stands twice.`, 'text');
  const dropped = header.record.filter((name) => isForbidden(name));
  const skipped = new Set(dropped.map(plainName));
  const rows = rest.map(({ record, line }) => rowOf(record, line, heads, skipped));
  return { rows, dropped };
}

interface Line {
  record: string[];
  line: number;
}

function linesOf(text: string): Line[] {
  const [first = ''] = text.split('\n', 1);
  const delimiter = ['\t', ';', ','].find((mark) => first.includes(mark)) ?? ',';
  try {
    const read = parse(text, { bom: true, delimiter, info: true, relax_column_count: true, skip_empty_lines: true });
    return (read as unknown as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({
      record: record.map((value) => value.trim()),
      line: info.lines,
    }));
  } catch (error) {
    throw importFault(
      '文件不是正确的 CSV，请检查引号是否成对。',
      `The list is not valid CSV: ${(error as Error).message}.`,
      'text',
      error,
    );
  }
}

function rowOf(record: string[], row: number, heads: readonly string[], skipped: ReadonlySet<string>): ListRow {
  const values = new Map<string, string>();
  for (const [at, head] of heads.entries()) {
    const value = record[at];
    if (value && head !== '' && !skipped.has(head)) values.set(head, value);
  }
  if (record.length !== heads.length) {
    const fault = {
      'zh-CN': `这一行有 ${record.length} 列，表头有 ${heads.length} 列。`,
      en: `It has ${record.length} columns, the header has ${heads.length}.`,
    };
    return { row, values, geometry: null, fault };
  }
  return { row, values, geometry: geometryOf(values), fault: null };
}

/** The place that a table's row gives by its columns; null where there is none, or none that can be read. */
function geometryOf(values: ReadonlyMap<string, string>): Geometry | null {
  const [lon, lat] = [lonNames, latNames].map((names) => values.get(names.find((name) => values.get(name)) ?? ''));
  if (lon !== undefined && lat !== undefined) return { type: 'Point', coordinates: [Number(lon), Number(lat)] };
  const written = lineNames.map((name) => values.get(name)).find(Boolean);
  return written === undefined ? null : lineOf(written);
}

/** A line as WKT, or as `lon lat; lon lat` with commas or blanks in between. */
function lineOf(written: string): Geometry | null {
  const inner = /^(?:SRID=\d+;)?\s*LINESTRING\s*\((.*)\)$/i.exec(written.trim());
  const pieces = inner ? inner[1]!.split(',') : written.split(/[;；|]/);
  const coordinates: Position[] = pieces
    .map((piece) => piece.trim())
    .filter(Boolean)
    .map((piece) => piece.split(/[\s,，]+/).map(Number));
  const readable = coordinates.every((position) => position.length >= 2 && position.every(Number.isFinite));
  return readable ? { type: 'LineString', coordinates } : null;
}

function readCollection(text: string): ReadList {
  const value = parsed(text);
  const crs = foreignCrs(value);
  if (crs) {
    throw importFault(
      `文件的坐标系是 ${crs}，GeoJSON 应为经纬度。`,
      `The list has the coordinate system ${crs}; GeoJSON is in longitude and latitude.`,
      'text',
    );
  }
  const { type, features } = value as { type?: unknown; features?: unknown };
  if (type !== 'FeatureCollection' || !Array.isArray(features)) {
    throw importFault('GeoJSON 应为 FeatureCollection。', 'GeoJSON should be a FeatureCollection.', 'text');
  }
  const dropped = new Set<string>();
  const rows = features.map((feature, at) => featureRow(feature, at + 1, dropped));
  return { rows, dropped: [...dropped] };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const { message } = error as Error;
    throw importFault('文件不是正确的 GeoJSON（JSON 格式有误）。', `The list is not JSON: ${message}.`, 'text', error);
  }
}

function featureRow(feature: unknown, row: number, dropped: Set<string>): ListRow {
  const values = new Map<string, string>();
  const { faults } = checkFeature(feature);
  if (faults.length > 0) {
    const fault = {
      'zh-CN': '这不是正确的 GeoJSON 要素。',
      en: `It is no valid GeoJSON feature: ${faults.join('; ')}.`,
    };
    return { row, values, geometry: null, fault };
  }
  const { properties, geometry } = feature as {
    properties?: Record<string, unknown> | null;
    geometry?: Geometry | null;
  };
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (isForbidden(name)) dropped.add(name);
    else if (value !== null && typeof value !== 'object' && value !== '')
      values.set(plainName(name), String(value).trim());
  }
  return { row, values, geometry: geometry ?? null, fault: null };
}
