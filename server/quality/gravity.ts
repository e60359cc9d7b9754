import type { Gravity, QualityCode } from '../api/quality/schema.ts';

/** So large a share of the rows makes a slight finding a medium one. */
const MUCH = 0.25;

/** What is always as grave; the others go by their share. */
const always: Partial<Record<QualityCode, Gravity>> = {
  gap: 'grave',
  overlap: 'grave',
  beyond: 'grave',
  far_outside: 'grave',
  outside: 'grave',
  in_gap: 'grave',
  unit_without_door: 'medium',
  home_without_unit: 'medium',
  floor_above_roof: 'medium',
  unknown_value: 'medium',
  duplicate_household: 'medium',
  duplicate_resident: 'medium',
  pieces: 'medium',
  sliver: 'slight',
  hole: 'slight',
  isolated: 'slight',
};

/** How grave it is that so many of so many rows are as a code says. @param whole null where there is no such number. */
export function gravityOf(code: QualityCode, count: number, whole: number | null): Gravity {
  return always[code] ?? (whole !== null && count >= whole * MUCH ? 'medium' : 'slight');
}
