import type { TableCounts } from '../api/imports/schema.ts';
import type { Database } from '../db/open.ts';
import { gatherStatistics } from '../db/statistics.ts';
import { type Layer, mayDeleteAbsent } from './layers.ts';
import * as query from './load-sql.ts';
import * as merging from './merge-sql.ts';
import type { TableResult } from './report.ts';
import type { MadeRow } from './row-maker.ts';
import type { Reject } from './types.ts';

const BATCH_ROWS = 2000;
const BATCH_CHARACTERS = 4_000_000;
const ANALYZE_FROM_ROWS = 200;
const ASSIGN_TOGETHER_FROM_ROWS = 1000;

/** Brings rows of one layer into its table: first into a waiting table, then new and changed ones in one step each. */
export class Loader {
  private batch: query.StagedBatch;
  private characters = 0;
  private count = 0;
  private sending: Promise<void> = Promise.resolve();
  private readonly provided = new Set<string>();
  private counts: TableCounts = { new: 0, changed: 0, same: 0 };
  private deletes = false;

  private constructor(
    private readonly sql: Database,
    readonly layer: Layer,
    private readonly source: string,
    private readonly batchId: number | null,
  ) {
    this.batch = this.emptyBatch();
  }

  /** @param sql a transaction: nothing is seen by others before it ends. */
  static async open(sql: Database, layer: Layer, source: string, batchId: number | null): Promise<Loader> {
    await query.createStage(sql, layer);
    return new Loader(sql, layer, source, batchId);
  }

  /** Takes a row; the promise holds back a reader that is faster than the database. */
  async add({ row, hexWkb }: MadeRow): Promise<void> {
    const { batch } = this;
    this.count++;
    batch.rows.push(String(row.row));
    batch.sourceIds.push(row.sourceId!);
    batch.geometries.push(hexWkb);
    this.layer.columns.forEach(({ name }, at) => {
      const value = row.values[name];
      if (value !== undefined) this.provided.add(name);
      batch.values[at]!.push(value ?? null);
    });
    this.characters += hexWkb.length;
    if (batch.rows.length >= BATCH_ROWS || this.characters >= BATCH_CHARACTERS) await this.send();
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

  /** Says what would become of the rows, of absent ones too where they are to be deleted. Nothing is written. */
  async compare(deleteAbsent: boolean): Promise<TableResult> {
    const { sql, layer } = this;
    const target = this.target();
    const counts = await merging.compareRows(sql, target);
    this.counts = counts;
    this.deletes = deleteAbsent && mayDeleteAbsent(layer.table);
    return {
      ...counts,
      deleted: this.deletes ? await merging.countDeletable(sql, target) : 0,
      outside_grids: 0,
      absent: await merging.countAbsent(sql, target),
    };
  }

  /** Of the compared rows, how many would lie in no grid. */
  async countOutside(): Promise<number> {
    const { sql, layer } = this;
    if (layer.table === 'area') return 0;
    await merging.assignAreas(sql, layer);
    const outside = await merging.countOutside(sql, this.target(), true);
    await merging.dropAssigned(sql);
    return outside;
  }

  /** Writes compared rows; a table in which nothing changes is not touched. */
  async write(): Promise<{ outside_grids: number; deleted: number }> {
    const { sql, layer, counts } = this;
    const target = this.target();
    const written = counts.new + counts.changed;
    const assigned = layer.table !== 'area' && written >= ASSIGN_TOGETHER_FROM_ROWS;
    const deleted = this.deletes ? await merging.deleteAbsent(sql, target) : 0;
    if (assigned) {
      await merging.assignAreas(sql, layer);
      await merging.restTrigger(sql, layer);
    }
    if (counts.new > 0) await merging.insertNew(sql, target, assigned);
    if (counts.changed > 0) await merging.updateChanged(sql, target, assigned);
    if (assigned) {
      await merging.wakeTrigger(sql, layer);
      await merging.dropAssigned(sql);
    }
    // Without figures about areas the search for a point's grid runs through all of them.
    if (written >= ANALYZE_FROM_ROWS || (written > 0 && layer.table === 'area'))
      await gatherStatistics(sql, [layer.table]);
    const outside_grids = layer.table === 'area' ? 0 : await merging.countOutside(sql, target, false);
    await query.dropStage(sql, layer);
    return { outside_grids, deleted };
  }

  private target(): merging.Target {
    return { layer: this.layer, source: this.source, provided: [...this.provided], batch: this.batchId };
  }

  /** At most one batch is on its way while the next one fills. */
  private async send(): Promise<void> {
    const full = this.batch;
    this.batch = this.emptyBatch();
    this.characters = 0;
    await this.sending;
    if (full.rows.length === 0) return;
    this.sending = query.stageBatch(this.sql, this.layer, full);
    // Whoever awaits it next gets the failure; until then it must not count as unhandled.
    this.sending.catch(() => {});
  }

  private emptyBatch(): query.StagedBatch {
    return { after: this.count, rows: [], sourceIds: [], geometries: [], values: this.layer.columns.map(() => []) };
  }
}
