import type { Database } from '../db/open.ts';
import { gatherStatistics } from '../db/statistics.ts';
import type { Layer } from './layers.ts';
import * as query from './load-sql.ts';
import * as merging from './merge-sql.ts';
import type { MadeRow } from './row-maker.ts';
import type { Reject, TableCounts } from './types.ts';

const BATCH_ROWS = 2000;
const BATCH_CHARACTERS = 4_000_000;
const ANALYZE_FROM_ROWS = 200;
const ASSIGN_TOGETHER_FROM_ROWS = 1000;

/** What became of one layer's rows. */
export interface LoadResult extends TableCounts {
  united: number;
  outside_grids: number;
  absent: number;
}

/** Brings rows of one layer into its table: first into a waiting table, then new and changed ones in one step each. */
export class Loader {
  private batch: query.StagedBatch;
  private characters = 0;
  private count = 0;
  private sending: Promise<void> = Promise.resolve();
  private readonly provided = new Set<string>();

  private constructor(
    private readonly sql: Database,
    readonly layer: Layer,
    private readonly source: string,
  ) {
    this.batch = this.emptyBatch();
  }

  /** @param sql a transaction: nothing is seen by others before it ends. */
  static async open(sql: Database, layer: Layer, source: string): Promise<Loader> {
    await query.createStage(sql, layer);
    return new Loader(sql, layer, source);
  }

  /** Takes a row; the promise holds back a reader that is faster than the database. */
  async add({ row, hexWkb }: MadeRow): Promise<void> {
    const { batch } = this;
    batch.numbers.push(String(++this.count));
    batch.rows.push(String(row.row));
    batch.sourceIds.push(row.sourceId!);
    batch.geometries.push(hexWkb);
    this.layer.columns.forEach(({ name }, at) => {
      const value = row.values[name];
      if (value !== undefined) this.provided.add(name);
      batch.values[at]!.push(value ?? null);
    });
    this.characters += hexWkb.length;
    if (batch.numbers.length >= BATCH_ROWS || this.characters >= BATCH_CHARACTERS) await this.send();
  }

  /** Rows taken so far. */
  get rows(): number {
    return this.count;
  }

  /** Sends what is left and takes out what cannot be loaded. */
  async check(): Promise<{ united: number; rejects: Reject[]; swapped: boolean }> {
    await this.send();
    await this.sending;
    const empty = await query.rejectEmpty(this.sql, this.layer);
    const pieces = await query.unitePieces(this.sql, this.layer);
    const conflicts = await query.rejectConflicts(this.sql, this.layer, this.source);
    const swapped = this.layer.table !== 'area' && (await query.looksSwapped(this.sql, this.layer));
    return { united: pieces.united, rejects: [...empty, ...pieces.rejects, ...conflicts], swapped };
  }

  /** Writes new and changed rows; a table in which nothing changes is not touched. */
  async merge(): Promise<Omit<LoadResult, 'united'>> {
    const { sql, layer, source } = this;
    const provided = [...this.provided];
    const counts = await merging.compareRows(sql, layer, source, provided);
    const written = counts.new + counts.changed;
    const assigned = layer.table !== 'area' && written >= ASSIGN_TOGETHER_FROM_ROWS;
    if (assigned) await merging.assignAreas(sql, layer);
    if (counts.new > 0) await merging.insertNew(sql, layer, source, assigned);
    if (counts.changed > 0) await merging.updateChanged(sql, layer, source, provided, assigned);
    if (assigned) await merging.wakeTrigger(sql, layer);
    // Without figures about areas the search for a point's grid runs through all of them.
    if (written >= ANALYZE_FROM_ROWS || (written > 0 && layer.table === 'area'))
      await gatherStatistics(sql, [layer.table]);
    const { outside, absent } = await merging.countAround(sql, layer, source);
    await query.dropStage(sql, layer);
    return { ...counts, outside_grids: layer.table === 'area' ? 0 : outside, absent };
  }

  /** At most one batch is on its way while the next one fills. */
  private async send(): Promise<void> {
    const full = this.batch;
    this.batch = this.emptyBatch();
    this.characters = 0;
    await this.sending;
    if (full.numbers.length === 0) return;
    this.sending = query.stageBatch(this.sql, this.layer, full);
    // Whoever awaits it next gets the failure; until then it must not count as unhandled.
    this.sending.catch(() => {});
  }

  private emptyBatch(): query.StagedBatch {
    return { numbers: [], rows: [], sourceIds: [], geometries: [], values: this.layer.columns.map(() => []) };
  }
}
