import type { SessionState, SignedIn } from '../../server/api/session/schema.ts';

/** Somebody who is signed in and owes nothing, with these differences. */
export function callerWith(different: Partial<SignedIn>): SignedIn {
  return {
    ...{ kind: 'session', account_id: 7, login: 'wang.li', display_name: '王丽', owed: null, grants: [] },
    ...{ rights: {}, buildings: {}, second_factor: false, expires_at: '2026-12-01T00:00:00Z' },
    ...different,
  };
}

/** What the server says when this one asks who is signed in. */
export function stateOf(caller: SignedIn | null): SessionState {
  return { caller, demo: false, openid_name: null };
}
