import type { Owed, SessionState } from '../../../server/api/session/schema.ts';

/** What the page asks for: `unknown` while the server could not be asked, `no_duty` when there is nothing to sign in to. */
export type Step = 'unknown' | 'password' | Owed | 'no_duty';

/** The step of signing in that comes next. */
export function stepOf(state: SessionState | null): Step {
  if (!state) return 'unknown';
  if (!state.caller) return 'password';
  return state.caller.owed ?? 'no_duty';
}
