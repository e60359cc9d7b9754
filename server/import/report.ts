import type { ImportCounts, TableCounts } from '../api/imports/schema.ts';
import type { Bounds } from '../api/wire.ts';
import type { Sentence } from '../errors.ts';
import { ImportRefused } from './faults.ts';
import type { AssumedCrs, ImportReport, ImportRequest, Reject } from './types.ts';

const KEPT_REJECTS = 1000;
const KEPT_WARNINGS = 100;

/** What became of one table. */
export interface TableResult extends TableCounts {
  deleted: number;
  outside_grids: number;
  absent: number;
}

/** Keeps the figures of one import while it runs. */
export class ReportBook {
  read = 0;
  skipped = 0;
  united = 0;
  /** What coordinates were taken for. */
  crs: AssumedCrs | null = null;
  readonly droppedColumns = new Set<string>();
  private rejected = 0;
  private incomplete = 0;
  private readonly rejects: Reject[] = [];
  private readonly warnings = new Map<string, ImportCounts['warnings'][number]>();
  private readonly tables: ImportCounts['tables'] = {};
  private readonly beside: ImportCounts['tables'] = {};
  private outsideGrids = 0;
  private absent = 0;
  private extent: Bounds | null = null;

  constructor(
    private readonly source: string,
    private readonly onReject: ((reject: Reject) => void) | undefined,
  ) {}

  private get blocking(): number {
    return this.rejected - this.incomplete;
  }

  /** Whether every row of the file is known, so that what is not among them is absent for certain. */
  get isWhole(): boolean {
    return this.rejected === 0;
  }

  /** @throws ImportRefused when rows were rejected that should not be left out. A dry run counts on. */
  requireSound({ keepGood, dry }: Pick<ImportRequest, 'keepGood' | 'dry'>): void {
    if (this.blocking > 0 && !keepGood && !dry) throw new ImportRefused(this.report(false));
  }

  /** @param cutOff the extract's edge is to blame, or the map itself: this does not stop a load. */
  reject(reject: Reject, cutOff = false): void {
    this.rejected++;
    if (cutOff) this.incomplete++;
    if (this.rejects.length < KEPT_REJECTS) this.rejects.push(reject);
    this.onReject?.(reject);
  }

  /** Counts a warning; the same text stands once, with its first row. */
  warn(row: number | string, sentence: Sentence): void {
    const known = this.warnings.get(sentence.en);
    if (known) known.rows++;
    else if (this.warnings.size < KEPT_WARNINGS) this.warnings.set(sentence.en, { sentence, rows: 1, first: row });
  }

  /** Takes where rows lie. */
  locate(bounds: Bounds | null): void {
    if (!bounds) return;
    const [w, s, e, n] = bounds;
    const [west, south, east, north] = this.extent ?? bounds;
    this.extent = [Math.min(west, w), Math.min(south, s), Math.max(east, e), Math.max(north, n)];
  }

  /** Takes what became of one table. */
  add(table: string, { new: added, changed, same, deleted, outside_grids, absent }: TableResult): void {
    this.tables[table] = { new: added, changed, same, deleted };
    this.outsideGrids += outside_grids;
    this.absent += absent;
  }

  /** Takes rows that were made beside those of the file, such as the stairs that doors need: they are in no sum. */
  addBeside(table: string, added: number): void {
    this.beside[table] = { new: added, changed: 0, same: 0, deleted: 0 };
  }

  /** The figures as they stand. */
  report(loaded: boolean): ImportReport {
    const sum = (key: 'new' | 'changed' | 'same' | 'deleted') =>
      Object.values(this.tables).reduce((total, counts) => total + counts[key], 0);
    return {
      loaded,
      source: this.source,
      crs: this.crs,
      read: this.read,
      new: sum('new'),
      changed: sum('changed'),
      same: sum('same'),
      rejected: this.rejected,
      incomplete: this.incomplete,
      skipped: this.skipped,
      united: this.united,
      outside_grids: this.outsideGrids,
      absent: this.absent,
      extent: this.extent,
      deleted: sum('deleted'),
      reassigned: 0,
      dropped_columns: [...this.droppedColumns].sort(),
      warnings: [...this.warnings.values()],
      tables: { ...this.tables, ...this.beside },
      rejects: this.rejects,
      change_id: null,
    };
  }
}
