import type { Database } from '../../db/open.ts';
import { geocode } from '../../geocode/geocode.ts';
import { candidatesOf } from '../../geocode/hits.ts';
import { placeIndex } from '../../geocode/loader.ts';
import { listNamed, saveCandidates } from './review-sql.ts';
import type { Review } from './schema.ts';

/** Questions that are looked at anew after a name was taught; the others are when their file is checked again. */
const MOST_REMATCHED = 200;
/** Candidates that a person is offered: keys 1 to 9. */
const OFFERED = 9;

/**
 * Looks for candidates anew for open questions that say the name, other than the one at hand, and tells how many there were. Nothing is
 * decided: a person does that, or the next check of the file, which is sure then.
 */
export async function rematch(sql: Database, { id, area_code }: Review, name: string): Promise<number> {
  const open = (await listNamed(sql, name, MOST_REMATCHED)).filter((one) => one.id !== id);
  if (open.length === 0) return 0;
  const index = await placeIndex(sql, { area_code });
  await saveCandidates(
    sql,
    open.map((one) => ({ id: one.id, candidates: candidatesOf(geocode(index, one.text, { limit: OFFERED })) })),
  );
  return open.length;
}
