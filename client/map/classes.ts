/** Values above this many distinct ones are cut by quantiles: natural breaks cost the square of their number. */
const naturalLimit = 400;

/**
 * Upper bounds of the classes of a choropleth, ascending, each a value that occurs; a value belongs to the first class whose bound is not below it.
 * Natural breaks (Fisher 1958: least variance within classes), so that a few hot areas stand alone. `count` classes have `count - 1` bounds;
 * fewer when there are fewer distinct values; none for an empty list. A list of one distinct value gives that value as the only bound.
 */
export function breaksOf(values: readonly number[], count = 5): number[] {
  const sorted = values.filter((value) => Number.isFinite(value)).sort((a, b) => a - b);
  const distinct = [...new Set(sorted)];
  if (distinct.length === 0) return [];
  if (distinct.length === 1) return distinct;
  if (distinct.length <= count) return distinct.slice(0, -1);
  return distinct.length > naturalLimit ? quantiles(sorted, count) : naturalBreaks(sorted, distinct, count);
}

/** Stands in feature-state for a count that is too small to be said: more than none, less than any whole count. */
export const hiddenCount = 0.5;

/**
 * `breaksOf` for counts as an answer protects them: where `smallCountBelow` is not null, all below it (null among them) are one class,
 * the lowest, whose bound is one less.
 */
export function guardedBreaksOf(
  values: readonly (number | null)[],
  smallCountBelow: number | null,
  count = 5,
): number[] {
  const known = values.filter((value) => value !== null);
  if (smallCountBelow === null) return breaksOf(known, count);
  const large = known.filter((value) => value >= smallCountBelow);
  if (large.length === values.length) return breaksOf(large, count);
  return [smallCountBelow - 1, ...(new Set(large).size > 1 ? breaksOf(large, count - 1) : [])];
}

/** Class of a value, from 0; `breaks.length` when it is above them all. */
export function classOf(value: number, breaks: readonly number[]): number {
  const found = breaks.findIndex((bound) => value <= bound);
  return found === -1 ? breaks.length : found;
}

function quantiles(sorted: readonly number[], count: number): number[] {
  const bounds = new Set<number>();
  for (let index = 1; index < count; index++) bounds.add(sorted[Math.ceil((index * sorted.length) / count) - 1]!);
  bounds.delete(sorted.at(-1)!);
  return [...bounds];
}

/** Dynamic programming over distinct values weighted by how often they occur. */
function naturalBreaks(sorted: readonly number[], distinct: readonly number[], count: number): number[] {
  const size = distinct.length;
  const weight = new Map<number, number>();
  for (const value of sorted) weight.set(value, (weight.get(value) ?? 0) + 1);
  const sums = prefixSums(distinct, weight);
  let best = distinct.map((_, last) => spread(sums, 0, last));
  const cuts: number[][] = [];
  for (let classes = 2; classes <= count; classes++) {
    const next: number[] = new Array(size).fill(Number.POSITIVE_INFINITY);
    const cut: number[] = new Array(size).fill(0);
    for (let last = classes - 1; last < size; last++) {
      for (let first = classes - 1; first <= last; first++) {
        const total = best[first - 1]! + spread(sums, first, last);
        if (total < next[last]!) {
          next[last] = total;
          cut[last] = first;
        }
      }
    }
    cuts.push(cut);
    best = next;
  }
  const bounds: number[] = [];
  let last = size - 1;
  for (let classes = count; classes >= 2; classes--) {
    const first = cuts[classes - 2]![last]!;
    bounds.unshift(distinct[first - 1]!);
    last = first - 1;
  }
  return bounds;
}

interface Sums {
  weight: number[];
  value: number[];
  square: number[];
}

function prefixSums(distinct: readonly number[], weights: ReadonlyMap<number, number>): Sums {
  const sums: Sums = { weight: [0], value: [0], square: [0] };
  for (const value of distinct) {
    const weight = weights.get(value) ?? 1;
    sums.weight.push(sums.weight.at(-1)! + weight);
    sums.value.push(sums.value.at(-1)! + weight * value);
    sums.square.push(sums.square.at(-1)! + weight * value * value);
  }
  return sums;
}

/** Squared deviations from the mean of the distinct values from `first` to `last`, both included. */
function spread(sums: Sums, first: number, last: number): number {
  const weight = sums.weight[last + 1]! - sums.weight[first]!;
  const value = sums.value[last + 1]! - sums.value[first]!;
  return sums.square[last + 1]! - sums.square[first]! - (value * value) / weight;
}
