/** Files that one account may open in ten minutes: several a visit, but no list worked through at a desk. */
export const MOST_IN_TEN_MINUTES = 20;
/** Files that one account may open in 24 hours. */
export const MOST_IN_A_DAY = 100;
/** Files in 24 hours up to which nobody is told, however few the account usually opens. */
export const UNREMARKABLE_IN_A_DAY = 20;
/** How many times the usual number is far above it. */
export const FAR_ABOVE_USUAL = 4;

const TEN_MINUTES_S = 600;
const DAY_S = 86_400;

/**
 * Seconds until one more file may be opened; undefined where it may be now.
 * @param ages seconds since each opening of the last 24 hours, newest first; those beyond MOST_IN_A_DAY do not matter.
 */
export function waitFor(ages: readonly number[]): number | undefined {
  const waits = [
    TEN_MINUTES_S - (ages[MOST_IN_TEN_MINUTES - 1] ?? Number.POSITIVE_INFINITY),
    DAY_S - (ages[MOST_IN_A_DAY - 1] ?? Number.POSITIVE_INFINITY),
  ];
  const longest = Math.max(...waits);
  return longest > 0 ? Math.ceil(longest) : undefined;
}

/**
 * Whether the auditor is to be told.
 * @param opened files opened in the last 24 hours.
 * @param usual files on a day of the four weeks before on which any was opened, on average; 0 without such a day.
 */
export function isFarAboveUsual(opened: number, usual: number): boolean {
  return opened > Math.max(UNREMARKABLE_IN_A_DAY, FAR_ABOVE_USUAL * usual);
}
