/** Requests before the timed ones. */
const WARM_UP = 40;

/**
 * Times requests one after the other, each until its last byte, in milliseconds; some before them are not counted.
 * @throws Error when an answer is not a success.
 */
export async function timeRequests(
  url: string,
  next: () => string,
  count: number,
  { headers }: { headers: Record<string, string> },
): Promise<number[]> {
  const times: number[] = [];
  for (let request = -Math.min(WARM_UP, count); request < count; request++) {
    const address = url + next();
    const begun = performance.now();
    const response = await fetch(address, { headers });
    const text = await response.text();
    const took = performance.now() - begun;
    if (!response.ok) throw new Error(`${address} answered ${response.status}: ${text.slice(0, 200)}`);
    if (request >= 0) times.push(took);
  }
  return times;
}
