import type { Context } from 'hono';
import { type Caller, may } from '../../access/caller.ts';
import { enter } from '../../access/enter.ts';
import { countOf, openRelease, type Reach, type Release, reachOf } from '../../access/suppression.ts';
import type { Database } from '../../db/open.ts';
import type { Feature, Value } from '../../export/table.ts';
import { listLevels } from '../areas/sql.ts';
import { dayOf, monthEnd } from '../calendar.ts';
import type { ApiEnv } from '../context.ts';
import { entranceOf, signedOut } from '../granted.ts';
import { listCells, listCodes } from '../people-counts/sql.ts';
import { layerExports } from './layers.ts';
import { countExported, type ExportKey, type ExportReach, listCounted, listExported, type StoredLayer } from './sql.ts';

/** Rows that are read at once, each time in a transaction of its own: whoever reads slowly holds no connection. */
const BATCH = 1000;

/** The rows of a layer, batch after batch, each with the rights that the caller has by then. */
export async function* storedFeatures(
  c: Context<ApiEnv>,
  layer: StoredLayer,
  { area_code, shape }: Pick<ExportReach, 'area_code' | 'shape'>,
): AsyncGenerator<Feature> {
  const { columns } = layerExports[layer];
  let after: ExportKey | undefined;
  for (;;) {
    const rows = await enter(c.get('database'), entranceOf(c), async (sql, caller) => {
      if (!caller) throw signedOut();
      return listExported(sql, layer, columns, { area_code, after, limit: BATCH, shape });
    });
    for (const row of rows) {
      yield { geometry: row.geometry, values: columns.map(({ name }) => (row[name] as Value | undefined) ?? null) };
    }
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = [last.key_code, last.key_id];
  }
}

/** Counts of households and people by grid as they are let out. */
export interface GridCounts {
  codes: string[];
  count: (measure: (typeof counted)[number], code: string) => number | null;
  hidden_below: Release['small_count_below'];
}

const counted = ['household', 'resident'] as const;

/** What of an area may be counted; null where nothing may. */
export async function countedGrids(sql: Database, caller: Caller, areaCode: string): Promise<[Reach, string[]] | null> {
  const reach = reachOf(caller, areaCode);
  if (!reach) return null;
  const { level } = (await listLevels(sql)).at(-1)!;
  return [reach, await listCodes(sql, { below: areaCode, level, prefixes: reach.prefixes })];
}

/** The counts of an area's grids: exact for who sees the doors, else by suppression.ts. */
export async function gridCounts(
  c: Context<ApiEnv>,
  sql: Database,
  [reach, codes]: [Reach, string[]],
  areaCode: string,
): Promise<GridCounts> {
  const today = dayOf(c.get('now'), c.get('config').timeZone);
  const { code_digits } = (await listLevels(sql)).at(-1)!;
  const days = { due_by: monthEnd(today), valid_on: today };
  const question = { below: areaCode, digits: code_digits, exact: reach.exact, days };
  const cells = new Map<string, Awaited<ReturnType<typeof listCells>>[number]>();
  for (const measure of counted) {
    for (const cell of await listCells(sql, { ...question, measures: [measure] })) {
      cells.set(`${measure} ${cell.area_code}`, cell);
    }
  }
  const release = await openRelease(
    { sql, database: c.get('database'), now: c.get('now') },
    { exact: reach.exact, measures: counted, days },
  );
  return {
    codes,
    count: (measure, code) => countOf(release, measure, cells.get(`${measure} ${code}`)),
    hidden_below: release.small_count_below,
  };
}

/** Grids with their counts, in the order of the columns of `people-counts`. */
export async function* countedFeatures(
  c: Context<ApiEnv>,
  { codes, count, hidden_below }: GridCounts,
  shape: ExportReach['shape'],
): AsyncGenerator<Feature> {
  for (let first = 0; first < codes.length; first += BATCH) {
    const grids = await enter(c.get('database'), entranceOf(c), async (sql, caller) => {
      if (!caller) throw signedOut();
      return listCounted(sql, codes.slice(first, first + BATCH), shape);
    });
    for (const { area_code, name, geometry } of grids) {
      const counts = counted.map((measure) => count(measure, area_code));
      yield { geometry, values: [area_code, name, ...counts, hidden_below] };
    }
  }
}

/** Rows of a layer that the caller may take along of an area, up to `most` + 1; null where the area is not theirs for that. */
export async function countFor(
  sql: Database,
  caller: Caller,
  layer: StoredLayer | 'people-counts',
  areaCode: string,
  most: number,
): Promise<number | null> {
  if (layer === 'people-counts') return (await countedGrids(sql, caller, areaCode))?.[1].length ?? null;
  return may(caller, layerExports[layer].right) ? countExported(sql, layer, areaCode, most) : null;
}

/** Below which number the caller sees no count of people of an area; null: all are exact, or none is theirs. */
export async function hiddenBelow(c: Context<ApiEnv>, sql: Database, areaCode: string): Promise<number | null> {
  const reach = reachOf(c.get('caller'), areaCode);
  if (!reach) return null;
  const today = dayOf(c.get('now'), c.get('config').timeZone);
  const question = { exact: reach.exact, measures: [], days: { due_by: monthEnd(today), valid_on: today } };
  return (await openRelease({ sql, database: c.get('database'), now: c.get('now') }, question)).small_count_below;
}
