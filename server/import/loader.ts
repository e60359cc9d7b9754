import type { TableCounts } from '../api/imports/schema.ts';
import type { Bounds } from '../api/wire.ts';
import type { Database } from '../db/open.ts';
import { gatherStatistics } from '../db/statistics.ts';
import { type Layer, mayDeleteAbsent } from './layers.ts';
import * as query from './load-sql.ts';
import * as merging from './merge-sql.ts';
import type { TableResult } from './report.ts';
import * as resting from './resting-sql.ts';
import type { MadeRow } from './row-maker.ts';
import type { Reject } from './types.ts';

const BATCH_ROWS = 2000;
const BATCH_CHARACTERS = 1_000_000;
/** Batches that wait for the database while it looks grids up. */
const MOST_AHEAD = 24;
/** Rows whose grids are looked up at once while others are read. */
const ASSIGN_ROWS = 100_000;
const ANALYZE_FROM_ROWS = 200;
const ASSIGN_TOGETHER_FROM_ROWS = 1000;

/** Brings rows of one layer into its table: first into a waiting table, then new and changed ones in one step each. */
export class Loader {
  private batch: query.StagedBatch;
  private characters = 0;
  private count = 0;
  private sending: Promise<void> = Promise.resolve();
  private readonly ahead: Promise<void>[] = [];
  /** How many rows have their grids, and which of them have another shape since. */
  private assigned = 0;
  private reshaped: number[] = [];
  private readonly provided = new Set<string>();
  private counts: TableCounts = { new: 0, changed: 0, same: 0 };
  private deletes = false;

  private constructor(
    private readonly sql: Database,
    readonly layer: Layer,
    private readonly source: string,
    private readonly batchId: number | null,
    /** Rows whose grids are looked up at once while others are read; 0: none are. */
    private readonly assignRows: number,
  ) {
    this.batch = this.emptyBatch();
  }

  /**
   * @param sql a transaction: nothing is seen by others before it ends.
   * @param assignRows rows whose grids are looked up at once while others are read, where the source is new here: of one that is not,
   * most rows are likely to be the same.
   */
  static async open(
    sql: Database,
    layer: Layer,
    source: string,
    batchId: number | null,
    assignRows = ASSIGN_ROWS,
  ): Promise<Loader> {
    await query.createStage(sql, layer);
    await merging.createAssigned(sql, layer);
    const early = layer.table !== 'area' && !(await merging.knowsSource(sql, layer, source));
    return new Loader(sql, layer, source, batchId, early ? assignRows : 0);
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
    this.reshaped = pieces.joined.filter((number) => number <= this.assigned);
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

  /** Where the rows lie, but for the few farthest out; null: nowhere. */
  extent(): Promise<Bounds | null> {
    return query.extentOf(this.sql, this.layer, this.count);
  }

  /** Of the compared rows, how many would lie in no grid. */
  async countOutside(): Promise<number> {
    const { sql, layer } = this;
    if (layer.table === 'area') return 0;
    await this.assignRest();
    const outside = await merging.countOutside(sql, this.target(), true);
    await merging.dropAssigned(sql, layer);
    return outside;
  }

  /** Writes compared rows; a table in which nothing changes is not touched. */
  async write(): Promise<{ outside_grids: number; deleted: number }> {
    const { sql, layer, counts } = this;
    const target = this.target();
    const written = counts.new + counts.changed;
    const assigned = layer.table !== 'area' && written >= ASSIGN_TOGETHER_FROM_ROWS;
    const deleted = this.deletes ? await merging.deleteAbsent(sql, target) : 0;
    let indexes: string[] = [];
    if (assigned) {
      await this.assignRest();
      indexes = await resting.restIndexes(sql, layer, counts.new);
      await resting.restTrigger(sql, layer);
    }
    if (counts.new > 0) await merging.insertNew(sql, target, assigned);
    await resting.makeIndexes(sql, indexes);
    if (counts.changed > 0) await merging.updateChanged(sql, target, assigned);
    if (assigned) await resting.wakeTrigger(sql, layer);
    await merging.dropAssigned(sql, layer);
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

  /** Finds the grids that are not found yet. */
  private async assignRest(): Promise<void> {
    await merging.assignAreas(this.sql, this.layer, this.assigned, this.reshaped);
  }

  /** Hands the batch over. The reader goes on meanwhile, until too many batches wait. */
  private async send(): Promise<void> {
    const full = this.batch;
    this.batch = this.emptyBatch();
    this.characters = 0;
    if (full.rows.length === 0) return;
    this.sending = this.sending.then(() => this.stage(full));
    // Whoever awaits it next gets the failure; until then it must not count as unhandled.
    this.sending.catch(() => {});
    this.ahead.push(this.sending);
    if (this.ahead.length > MOST_AHEAD) await this.ahead.shift();
  }

  private async stage(full: query.StagedBatch): Promise<void> {
    const { sql, layer } = this;
    await query.stageBatch(sql, layer, full);
    const staged = full.after + full.rows.length;
    if (this.assignRows === 0 || staged - this.assigned < this.assignRows) return;
    await merging.assignAreas(sql, layer, this.assigned, []);
    this.assigned = staged;
  }

  private emptyBatch(): query.StagedBatch {
    return { after: this.count, rows: [], sourceIds: [], geometries: [], values: this.layer.columns.map(() => []) };
  }
}
