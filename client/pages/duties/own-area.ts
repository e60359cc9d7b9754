import type { Right } from '../../../server/api/session/schema.ts';
import type { Reference } from '../../elements/reference.ts';
import { session } from '../../state/session.ts';

/** The first area over which whoever is signed in has a right, the deployment's root where that is everywhere; null: none. */
export function ownArea(right: Right, { deployment }: Reference): string | null {
  const [first] = session.caller?.rights[right] ?? [];
  if (first === undefined) return null;
  return first === '' ? (deployment.root?.area_code ?? null) : first;
}
