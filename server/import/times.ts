import type { NamedField } from './layer-columns.ts';
import { RowFault } from './types.ts';

const pattern =
  /^(\d{4})(?:[-/.年])(\d{1,2})(?:[-/.月])(\d{1,2})日?(?:[T\s]*(\d{1,2})[:：时](\d{2})(?:分|[:：](\d{2})(?:[.,](\d{1,9}))?)?秒?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i;
const compact = /^(\d{4})(\d{2})(\d{2})(?:[T\s]?(\d{2})(\d{2})(\d{2})?)?$/;
const HOUR_MS = 3_600_000;

/**
 * A moment as ISO text in UTC. Reads 2024-05-01 08:30[:00], 2024/5/1 8:30, 2024年5月1日8时30分, 20240501[083000], with or without an
 * offset, and Unix time in seconds or milliseconds. A day alone means its midnight.
 * @param timeZone IANA zone of a time without an offset. A time that a zone skips or repeats takes the offset before the change.
 * @throws RowFault when it cannot be read, or could be read in two ways (5/1/2024).
 */
export function timestampOf(column: NamedField, text: string, timeZone: string): string {
  if (/^\d{10}$/.test(text)) return new Date(Number(text) * 1000).toISOString();
  if (/^\d{13}$/.test(text)) return new Date(Number(text)).toISOString();
  const found = pattern.exec(text) ?? compact.exec(text);
  if (!found) {
    const ambiguous = /^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}/.test(text);
    throw faultOf(
      column,
      text,
      `看不出是什么时间${ambiguous ? '：日和月可能混淆，请写成 2024-05-01' : '，请写成 2024-05-01 08:30'}`,
      `cannot be read as a time${ambiguous ? '; day and month could be taken for each other' : ''}`,
    );
  }
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((at) => Number(found[at] ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const local = Date.UTC(
    year,
    month - 1,
    day,
    hour,
    minute,
    second,
    Number((found[7] ?? '0').padEnd(3, '0').slice(0, 3)),
  );
  const check = new Date(local);
  if (check.getUTCMonth() !== month - 1 || check.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59)
    throw faultOf(column, text, '日历上没有这个时间', 'is no day or time of the calendar');
  return new Date(local - offsetAt(local, found[8], timeZone)).toISOString();
}

/** A day as YYYY-MM-DD; a moment with a time gives the day that it is in the zone. Throws as `timestampOf`. */
export function dateOf(column: NamedField, text: string, timeZone: string): string {
  const moment = Date.parse(timestampOf(column, text, timeZone));
  return new Date(moment + zoneOffset(moment, timeZone)).toISOString().slice(0, 10);
}

function faultOf({ name, zh, theirs, sealed }: NamedField, text: string, chinese: string, english: string): RowFault {
  const told = sealed ? '' : ` "${text.slice(0, 40)}"`;
  return new RowFault(
    `「${theirs ?? zh ?? name}」${sealed ? '' : `“${text.slice(0, 40)}”`}${chinese}`,
    `${theirs ?? name}${told} ${english}`,
    name,
    'date',
  );
}

function offsetAt(local: number, written: string | undefined, timeZone: string): number {
  if (!written) {
    const before = zoneOffset(local - 24 * HOUR_MS, timeZone);
    const there = zoneOffset(local - before, timeZone);
    return there === before || zoneOffset(local - there, timeZone) !== there ? before : there;
  }
  if (/^(z|utc)$/i.test(written)) return 0;
  const digits = written.replace(/\D/g, '');
  const size = Number(digits.slice(0, 2)) * HOUR_MS + Number(digits.slice(2)) * 60_000;
  return written.startsWith('-') ? -size : size;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

/** Milliseconds by which a zone's clock is ahead of UTC at a moment; looked up once a quarter of an hour. */
function zoneOffset(moment: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0;
  const quarter = Math.floor(moment / (HOUR_MS / 4));
  const key = `${timeZone} ${quarter}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  const start = quarter * (HOUR_MS / 4);
  const parts = Object.fromEntries(format.formatToParts(start).map(({ type, value }) => [type, Number(value)]));
  const shown = Date.UTC(parts.year!, parts.month! - 1, parts.day!, parts.hour!, parts.minute!, parts.second!);
  if (offsets.size > 200_000) offsets.clear();
  offsets.set(key, shown - start);
  return shown - start;
}
