import type { DecidedReview, DecisionBody, Review } from '../../../server/api/geocode/schema.ts';
import type { Page } from '../../../server/api/wire.ts';
import { answer, api } from '../../api.ts';

// What the page of addresses asks. Each throws ApiError as `answer` does.

const reviews = api['geocode-reviews'];
const named = (id: number) => ({ param: { id: String(id) } });

/** Which addresses are asked for. */
export interface Asked {
  area_code: string;
  state: 'open' | 'decided';
  /** Of one import; undefined: of all. */
  batch_id: string | undefined;
}

export function listReviews({ area_code, state, batch_id }: Asked, page: string | undefined, signal: AbortSignal) {
  const query = { area_code, state, batch_id, page, limit: '100' };
  return answer<Page<Review>>(reviews.$get({ query }, { init: { signal } }));
}

export function decide(id: number, json: DecisionBody): Promise<DecidedReview> {
  return answer<DecidedReview>(reviews[':id'].decision.$post({ ...named(id), json }));
}

export function takeBack(id: number): Promise<Review> {
  return answer<Review>(reviews[':id'].undo.$post(named(id)));
}

export function putOff(id: number): Promise<void> {
  return answer<void>(reviews[':id'].skip.$post(named(id)));
}
