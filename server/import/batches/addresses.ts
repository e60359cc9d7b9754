import type { Database } from '../../db/open.ts';
import { geocode } from '../../geocode/geocode.ts';
import { placeIndex } from '../../geocode/loader.ts';

/** Below this the building is not taken unseen: the row is rejected, and says that its building was not found. */
const SURE = 0.9;

/**
 * Finds the buildings that addresses mean. The places are read at once, before the transaction of an import begins: on the embedded
 * database nothing may wait for another connection inside it.
 */
export async function addressResolver(sql: Database): Promise<(addresses: string[]) => Promise<(number | null)[]>> {
  const index = await placeIndex(sql);
  return async (addresses) =>
    addresses.map((address) => {
      const [best] = geocode(index, address, { limit: 1 });
      return best?.kind === 'building' && best.confidence >= SURE ? Number(best.id) : null;
    });
}
