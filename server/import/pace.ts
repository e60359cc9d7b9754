import type { OnProgress } from './types.ts';

type Phase = Parameters<OnProgress>[2];

/** Counts rows as they come by, tells how many there will be, and stops the import when it is to stop. */
export class Pace {
  private rows = 0;
  private total: number | null = null;
  private phase: Phase = 'reading';

  constructor(
    private readonly onProgress: OnProgress,
    private readonly signal: AbortSignal | undefined,
  ) {}

  /** Begins a phase. @param total its rows; null: not known. */
  enter(phase: Phase, total: number | null): void {
    this.phase = phase;
    this.total = total;
    this.rows = 0;
    this.add(0);
  }

  /** Takes rows that were read, of a file of which so many bytes have come by. Throws the signal's reason. */
  read(rows: number, bytes: number, ofBytes: number): void {
    const all = this.rows + rows;
    if (bytes > 0) this.total = Math.max(all, Math.round((all * ofBytes) / bytes));
    this.add(rows);
  }

  /** Takes rows that are done. Throws the signal's reason. */
  add(rows: number): void {
    this.signal?.throwIfAborted();
    this.rows += rows;
    this.onProgress(this.rows, this.total, this.phase);
  }
}
