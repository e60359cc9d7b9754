import type { PersonGrant } from '../../../server/api/people/schema.ts';
import { codeName, type Reference } from '../../elements/reference.ts';
import type { LanguageChoice } from '../../state/store.ts';

/** A role as a duty bears it: with the department that an officer serves. */
export function roleLine(
  { role, department }: Pick<PersonGrant, 'role' | 'department'>,
  reference: Reference,
  language: LanguageChoice,
): string {
  const name = codeName(reference, 'role', role, language);
  return department === null ? name : `${name} · ${codeName(reference, 'department', department, language)}`;
}

/** A duty in one line: role, area, building. `role` is a `roleLine`. */
export function grantLine(grant: PersonGrant, role: string, everywhere: string): string {
  const { area_code, area_name, building_id, building_name } = grant;
  const place = area_code ? (area_name ?? area_code) : everywhere;
  const building = building_id === null ? '' : ` · ${building_name ?? building_id}`;
  return `${role} · ${place}${building}`;
}
