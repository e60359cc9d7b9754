import type { Owed, SessionState } from '../../../server/api/session/schema.ts';

/** What the page asks for: `unknown` while the server could not be asked, `no_duty` when there is nothing to sign in to. */
export type Step = 'unknown' | 'password' | 'display' | Owed | 'no_duty';

/** The step of signing in that comes next. `display`: this is a wall, which has a token instead of a password. */
export function stepOf(state: SessionState | null, display: boolean): Step {
  if (!state) return 'unknown';
  if (!state.caller) return display ? 'display' : 'password';
  return state.caller.owed ?? 'no_duty';
}
