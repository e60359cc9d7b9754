import type { EmergencyResource } from '../../../server/api/emergencies/schema.ts';
import type { Right, SignedIn } from '../../../server/api/session/schema.ts';

/** Any of these rights over the place of a resource lets its free number be changed. */
const counting: readonly Right[] = ['handle', 'serve', 'emergency'];

/** Whether somebody is offered to change how much of a resource is free; the server decides. */
export function mayCount({ area_code }: Pick<EmergencyResource, 'area_code'>, caller: SignedIn | null): boolean {
  return counting.some((right) => caller?.rights[right]?.some((own) => (area_code ?? '').startsWith(own)) ?? false);
}
