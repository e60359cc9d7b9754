import type { FileHandle } from 'node:fs/promises';
import type { Geometry, Position } from 'geojson';
import { importFault } from '../../faults.ts';
import { cutShort } from '../bytes.ts';
import { MAX_POSITIONS } from '../limits.ts';
import { readAll } from './dbf.ts';
import { polygonsOf } from './polygons.ts';

// ESRI Shapefile Technical Description, July 1998. Types above 10 have heights, above 20 measures; both stand after the positions.

/** Where the records of a .shp lie, in the order of its rows. */
export interface Shp {
  rows: number;
  kind: 'point' | 'line' | 'area' | null;
  /** Byte at which record `row`, from 0, begins behind its head; its length in bytes. Null where the index points outside the file. */
  place(row: number): { at: number; length: number } | null;
}

/** A shape that can be read, or why not. */
export type Shape = { geometry: Geometry | null; isMended?: true } | { fault: 'damaged' | 'large' | 'patch' };

const HEAD_BYTES = 100;
const RECORD_HEAD_BYTES = 8;

/**
 * @param index content of the .shx; null without one, or where it is of no use.
 * @throws AppError when it is no .shp, or is cut off.
 */
export async function openShp(handle: FileHandle, index: Buffer | null, name: string): Promise<Shp> {
  const { size } = await handle.stat();
  const head = await readAll(handle, 0, HEAD_BYTES);
  if (head.length < HEAD_BYTES || head.readUInt32BE(0) !== 9994) throw cutShort(name);
  if (head.readUInt32BE(24) * 2 > size) throw cutShort(name);
  const type = head.readInt32LE(32);
  if (type === 31) throw multiPatch(name);
  const records = index && isIndex(index) ? index.subarray(HEAD_BYTES) : await recordsOf(handle, size, name);
  const rows = Math.floor(records.length / RECORD_HEAD_BYTES);
  return {
    rows,
    kind: kindOf(type),
    place(row) {
      const at = records.readUInt32BE(row * RECORD_HEAD_BYTES) * 2 + RECORD_HEAD_BYTES;
      const length = records.readUInt32BE(row * RECORD_HEAD_BYTES + 4) * 2;
      return at < HEAD_BYTES + RECORD_HEAD_BYTES || at + length > size ? null : { at, length };
    },
  };
}

function isIndex(index: Buffer): boolean {
  if (index.length < HEAD_BYTES || index.readUInt32BE(0) !== 9994) return false;
  return index.readUInt32BE(24) * 2 === index.length && (index.length - HEAD_BYTES) % RECORD_HEAD_BYTES === 0;
}

function kindOf(type: number): Shp['kind'] {
  const plain = type % 10;
  if (plain === 1 || plain === 8) return 'point';
  return plain === 3 ? 'line' : plain === 5 ? 'area' : null;
}

function multiPatch(name: string) {
  return importFault(
    `${name} 是三维面片（MultiPatch），无法读取。请在 GIS 软件中转换为二维面后导出。`,
    `${name} holds three-dimensional patches (MultiPatch), which cannot be read. Convert them to polygons in the GIS and export those.`,
    'file',
  );
}

/** An index as a .shx has it, made by going from record to record. */
async function recordsOf(handle: FileHandle, size: number, name: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  let window: Buffer = Buffer.alloc(0);
  let start = 0;
  for (let at = HEAD_BYTES; at < size; ) {
    if (at < start || at + RECORD_HEAD_BYTES > start + window.length) {
      window = await readAll(handle, at, 1 << 20);
      start = at;
    }
    if (window.length < RECORD_HEAD_BYTES) throw cutShort(name);
    const words = window.readUInt32BE(at - start + 4);
    const record = Buffer.alloc(RECORD_HEAD_BYTES);
    record.writeUInt32BE(at / 2, 0);
    record.writeUInt32BE(words, 4);
    parts.push(record);
    at += RECORD_HEAD_BYTES + words * 2;
    if (at > size) throw cutShort(name);
  }
  return Buffer.concat(parts);
}

/** A shape by the content of its record; heights and measures are left out. */
export function shapeOf(record: Buffer): Shape {
  if (record.length < 4) return { fault: 'damaged' };
  const type = record.readInt32LE(0);
  if (type === 0) return { geometry: null };
  if (type === 31) return { fault: 'patch' };
  try {
    switch (type % 10) {
      case 1:
        return sound({ geometry: { type: 'Point', coordinates: positionAt(record, 4) } });
      case 8:
        return sound(multiPoint(record));
      case 3:
        return sound(lines(record));
      case 5:
        return sound(areas(record));
      default:
        return { fault: 'damaged' };
    }
  } catch (error) {
    // The record is shorter than its counts say.
    if (error instanceof RangeError) return { fault: 'damaged' };
    throw error;
  }
}

/** Not a number, or one as large as those that stand for "no value", is no position. */
function positionAt(record: Buffer, at: number): Position {
  const x = record.readDoubleLE(at);
  const y = record.readDoubleLE(at + 8);
  if (!(Math.abs(x) < 1e30 && Math.abs(y) < 1e30)) throw new RangeError('no position');
  return [x, y];
}

function sound(shape: Shape): Shape {
  return 'geometry' in shape && shape.geometry === null ? { fault: 'damaged' } : shape;
}

function positionsAt(record: Buffer, at: number, count: number): Position[] {
  return Array.from({ length: count }, (_, i) => positionAt(record, at + i * 16));
}

function multiPoint(record: Buffer): Shape {
  const count = record.readUInt32LE(36);
  if (count > MAX_POSITIONS) return { fault: 'large' };
  const coordinates = positionsAt(record, 40, count);
  return { geometry: coordinates.length === 0 ? null : { type: 'MultiPoint', coordinates } };
}

/** The parts of a line or polygon, or null when there are too many positions. */
function partsOf(record: Buffer): Position[][] | null {
  const parts = record.readUInt32LE(36);
  const count = record.readUInt32LE(40);
  if (count > MAX_POSITIONS || parts > count) return null;
  const first = 44 + parts * 4;
  return Array.from({ length: parts }, (_, i) => {
    const from = record.readUInt32LE(44 + i * 4);
    const to = i + 1 < parts ? record.readUInt32LE(48 + i * 4) : count;
    if (to < from || to > count) throw new RangeError('parts out of order');
    return positionsAt(record, first + from * 16, to - from);
  });
}

function lines(record: Buffer): Shape {
  const parts = partsOf(record);
  if (!parts) return { fault: 'large' };
  const sound = parts.filter((part) => part.length >= 2);
  if (sound.length === 0) return { geometry: null };
  const mended = sound.length < parts.length ? { isMended: true as const } : {};
  return sound.length === 1
    ? { geometry: { type: 'LineString', coordinates: sound[0]! }, ...mended }
    : { geometry: { type: 'MultiLineString', coordinates: sound }, ...mended };
}

function areas(record: Buffer): Shape {
  const parts = partsOf(record);
  if (!parts) return { fault: 'large' };
  const { polygons, isMended } = polygonsOf(parts);
  const mended = isMended ? { isMended } : {};
  if (polygons.length === 0) return { geometry: null };
  return polygons.length === 1
    ? { geometry: { type: 'Polygon', coordinates: polygons[0]! }, ...mended }
    : { geometry: { type: 'MultiPolygon', coordinates: polygons }, ...mended };
}
