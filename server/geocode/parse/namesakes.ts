import type { Gazetteer } from './gazetteer.ts';
import type { NormalForm } from './normal-form.ts';
import type { Piece } from './settle.ts';

/** What a code is divided by to come from a township (9 digits) to its district (6), city (4) and province (2). */
const upwards = [1000, 100, 100];

/** Gives a division that several are called like the code by what lies in it: 鼓楼区 by 湖南路街道. */
export function tellNamesakes(pieces: readonly Piece[], form: NormalForm, gazetteer: Gazetteer): void {
  let smallest = 0;
  let hasNamesakes = false;
  for (const { label, code } of pieces) {
    if (label !== 'redundant') smallest = Math.max(smallest, code);
    if (code === 0 && (label === 'district' || label === 'city')) hasNamesakes = true;
  }
  if (smallest === 0 || !hasNamesakes) return;
  for (const piece of pieces) {
    if (piece.code !== 0 || (piece.label !== 'district' && piece.label !== 'city')) continue;
    const name = form.text.slice(piece.from, piece.to);
    piece.code = areasOf(smallest).find((area) => gazetteer.nameOf(area)?.startsWith(name)) ?? 0;
  }
}

function areasOf(code: number): number[] {
  const areas: number[] = [];
  let area = code;
  for (const divisor of code >= 1_000_000 ? upwards : code >= 10_000 ? upwards.slice(1) : upwards.slice(2)) {
    area = Math.floor(area / divisor);
    areas.push(area);
  }
  return areas;
}
