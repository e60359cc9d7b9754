/** A figure at a moment. */
export interface Sample {
  minute: number;
  value: number;
}

/**
 * By how much a figure grew from the first sample to the last, in per cent, by the straight line that fits all of them best (least
 * squares): single samples swing with what is shown when they are taken. Null for fewer than two moments.
 */
export function growth(samples: readonly Sample[]): number | null {
  const count = samples.length;
  const mean = (pick: (sample: Sample) => number) => samples.reduce((sum, sample) => sum + pick(sample), 0) / count;
  const [minute, value] = [mean((sample) => sample.minute), mean((sample) => sample.value)];
  const spread = mean((sample) => (sample.minute - minute) ** 2);
  if (count < 2 || spread === 0) return null;
  const slope = mean((sample) => (sample.minute - minute) * (sample.value - value)) / spread;
  const at = (when: number) => value + slope * (when - minute);
  const [first, last] = [samples[0]!.minute, samples.at(-1)!.minute];
  return ((at(last) - at(first)) / at(first)) * 100;
}
