import { type Caller, mayIn } from '../access/caller.ts';
import type { ServedDepartment } from '../loop/authority.ts';
import type { EmergencyActor } from './moves.ts';

/** Whether an area lies in another, is it, or holds it. */
export function touches(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one);
}

/** To whom an order goes. */
export interface Addressed {
  department: string | null;
  area_code: string | null;
}

/** Whether an order in an emergency over an area is addressed to a duty of the caller: as officer of its department, or who answers for its area. */
export function isAddressed(
  caller: Caller,
  served: readonly ServedDepartment[],
  order: Addressed,
  area_code: string,
): boolean {
  if (order.department === null) return mayIn(caller, 'handle', order.area_code);
  return (
    (caller.rights.serve ?? []).some((prefix) => touches(prefix, area_code)) &&
    served.some((duty) => duty.department === order.department && touches(duty.area_code, area_code))
  );
}

/** What the caller, who sees the emergency, is in it. @param order null for what is about no order. */
export function emergencyActors(
  caller: Caller,
  served: readonly ServedDepartment[],
  order: Addressed | null,
  area_code: string,
): EmergencyActor[] {
  const actors: EmergencyActor[] = ['witness'];
  if (mayIn(caller, 'emergency', area_code)) actors.push('commander');
  if (order !== null && isAddressed(caller, served, order, area_code)) actors.push('addressee');
  return actors;
}

/**
 * Whether an order waits for the caller rather than for somebody below them, who may acknowledge it all the same: it goes to a department
 * that they serve, or to the very area of a duty of theirs.
 */
export function isMine(
  caller: Caller,
  served: readonly ServedDepartment[],
  order: Addressed,
  area_code: string,
): boolean {
  if (!isAddressed(caller, served, order, area_code)) return false;
  return order.area_code === null || caller.grants.some((grant) => grant.area_code === order.area_code);
}
