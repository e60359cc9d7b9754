import type { Draft } from '../../../server/api/door-plans/schema.ts';

/** More floors than that cannot be read on one A4 sheet. */
export const mostFloors = 44;

/** Floors of a building from the top, sheet by sheet, as evenly as can be; one empty sheet where it has no doors. */
export function sheetFloors({ doors }: Draft): number[][] {
  const floors = [...new Set(doors.map(({ floor }) => floor))].sort((a, b) => b - a);
  const count = Math.max(1, Math.ceil(floors.length / mostFloors));
  const each = Math.ceil(floors.length / count);
  return Array.from({ length: count }, (_, place) => floors.slice(place * each, (place + 1) * each));
}
