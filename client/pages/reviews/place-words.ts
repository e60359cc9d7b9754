import type { DecidedReview, Review, ReviewCandidate } from '../../../server/api/geocode/schema.ts';
import { formatCount } from '../../format/number.ts';
import { formatPlace } from '../../format/place.ts';
import type { Messages } from '../../locales/index.ts';
import type { LanguageChoice } from '../../state/store.ts';

/** How exactly a candidate is told. */
export function levelWord({ level, kind }: ReviewCandidate, { reviews, search }: Messages): string {
  return reviews.levels[level] ?? (kind === 'area' ? reviews.areaLevel : search.kind[kind]);
}

/** What was decided on, in words. */
export function chosenWord({ decision, chosen }: Pick<Review, 'decision' | 'chosen'>, { reviews }: Messages): string {
  if (decision === 'no_place' || !chosen) return reviews.nowhere;
  return 'name' in chosen ? chosen.name : reviews.point(formatPlace(chosen.place));
}

/** What was just decided, taught and settled with it. */
export function decisionSentence(settled: DecidedReview, words: Messages, language: LanguageChoice): string {
  const { reviews } = words;
  const { decision, synonym, rematched } = settled;
  const parts = [decision === 'no_place' ? reviews.decidedNowhere : reviews.decided(chosenWord(settled, words))];
  if (synonym) parts.push(reviews.taught(synonym.text, synonym.name));
  if (rematched > 0) parts.push(reviews.also(formatCount(rematched, language)));
  return parts.join(language === 'en' ? ' ' : '');
}
