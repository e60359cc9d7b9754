import { ApiError, answer, api, askSession } from '../../api.ts';
import { mayPass } from '../passing-fault.ts';
import { session } from '../session.ts';
import { type Lock, type VisitPost, VisitQueue } from './visit-queue.ts';
import { browserVisitShelf } from './visit-shelf.ts';

/** Longest time that an answer is waited for: a network that swallows everything is none, ms. */
const PATIENCE_MS = 20_000;
const owner = () => (session.caller?.owed ? null : (session.caller?.account_id ?? null));

const serverPost: VisitPost = {
  owner: async () => {
    await askSession();
    return owner();
  },
  send: (json) => answer(api.visits.$post({ json }, { init: { signal: AbortSignal.timeout(PATIENCE_MS) } })),
  refused: (error) => {
    // Whoever is signed out may sign in again.
    if (!(error instanceof ApiError) || mayPass(error) || error.status === 401) return null;
    return error.status === 409 && error.field === 'key' ? 'known' : { sentence: error.message };
  },
};

/** Pages that are not reached by https have no locks; there the key alone keeps a visit from being entered twice. */
const browserLock: Lock = (work) =>
  (navigator.locks as LockManager | undefined)?.request('jingwei-visits', work) ?? work();

/** Those of this page. */
export const visits = new VisitQueue(
  browserVisitShelf(),
  serverPost,
  browserLock,
  new BroadcastChannel('jingwei-visits'),
  owner,
);
session.subscribe(() => void visits.send());
