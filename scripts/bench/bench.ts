/** One figure of a bench. */
export interface BenchLine {
  metric: string;
  value: number;
  unit: string;
  /** What the product promises; absent where the figure only informs. */
  goal?: number;
  better: 'lower' | 'higher';
  /** Something else measured beside it in the same run. */
  peer?: string;
  peer_value?: number;
}

/** What each bench file exports as `run`. */
export type BenchRun = (report: (line: BenchLine) => void) => Promise<void>;

/** The middle value; the mean of the two middle ones for an even count. `values` is not empty. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The value that a share `p` (0 to 1) of the values does not exceed (nearest rank). `values` is not empty. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(p * sorted.length) - 1))]!;
}

/** Rounded to three significant figures or whole milliseconds' worth of digits, for printing. */
export function rounded(value: number): number {
  return Number(value.toPrecision(value >= 100 ? 4 : 3));
}
