/** A figure at a moment. */
export interface Sample {
  minute: number;
  value: number;
  /** What was shown at that moment: each has a level of its own. */
  shown: string;
}

/**
 * By how much a figure grew from the first sample to the last, in per cent: the slope that fits all samples best (least squares), where
 * each thing shown has a level of its own, as what a page needs differs more by what it shows than by how long it has run. Null where
 * nothing was shown twice.
 */
export function growth(samples: readonly Sample[]): number | null {
  const mean = (of: readonly Sample[], pick: (sample: Sample) => number) =>
    of.reduce((sum, sample) => sum + pick(sample), 0) / of.length;
  let [along, spread] = [0, 0];
  for (const shown of new Set(samples.map((sample) => sample.shown))) {
    const own = samples.filter((sample) => sample.shown === shown);
    const [minute, value] = [mean(own, (sample) => sample.minute), mean(own, (sample) => sample.value)];
    for (const sample of own) {
      along += (sample.minute - minute) * (sample.value - value);
      spread += (sample.minute - minute) ** 2;
    }
  }
  if (spread === 0) return null;
  const slope = along / spread;
  const [first, last] = [samples[0]!.minute, samples.at(-1)!.minute];
  const begun = mean(samples, ({ value }) => value) - slope * (mean(samples, ({ minute }) => minute) - first);
  return ((slope * (last - first)) / begun) * 100;
}
