import type { Review, ReviewCandidate } from '../../../server/api/geocode/schema.ts';
import { formatPlace } from '../../format/place.ts';
import type { Messages } from '../../locales/index.ts';

/** How exactly a candidate is told. */
export function levelWord({ level, kind }: ReviewCandidate, { reviews, search }: Messages): string {
  return reviews.levels[level] ?? (kind === 'area' ? reviews.areaLevel : search.kind[kind]);
}

/** What was decided on, in words. */
export function chosenWord({ decision, chosen }: Pick<Review, 'decision' | 'chosen'>, { reviews }: Messages): string {
  if (decision === 'no_place' || !chosen) return reviews.nowhereNamed;
  return 'name' in chosen ? chosen.name : reviews.point(formatPlace(chosen.place));
}
