import { createHash } from 'node:crypto';
import { openStatuses } from '../api/loop/schema.ts';
import type { NamedField } from './layer-columns.ts';
import { type LayerRow, RowFault } from './types.ts';

const DUE_AFTER_DAYS = 7;
const DAY_MS = 86_400_000;
const open: ReadonlySet<string> = new Set(openStatuses);

/** Levels of the area tree by the number of digits of their codes. */
export type LevelByDigits = Map<number, string>;

/** An area's level from the length of its code when the file does not say. Throws a RowFault when no level has so many digits. */
export function completeArea(values: LayerRow['values'], levels: LevelByDigits, columns: readonly NamedField[]): void {
  const code = values.area_code ?? '';
  const name = nameOf(columns);
  if (!/^\d+$/.test(code))
    throw new RowFault(
      `「${name.zh('area_code')}」应为数字，现为“${code.slice(0, 40)}”`,
      `${name.en('area_code')} should be digits, but is "${code.slice(0, 40)}"`,
      'area_code',
    );
  const level = levels.get(code.length);
  if (!level) {
    const digits = [...levels].map(([count, name]) => `${count} (${name})`).join(', ');
    throw new RowFault(
      `「${name.zh('area_code')}」${code} 有 ${code.length} 位；各层级的位数是 ${digits}`,
      `${name.en('area_code')} ${code} has ${code.length} digits; levels have ${digits}`,
      'area_code',
    );
  }
  if (values.level && values.level !== level)
    throw new RowFault(
      `「${name.zh('area_code')}」${code} 有 ${code.length} 位，是 ${level}，但「${name.zh('level')}」是 ${values.level}`,
      `${name.en('area_code')} ${code} has ${code.length} digits, which is a ${level}, but ${name.en('level')} is ${values.level}`,
      'level',
    );
  values.level = level;
}

/**
 * What an incident needs beyond the file: a title (the category), a due date (7 days after the report) and a status. Without a status
 * column a file is history: closed, and closed_at stays empty because nobody knows when; inventing a moment would falsify handling times.
 */
export function completeIncident(
  values: LayerRow['values'],
  given: Map<string, unknown>,
  columns: readonly NamedField[],
): void {
  const reported = Date.parse(values.reported_at!);
  values.title ??= String(given.get('category') ?? values.category).trim();
  values.due_at ??= new Date(reported + DUE_AFTER_DAYS * DAY_MS).toISOString();
  values.status ??= given.has('status') && !values.closed_at ? 'reported' : 'closed';
  if (!values.closed_at) return;
  const name = nameOf(columns);
  if (open.has(values.status))
    throw new RowFault(
      `填了「${name.zh('closed_at')}」，但「${name.zh('status')}」是 ${values.status}`,
      `${name.en('closed_at')} is given, but ${name.en('status')} is ${values.status}`,
      'status',
    );
  if (Date.parse(values.closed_at) < reported)
    throw new RowFault(
      `「${name.zh('closed_at')}」早于「${name.zh('reported_at')}」`,
      `${name.en('closed_at')} is before ${name.en('reported_at')}`,
      'closed_at',
    );
}

/** What people are told that a field is called: as the file does, where that is known. */
function nameOf(columns: readonly NamedField[]) {
  const found = (field: string) => columns.find(({ name }) => name === field);
  return {
    zh: (field: string) => found(field)?.theirs ?? found(field)?.zh ?? field,
    en: (field: string) => found(field)?.theirs ?? field,
  };
}

/** A code for an incident whose source gives none: `IMP-` and 16 hexadecimal digits that follow from source and row. */
export function incidentCode(source: string, sourceId: string): string {
  return `IMP-${createHash('sha256').update(`${source}\n${sourceId}`).digest('hex').slice(0, 16).toUpperCase()}`;
}

/** Ids for rows that have none: a hash of the content, and a number from 1 for rows with the same content. */
export class ContentIds {
  private readonly occurrences = new Map<string, number>();

  of(values: LayerRow['values'], hexWkb: string): string {
    const content = JSON.stringify(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
    const hash = createHash('sha256').update(content).update(hexWkb).digest('hex').slice(0, 24);
    const occurrence = (this.occurrences.get(hash) ?? 0) + 1;
    this.occurrences.set(hash, occurrence);
    return `${hash}-${occurrence}`;
  }
}
