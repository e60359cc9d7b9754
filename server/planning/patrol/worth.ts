/** What an optional stop is worth by priority, metres of way: for more it is left out. */
const optional_m = [300, 600, 1_200, 2_400, 4_800] as const;

/** Stops of one priority are worth as much as all below and one way more, but no more than so many stops of the next lower priority. */
const most = 50;

/**
 * What leaving a stop out costs, in metres. A required one is never left out to spare way: the least of them is worth ten times the
 * longest way between two places. One of a priority is worth more than all of the lower priorities together, up to 50 of the next lower
 * one: beyond, sums would lose the metres.
 *
 * @param stops all that is wanted.
 * @param longest_m the longest way between two places, m.
 */
export function worths(stops: readonly { priority: number; optional: boolean }[], longest_m: number): number[] {
  const step = 10 * Math.max(1_000, longest_m);
  const required: number[] = [];
  let below = 0;
  for (let priority = 1; priority <= 5; priority++) {
    const least = required[priority - 2] ?? 0;
    const worth = Math.min(step + below, least === 0 ? step : least * most);
    required.push(worth);
    below += worth * stops.filter((stop) => !stop.optional && stop.priority === priority).length;
  }
  return stops.map(({ priority, optional }) => (optional ? optional_m[priority - 1]! : required[priority - 1]!));
}
