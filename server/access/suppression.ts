import type { PeopleMeasure } from '../api/people-counts/schema.ts';
import type { Database } from '../db/open.ts';
import { type Caller, mayIn } from './caller.ts';

// Every count of people or households that leaves the server passes through this file. data/views/04_released.sql says what
// the database lets out, and why no combination of answers tells more of a small count than that it is small.

/** How long the constant that small leaves count for is kept. It is a mean over all of the deployment, to the nearest half, so
 * that it hardly ever moves; keeping it makes the same question answered alike, and an older one tells nothing else. */
const MEAN_KEPT_MS = 3_600_000;

/** The part of an area that a caller may see counted. */
export interface Reach {
  /** The area itself, or prefixes of codes below it. */
  prefixes: string[];
  /** The caller sees the doors of all that. Else all of the answer is protected. */
  exact: boolean;
}

/** What may be answered about the people of an area and of those below it; null for nothing at all. */
export function reachOf(caller: Caller, areaCode: string): Reach | null {
  const scopes = [...(caller.rights.counts ?? []), ...(caller.rights.doors ?? [])];
  const prefixes = scopes.some((scope) => areaCode.startsWith(scope))
    ? [areaCode]
    : [...new Set(scopes.filter((scope) => scope.startsWith(areaCode)))];
  if (prefixes.length === 0) return null;
  return { prefixes, exact: prefixes.every((prefix) => mayIn(caller, 'doors', prefix)) };
}

/** Days by which people are counted, `YYYY-MM-DD`. */
export interface CountDays {
  /** Visits owed up to this day, the last of a month, are due. */
  due_by: string;
  /** Need tags are valid on this day. */
  valid_on: string;
  /** Set where the past is asked: the day, and what was known when. Its constants are its own. */
  looked_at?: string | undefined;
}

/** A sum as the database lets it out: of the leaves that are not small, and how many are. Exact where none is. */
export interface Cell {
  sure_sum: number;
  small_count: number;
}

/** How the cells of one answer are read. */
export interface Release {
  /** Counts below this are not shown; null: all are exact. */
  small_count_below: number | null;
  /** What a small leaf counts for in sums. */
  small_means: Partial<Record<PeopleMeasure, number>>;
}

/** The count that is shown for a cell: a whole number, or null for 1 to one less than the threshold. No cell counts 0. */
export function countOf(release: Release, measure: string, cell: Cell | null | undefined): number | null {
  if (!cell) return 0;
  const { small_count_below } = release;
  const small_means: Readonly<Record<string, number>> = release.small_means;
  if (small_count_below === null) return cell.sure_sum;
  const sum = Math.round(cell.sure_sum + cell.small_count * (small_means[measure] ?? small_count_below / 2));
  return sum === 0 || sum >= small_count_below ? sum : null;
}

type Means = Map<string, { mean: number; until_ms: number }>;
const kept = new WeakMap<Database, Means>();

/**
 * How the answer to a question about these measures is to be read.
 * @param sql the request's transaction. @param database the pool that it was taken from, whose constants are kept.
 */
export async function openRelease(
  { sql, database, now }: { sql: Database; database: Database; now: Date },
  { exact, measures, days }: { exact: boolean; measures: readonly PeopleMeasure[]; days: CountDays },
): Promise<Release> {
  if (exact) return { small_count_below: null, small_means: {} };
  const [deployment] = await sql<[{ small_count_below: number }]>`select small_count_below from deployment`;
  const { small_count_below } = deployment;
  if (small_count_below === 1) return { small_count_below: null, small_means: {} };
  const means: Means = kept.get(database) ?? new Map();
  kept.set(database, means);
  const small_means: Release['small_means'] = {};
  for (const measure of measures) {
    const key = `${measure} ${small_count_below} ${days.due_by} ${days.valid_on} ${days.looked_at ?? ''}`;
    let entry = means.get(key);
    if (!entry || entry.until_ms <= now.getTime()) {
      for (const [old, { until_ms }] of means) if (until_ms <= now.getTime()) means.delete(old);
      entry = { mean: await readSmallMean(sql, measure, days), until_ms: now.getTime() + MEAN_KEPT_MS };
      means.set(key, entry);
    }
    small_means[measure] = entry.mean;
  }
  return { small_count_below, small_means };
}

async function readSmallMean(sql: Database, measure: PeopleMeasure, days: CountDays): Promise<number> {
  const [row] = await sql<[{ mean: number }]>`
    select people_small_mean(${measure}, ${days.due_by}::date, ${days.valid_on}::date) as mean`;
  return row.mean;
}

/** The cells of a question, to be named `people` in a query: columns measure, area_code, category, sure_sum, small_count. */
export function peopleCells(
  sql: Database,
  question: {
    measures: readonly PeopleMeasure[];
    /** Areas at or below this code. */
    below: string;
    /** Length of the codes of the areas that are counted. */
    digits: number;
    byCategory?: boolean;
    exact: boolean;
    days: CountDays;
  },
) {
  const { measures, below, digits, byCategory = false, exact, days } = question;
  return sql`people_cells(${measures as string[]}::text[], ${below}, ${digits}::int, ${byCategory}, ${exact},
    ${days.due_by}::date, ${days.valid_on}::date)`;
}
