/**
 * A quantile of numbers in ascending order, between two neighbours in proportion (as PostgreSQL's percentile_cont); null of none.
 * @param share from 0 to 1.
 */
export function quantile(sorted: ArrayLike<number>, share: number): number | null {
  if (sorted.length === 0) return null;
  const place = share * (sorted.length - 1);
  const low = sorted[Math.floor(place)]!;
  return low + (sorted[Math.ceil(place)]! - low) * (place % 1);
}

/** The same of numbers that each stand for many: values in ascending order, and how often each is there. */
export function weightedQuantile(values: ArrayLike<number>, counts: ArrayLike<number>, share: number): number | null {
  let total = 0;
  for (let at = 0; at < counts.length; at++) total += counts[at]!;
  if (total === 0) return null;
  const place = share * (total - 1);
  const nth = (wanted: number) => {
    let passed = 0;
    for (let at = 0; at < counts.length; at++) {
      passed += counts[at]!;
      if (passed > wanted) return values[at]!;
    }
    return values[values.length - 1]!;
  };
  const low = nth(Math.floor(place));
  return low + (nth(Math.ceil(place)) - low) * (place % 1);
}

/** Minutes as hours to one decimal. */
export function hoursOf(minutes: number | null): number | null {
  return minutes === null ? null : Math.round(minutes / 6) / 10;
}
