import { maskFor } from '../../access/masking.ts';
import { type Purpose, purposeOf, type Revealable } from '../../access/purposes.ts';
import type { Sealer } from '../../access/sealing.ts';
import type { HouseholdFile } from './schema.ts';
import type { SealedFile } from './sql.ts';

/**
 * A household's file as it is shown for a purpose: what the purpose reveals in full, the rest masked. A purpose that has
 * left the catalogue meanwhile reveals nothing.
 * @throws SealError where a value cannot be opened.
 */
export function unsealFile(sealed: SealedFile, purposeId: string, sealer: Sealer): HouseholdFile {
  const reveals: Purpose['reveals'] = purposeOf(purposeId)?.reveals ?? [];
  const show = (column: Revealable, value: Buffer) => {
    const text = sealer.open(column, value);
    return reveals.includes(column) ? text : maskFor(column, text);
  };
  return {
    ...sealed,
    residents: sealed.residents.map((resident) => ({
      ...resident,
      name: show('resident.name', resident.name),
      phone: resident.phone && show('resident.phone', resident.phone),
      // Its mask is the year, which stands beside it.
      birth_date: reveals.includes('resident.birth_date') ? show('resident.birth_date', resident.birth_date) : null,
    })),
    need_tags: sealed.need_tags.map((tag) => ({ ...tag, basis: show('need_tag.basis', tag.basis) })),
  };
}
