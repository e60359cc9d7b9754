import { passHeader } from '../../../server/api/patrol-walk/schema.ts';
import { ApiError, answer, api } from '../../api.ts';
import type { WalkPost } from './walk-desk.ts';

/** Answers that may be others the next time: too slow, too often. */
const passing = new Set([408, 429]);
const withPass = (pass: string) => ({ headers: { [passHeader]: pass } });

/** A walk is asked of this page's server, by its pass. */
export const serverPost: WalkPost = {
  walk: (pass) => answer(api['patrol-walk'].$get({}, withPass(pass))),
  checkIn: (pass, items) => answer(api['patrol-walk']['check-ins'].$post({ json: { items } }, withPass(pass))),
  track: async (pass, items) =>
    void (await answer(api['patrol-walk'].track.$post({ json: { items } }, withPass(pass)))),
  refused: (error) =>
    error instanceof ApiError && error.status >= 400 && error.status < 500 && !passing.has(error.status)
      ? error.message
      : null,
};
