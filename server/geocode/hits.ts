import type { GeocodeHit, ReviewCandidate } from '../api/geocode/schema.ts';
import type { Candidate } from './geocode.ts';

/** A match as it is answered: without what only its order needed, its confidence to a thousandth. */
export function hitOf({ score: _score, share: _share, confidence, ...hit }: Candidate): GeocodeHit {
  return { ...hit, confidence: Math.round(confidence * 1000) / 1000 };
}

/** Matches as candidates that a person chooses among and that are kept until then. */
export function candidatesOf(found: readonly Candidate[]): ReviewCandidate[] {
  return found.map((match) => {
    const { matched: _matched, unmatched: _unmatched, ...shown } = hitOf(match);
    return shown;
  });
}
