import type { Right, SignedIn } from '../api/session/schema.ts';

/** Who asks, and what they may see. */
export interface Caller extends SignedIn {
  /** Number of the session or token. */
  credential_id: number;
  /** Roles above this rank may be granted; null for who may not grant. */
  rank: number | null;
  /** True: the last use was noted over a minute ago. */
  stale: boolean;
}

/** Whether the caller has a right anywhere at all. */
export function may(caller: Caller, right: Right): boolean {
  return (caller.rights[right]?.length ?? 0) > 0 || (caller.buildings[right]?.length ?? 0) > 0;
}

/** Whether the caller has a right over all of an area; null is what lies outside every area. */
export function mayIn(caller: Caller, right: Right, areaCode: string | null): boolean {
  return caller.rights[right]?.some((prefix) => (areaCode ?? '').startsWith(prefix)) ?? false;
}

/** Whether the caller has a right over a building, by its area or by itself. */
export function mayInBuilding(
  caller: Caller,
  right: Right,
  building: { id: number; area_code: string | null },
): boolean {
  return mayIn(caller, right, building.area_code) || (caller.buildings[right]?.includes(building.id) ?? false);
}
