import type { Gazetteer } from './gazetteer.ts';
import type { NormalForm } from './normal-form.ts';
import type { Piece } from './settle.ts';

/** What a code is divided by to come from a township (9 digits) to its district (6), city (4) and province (2). */
const upwards = [1000, 100, 100];

/** Gives a division that several are called like the code by what lies in it: 鼓楼区 by 湖南路街道. */
export function tellNamesakes(pieces: readonly Piece[], form: NormalForm, gazetteer: Gazetteer): Piece[] {
  const smallest = pieces.reduce((most, { code, label }) => (label === 'redundant' ? most : Math.max(most, code)), 0);
  if (smallest === 0) return [...pieces];
  return pieces.map((piece) => {
    if (piece.code !== 0 || (piece.label !== 'district' && piece.label !== 'city')) return piece;
    const name = form.text.slice(piece.from, piece.to);
    const code = areasOf(smallest).find((area) => gazetteer.nameOf(area)?.startsWith(name));
    return code === undefined ? piece : { ...piece, code };
  });
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
