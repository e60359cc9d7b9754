/** Coefficients of Lanczos's approximation of the gamma function (g = 7, n = 9): good to 15 digits. */
const LANCZOS = [
  0.999_999_999_999_809_93, 676.520_368_121_885_1, -1259.139_216_722_402_8, 771.323_428_777_653_13,
  -176.615_029_162_140_6, 12.507_343_278_686_905, -0.138_571_095_265_720_12, 9.984_369_578_019_572e-6,
  1.505_632_735_149_311_6e-7,
];

/** Natural logarithm of n! for n of 0 or more. */
function logFactorial(n: number): number {
  const base = n + 7.5;
  const series = LANCZOS.slice(1).reduce((sum, each, at) => sum + each / (n + at + 1), LANCZOS[0]!);
  return 0.5 * Math.log(2 * Math.PI) + (n + 0.5) * Math.log(base) - base + Math.log(series);
}

/**
 * Probability that at least `count` of `tries` fall where each falls with probability `share`: the upper tail of the binomial distribution.
 * @param count whole, 0 to `tries`. @param share from 0 to 1.
 */
export function atLeast(count: number, tries: number, share: number): number {
  if (count <= 0 || share >= 1) return 1;
  if (share <= 0) return 0;
  const [hit, miss] = [Math.log(share), Math.log1p(-share)];
  // From `count` on the terms fall where it is above the mean; below it, the rest is one less the lower tail.
  const term = (k: number) =>
    Math.exp(logFactorial(tries) - logFactorial(k) - logFactorial(tries - k) + k * hit + (tries - k) * miss);
  let sum = 0;
  if (count > tries * share) {
    for (let k = count; k <= tries; k++) {
      const next = term(k);
      sum += next;
      if (next < sum * 1e-16) break;
    }
    return Math.min(1, sum);
  }
  for (let k = count - 1; k >= 0; k--) {
    const next = term(k);
    sum += next;
    if (next < sum * 1e-16) break;
  }
  return Math.max(0, 1 - sum);
}

/**
 * Which of many results are not chance, so that of those named on average at most a share `q` is: Benjamini and Hochberg, "Controlling the
 * false discovery rate" (1995). Answers the largest probability that is still named; 0 where none is.
 * @param tests how many were made, those with a probability of 1 too.
 */
export function discoveryLimit(probabilities: readonly number[], tests: number, q: number): number {
  // None above `q` is ever named.
  const sorted = probabilities.filter((each) => each <= q).sort((a, b) => a - b);
  for (let at = sorted.length - 1; at >= 0; at--) {
    if (sorted[at]! <= ((at + 1) / tests) * q) return sorted[at]!;
  }
  return 0;
}
