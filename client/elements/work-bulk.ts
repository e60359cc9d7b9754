import type { BulkResult } from '../../server/api/incidents/schema.ts';

/** Incidents that the server takes at once. */
const AT_ONCE = 200;

/**
 * Sends the same event for many, as many at once as the server takes, one lot after another.
 * @param told after each lot with how many were sent. @throws what a lot fails with; those before it are done.
 */
export async function sendAll<Row>(
  rows: readonly Row[],
  send: (rows: Row[]) => Promise<BulkResult>,
  told: (sent: number) => void,
): Promise<BulkResult> {
  const result: BulkResult = { done: [], refused: [] };
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const lot = rows.slice(at, at + AT_ONCE);
    const { done, refused } = await send(lot);
    result.done.push(...done);
    result.refused.push(...refused);
    told(Math.min(at + AT_ONCE, rows.length));
  }
  return result;
}
