import type { AreaSummary } from '../../server/api/wire.ts';
import { answer, api } from '../api.ts';

const known = new Map<string, string[]>();

/** The area so many steps (1 or -1) after another one of the same parent, in order of code; null at either end. */
export async function siblingOf(area: AreaSummary, step: 1 | -1): Promise<string | null> {
  const parent = area.parent_code;
  if (parent === null) return null;
  let codes = known.get(parent);
  if (!codes) {
    const { items } = await answer(api.areas[':area_code'].children.$get({ param: { area_code: parent } }));
    codes = items.map(({ area_code }) => area_code).sort();
    known.set(parent, codes);
  }
  const at = codes.indexOf(area.area_code);
  return at < 0 ? null : (codes[at + step] ?? null);
}
