import type { ReadRow } from '../readers/types.ts';
import { cellText } from '../values.ts';

/** What a column holds, as far as the rows that were looked at tell. */
export interface Profile {
  /** Rows that were looked at, and those of them in which it is filled. */
  rows: number;
  filled: number;
  /** Different values among the filled ones. */
  distinct: number;
  /** Filled values as text, at most `MOST_VALUES`, from all over the rows. */
  values: readonly string[];
  /** Different values with how often each stands in `values`. */
  counts: ReadonlyMap<string, number>;
}

/** Values of a column that are looked at. */
const MOST_VALUES = 500;
const empty = new Set(['', 'na', 'n/a', 'null', 'none', 'nan', '\\n', '无', '-', '—', '/']);

/** Looks at one column in rows from all over a table. */
export function profileOf(column: string, rows: readonly ReadRow[]): Profile {
  const values: string[] = [];
  const counts = new Map<string, number>();
  const step = Math.max(1, rows.length / MOST_VALUES);
  let looked = 0;
  for (let at = 0; at < rows.length; at += step) {
    looked++;
    const value = rows[Math.floor(at)]!.properties[column];
    if (value === null || value === undefined || typeof value === 'object') continue;
    const text = cellText(value);
    if (empty.has(text.toLowerCase())) continue;
    values.push(text);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return { rows: looked, filled: values.length, distinct: counts.size, values, counts };
}

/** How many of the filled values are so, 0 to 1. */
export function shareOf({ values }: Profile, test: (value: string) => boolean): number {
  if (values.length === 0) return 0;
  let hits = 0;
  for (const value of values) if (test(value)) hits++;
  return hits / values.length;
}
