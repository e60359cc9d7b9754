import type { PersonGrant } from '../../../server/api/people/schema.ts';

/** A duty in one line: role, area, building. */
export function grantLine(grant: PersonGrant, role: string, everywhere: string): string {
  const { area_code, area_name, building_id, building_name } = grant;
  const place = area_code ? (area_name ?? area_code) : everywhere;
  const building = building_id === null ? '' : ` · ${building_name ?? building_id}`;
  return `${role} · ${place}${building}`;
}
