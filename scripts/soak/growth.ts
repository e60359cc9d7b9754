/** A figure at a moment. */
export interface Sample {
  minute: number;
  value: number;
  /** What was shown at that moment: each has a level of its own. */
  shown: string;
  /** Something that comes and goes by itself and takes the value along, in any unit; 0 where nothing does. */
  swing: number;
}

/**
 * By how much a figure grew from the first sample to the last, in per cent: the slope that fits all samples best (least squares), where
 * each thing shown has a level of its own and the swing its own share. What a page needs differs more by what it shows, and by how much
 * has changed since it last fetched everything, than by how long it has run. Null where nothing was shown twice.
 */
export function growth(samples: readonly Sample[]): number | null {
  const mean = (of: readonly Sample[], pick: (sample: Sample) => number) =>
    of.reduce((sum, sample) => sum + pick(sample), 0) / of.length;
  const sums = { minute: 0, swing: 0, both: 0, valueMinute: 0, valueSwing: 0 };
  for (const shown of new Set(samples.map((sample) => sample.shown))) {
    const own = samples.filter((sample) => sample.shown === shown);
    const middle = {
      minute: mean(own, (one) => one.minute),
      value: mean(own, (one) => one.value),
      swing: mean(own, (one) => one.swing),
    };
    for (const sample of own) {
      const [minute, swing] = [sample.minute - middle.minute, sample.swing - middle.swing];
      const value = sample.value - middle.value;
      sums.minute += minute ** 2;
      sums.swing += swing ** 2;
      sums.both += minute * swing;
      sums.valueMinute += value * minute;
      sums.valueSwing += value * swing;
    }
  }
  if (sums.minute === 0) return null;
  const left = sums.swing === 0 ? sums.minute : sums.minute - sums.both ** 2 / sums.swing;
  const along = sums.swing === 0 ? sums.valueMinute : sums.valueMinute - (sums.valueSwing * sums.both) / sums.swing;
  if (left <= sums.minute * 1e-9) return null;
  const slope = along / left;
  const [first, last] = [samples[0]!.minute, samples.at(-1)!.minute];
  const begun = mean(samples, ({ value }) => value) - slope * (mean(samples, ({ minute }) => minute) - first);
  return ((slope * (last - first)) / begun) * 100;
}
