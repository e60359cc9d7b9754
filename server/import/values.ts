import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { rootFolder } from '../config.ts';
import { holdsIdentityNumber } from './forbidden.ts';
import type { LayerColumn, NamedField } from './layer-columns.ts';
import { dateOf, timestampOf } from './times.ts';
import { RowFault } from './types.ts';

const entries = z.array(z.object({ id: z.string(), zh: z.string(), en: z.string() }));
const catalogues = new Map<string, Map<string, string>>();
const empty = new Set(['', 'na', 'n/a', 'null', 'none', 'nan', '\\n', '无', '-']);
const yes = new Set(['true', 't', 'yes', 'y', '1', '是', '有']);
const no = new Set(['false', 'f', 'no', 'n', '0', '否', '无', '没有']);

/**
 * A value as the text that PostgreSQL reads for a column; null when the file leaves it empty (also NA, NULL, 无).
 * @param timeZone IANA zone of times and days without an offset.
 * @throws RowFault naming the column when the value does not fit.
 */
export function columnValue(column: LayerColumn, given: unknown, timeZone: string): string | null {
  if (given === null || given === undefined) return null;
  if (typeof given === 'object')
    throw fault(
      column,
      '应为一个值，却是一组',
      `should be one value, but is ${Array.isArray(given) ? 'a list' : 'an object'}`,
    );
  const text = String(given).trim();
  if (column.type !== 'boolean' && empty.has(text.toLowerCase())) return null;
  if (text === '') return null;
  if (holdsIdentityNumber(text))
    throw fault(
      { ...column, sealed: true },
      '含有身份证号码，本系统不得保存，请删去这一列或这些号码',
      'holds an identity number, which Jingwei must never hold; take the column or the numbers out',
    );
  if (text.includes('\0')) throw fault(column, '含有无法保存的空字符', 'holds a NUL character');
  switch (column.type) {
    case 'integer':
    case 'number':
      return numberOf(column, text);
    case 'boolean':
      return booleanOf(column, text);
    case 'date':
      return dateOf(column, text, timeZone);
    case 'time':
      return clockOf(column, text);
    case 'timestamp':
      return timestampOf(column, text, timeZone);
    case 'text':
      return textOf(column, text);
  }
}

function numberOf(column: LayerColumn, text: string): string {
  const value = Number(text);
  if (!Number.isFinite(value)) throw fault(column, '应为数字', 'should be a number', text);
  if (column.type === 'integer' && !Number.isInteger(value))
    throw fault(column, '应为整数', 'should be a whole number', text);
  const [low, high] = column.range ?? [-Infinity, Infinity];
  if (value < low || value > high)
    throw fault(column, `应在 ${low} 至 ${high} 之间`, `should lie between ${low} and ${high}`, text);
  return String(value);
}

function booleanOf(column: LayerColumn, text: string): string {
  const lower = text.toLowerCase();
  if (yes.has(lower)) return 'true';
  if (no.has(lower)) return 'false';
  throw fault(column, '应为“是”或“否”', 'should be yes or no', text);
}

function clockOf(column: LayerColumn, text: string): string {
  const found = /^(\d{1,2})[:：](\d{2})(?::(\d{2}))?$/.exec(text);
  const [hour, minute] = [Number(found?.[1]), Number(found?.[2])];
  if (!found || hour > 23 || minute > 59 || Number(found[3] ?? 0) > 59)
    throw fault(column, '应为一天中的时刻，例如 18:00', 'should be a time of day such as 18:00', text);
  return `${found[1]!.padStart(2, '0')}:${found[2]}:${found[3] ?? '00'}`;
}

function textOf(column: LayerColumn, text: string): string {
  const named = column.names?.[text] ?? text;
  const value = column.catalogue ? (catalogue(column.catalogue).get(named.toLowerCase()) ?? named) : named;
  if (column.allowed && !column.allowed.includes(value))
    throw fault(
      column,
      `应为 ${column.allowed.join('、')} 之一`,
      `should be one of ${column.allowed.join(', ')}`,
      text,
    );
  return value;
}

/** Ids of a coded column by lower-case id, Chinese and English name. */
export function catalogueIds({ catalogue: name, allowed, names }: LayerColumn): Map<string, string> {
  if (name !== undefined) return catalogue(name);
  return new Map([...(allowed ?? []).map((id) => [id.toLowerCase(), id] as const), ...Object.entries(names ?? {})]);
}

/** Id by lower-case id, Chinese and English name. */
function catalogue(name: string): Map<string, string> {
  const known = catalogues.get(name);
  if (known) return known;
  const text = readFileSync(path.join(rootFolder, 'data/codes', `${name}.json`), 'utf8');
  const ids = new Map<string, string>();
  for (const { id, zh, en } of entries.parse(JSON.parse(text)))
    for (const word of [id, zh, en]) if (!ids.has(word.toLowerCase())) ids.set(word.toLowerCase(), id);
  catalogues.set(name, ids);
  return ids;
}

/** What is wrong with a field, in both languages, and what it says instead: never of a field that is sealed. */
export function fault(column: NamedField, zh: string, en: string, text?: string): RowFault {
  const told = text !== undefined && !column.sealed;
  return new RowFault(
    `「${column.zh ?? column.name}」${zh}${told ? `，现为“${shorten(text)}”` : ''}`,
    `${column.name} ${en}${told ? `, but is "${shorten(text)}"` : ''}`,
    column.name,
  );
}

/** At most 40 characters of a value, for a message. */
function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
