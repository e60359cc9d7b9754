/**
 * Whether a place lies in a closed ring: a ray to the east crosses it an odd number of times. What lies exactly on a border between two
 * rings lies in one of them.
 */
export function insideRing(ring: readonly (readonly number[])[], x: number, y: number): boolean {
  let odd = false;
  for (let at = 1; at < ring.length; at++) {
    // From south to north, so that both neighbours of a border reckon it alike.
    const [low, high] = ring[at - 1]![1]! < ring[at]![1]! ? [ring[at - 1]!, ring[at]!] : [ring[at]!, ring[at - 1]!];
    if (low[1]! > y || high[1]! <= y) continue;
    if (low[0]! + ((y - low[1]!) / (high[1]! - low[1]!)) * (high[0]! - low[0]!) > x) odd = !odd;
  }
  return odd;
}
