import type { FileHandle } from 'node:fs/promises';
import type { Sentence } from '../../../errors.ts';
import { importFault } from '../../faults.ts';
import { cutShort } from '../bytes.ts';
import { checkColumns } from '../header.ts';

/** A field of a dBase table. */
export interface DbfField {
  /** Its name's bytes, without what fills them up. */
  name: Buffer;
  /** C text, N and F numbers, D day, L yes or no; others as their bytes say. */
  type: string;
  offset: number;
  length: number;
}

/** The head of a dBase table (dBase III to VII as GIS programs write it). */
export interface Dbf {
  rows: number;
  fields: DbfField[];
  /** The language byte, by which old programs say the encoding. */
  language: number;
  headBytes: number;
  rowBytes: number;
}

/** @throws AppError when it is no dBase table, or is cut off. */
export async function openDbf(handle: FileHandle, name: string): Promise<Dbf> {
  const { size } = await handle.stat();
  const head = await readAll(handle, 0, Math.min(size, 65_536));
  if (head.length < 33) throw cutShort(name);
  const rows = head.readUInt32LE(4);
  const headBytes = head.readUInt16LE(8);
  const rowBytes = head.readUInt16LE(10);
  const fields: DbfField[] = [];
  let offset = 1;
  for (let at = 32; at + 32 <= Math.min(headBytes, head.length) && head[at] !== 0x0d; at += 32) {
    const field = fieldAt(head, at, offset);
    fields.push(field);
    offset += field.length;
  }
  if (fields.length === 0 || offset > rowBytes || headBytes < 33) throw noTable(name);
  checkColumns(name, fields.length);
  if (headBytes + rows * rowBytes > size) throw cutShort(name);
  return { rows, fields, language: head[29]!, headBytes, rowBytes };
}

function fieldAt(head: Buffer, at: number, offset: number): DbfField {
  const end = head.indexOf(0, at);
  const name = head.subarray(at, end < 0 || end > at + 11 ? at + 11 : end);
  const type = String.fromCharCode(head[at + 11]!);
  // Long texts keep the upper byte of their length where numbers have their decimals.
  const length = head[at + 16]! + (type === 'C' ? head[at + 17]! * 256 : 0);
  return { name: Buffer.from(name), type, offset, length };
}

function noTable(name: string) {
  return importFault(
    `${name} 不是正确的属性表（.dbf），可能是用 Excel 或其他软件改写过。请从 GIS 软件重新导出 Shapefile。`,
    `${name} is no sound attribute table (.dbf); Excel or another program may have rewritten it. Export the shapefile anew from the GIS.`,
    'file',
  );
}

/** Bytes from a place on, fewer at the end of the file. */
export async function readAll(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

const SAMPLE_BLOCKS = 8;
const SAMPLE_BLOCK_ROWS = 2000;

/** Texts from the beginning, the end and between: enough of a table to tell its encoding. */
export async function sampleTexts(handle: FileHandle, dbf: Dbf): Promise<Buffer[]> {
  const texts = dbf.fields.map(({ name }) => name);
  const textFields = dbf.fields.filter(({ type }) => type === 'C');
  for (const first of blockStarts(dbf.rows)) {
    const rows = Math.min(SAMPLE_BLOCK_ROWS, dbf.rows - first);
    const block = await readAll(handle, dbf.headBytes + first * dbf.rowBytes, rows * dbf.rowBytes);
    for (let at = 0; at + dbf.rowBytes <= block.length; at += dbf.rowBytes)
      for (const { offset, length } of textFields) {
        const text = trimmed(block, at + offset, length);
        if (text.length > 0) texts.push(text);
      }
  }
  return texts;
}

function blockStarts(rows: number): number[] {
  if (rows <= SAMPLE_BLOCKS * SAMPLE_BLOCK_ROWS)
    return Array.from({ length: Math.ceil(rows / SAMPLE_BLOCK_ROWS) }, (_, i) => i * SAMPLE_BLOCK_ROWS);
  const last = rows - SAMPLE_BLOCK_ROWS;
  return Array.from({ length: SAMPLE_BLOCKS }, (_, i) => Math.floor((last * i) / (SAMPLE_BLOCKS - 1)));
}

function trimmed(block: Buffer, at: number, length: number): Buffer {
  let end = at + length;
  while (end > at && (block[end - 1] === 0x20 || block[end - 1] === 0)) end--;
  return block.subarray(at, end);
}

/** A cell's value, and whether its text was cut off in the middle of a character or holds bytes that make none. */
export interface DbfValue {
  value: string | number | boolean | null;
  fault?: 'cut' | 'garbled';
}

/** The value of one field of a row that begins at `at` of a block. */
export function dbfValue(block: Buffer, at: number, field: DbfField, decoder: TextDecoder): DbfValue {
  const start = at + field.offset;
  if (field.type === 'C') return textValue(trimmed(block, start, field.length), field.length, decoder);
  if (field.type === 'I' && field.length === 4) return { value: block.readInt32LE(start) };
  if ((field.type === 'O' || field.type === 'B') && field.length === 8) return { value: block.readDoubleLE(start) };
  const text = block
    .toString('latin1', start, start + field.length)
    .replaceAll('\0', ' ')
    .trim();
  if (field.type === 'N' || field.type === 'F') return { value: numberValue(text) };
  if (field.type === 'D') return { value: dayValue(text) };
  if (field.type === 'L') return { value: /^[TY]$/i.test(text) ? true : /^[FN]$/i.test(text) ? false : null };
  return { value: text === '' ? null : text };
}

function textValue(bytes: Buffer, length: number, decoder: TextDecoder): DbfValue {
  let value = decoder.decode(bytes).trim();
  let cut = false;
  // A full field may end in the middle of a character, of which at most three bytes are left.
  if (value.endsWith('\uFFFD') && bytes.length >= length - 3) {
    value = value.replace(/\uFFFD+$/, '').trimEnd();
    cut = true;
  }
  if (value === '') return { value: null };
  if (value.includes('\uFFFD')) return { value, fault: 'garbled' };
  return cut ? { value, fault: 'cut' } : { value };
}

/** Numbers of more than 15 digits, which are codes, stay text. */
function numberValue(text: string): string | number | null {
  if (text === '' || text.startsWith('*')) return null;
  const value = Number(text);
  if (!Number.isFinite(value)) return text;
  return Number.isInteger(value) && Math.abs(value) >= 1e15 ? text : value;
}

function dayValue(text: string): string | null {
  if (text === '' || /^0+$/.test(text)) return null;
  return /^\d{8}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : text;
}

/** What a clerk is told of a text that has no sound bytes. */
export function textSentence(column: string, fault: 'cut' | 'garbled'): Sentence {
  if (fault === 'cut')
    return {
      'zh-CN': `“${column}”列的文字超过 Shapefile 的字段长度，末尾被截断。请核对。`,
      en: `The text in column "${column}" is longer than the field of the shapefile and lost its end. Check it.`,
    };
  return {
    'zh-CN': `“${column}”列有无法识别的字符（乱码）。请改选编码，或从 GIS 软件重新导出。`,
    en: `Column "${column}" holds characters that cannot be read. Choose another encoding, or export the file anew from the GIS.`,
  };
}
