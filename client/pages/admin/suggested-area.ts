import type { Reference } from '../../elements/reference.ts';
import { session } from '../../state/session.ts';

/** The area that a picker begins with: the caller's own first one over which they may grant, else the root. */
export function suggestedArea({ deployment }: Reference): string {
  return session.caller?.rights.people?.[0] || (deployment.root?.area_code ?? '');
}
