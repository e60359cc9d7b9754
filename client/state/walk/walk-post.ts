import { passHeader } from '../../../server/api/patrol-walk/schema.ts';
import { ApiError, answer, api } from '../../api.ts';
import { mayPass } from '../passing-fault.ts';
import type { WalkPost } from './walk-desk.ts';

/** Longest time that an answer is waited for: a network that swallows everything is none, ms. */
const PATIENCE_MS = 30_000;
const withPass = (pass: string) => ({
  headers: { [passHeader]: pass },
  init: { signal: AbortSignal.timeout(PATIENCE_MS) },
});

/** A walk is asked of this page's server, by its pass. */
export const serverPost: WalkPost = {
  walk: (pass, streetsOf) => {
    const query = streetsOf === null ? {} : { streets_of: String(streetsOf) };
    return answer(api['patrol-walk'].$get({ query }, withPass(pass)));
  },
  checkIn: (pass, items) => {
    const { headers, init } = withPass(pass);
    // It goes out also where the page is closed meanwhile.
    const lasting = { headers, init: { ...init, keepalive: true } };
    return answer(api['patrol-walk']['check-ins'].$post({ json: { items } }, lasting));
  },
  track: async (pass, items) =>
    void (await answer(api['patrol-walk'].track.$post({ json: { items } }, withPass(pass)))),
  refused: (error) => (error instanceof ApiError && !mayPass(error) ? error.message : null),
};
