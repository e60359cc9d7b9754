import type { GeocodeAnswer, GeocodeHit, ReviewCandidate, Synonym } from '../../../server/api/geocode/schema.ts';

const kinds: Readonly<Record<GeocodeHit['kind'], Synonym['kind']>> = {
  ...{ area: 'area', compound: 'compound', road: 'road' },
  ...{ building: 'poi', organisation: 'poi', facility: 'poi', place: 'poi' },
};
const number = '[0-9A-Za-z一二三四五六七八九十甲乙丙丁-]+';
const building = new RegExp(`${number}(幢|栋|号楼|楼|座)$`, 'u');
/** A number of a house or door, which is no name. */
const numbered = /^[0-9A-Za-z-]*(号|室|幢|栋|号楼|楼|单元)?$/u;
const houseNumber = new RegExp(`${number}号?$`, 'u');

/** What a candidate's own name is a name of: a numbered building is called by its compound or its road. */
export function meantBy({ kind, name }: Pick<ReviewCandidate, 'kind' | 'name'>): Pick<Synonym, 'kind' | 'name'> {
  if (kind !== 'building') return { kind: kinds[kind], name };
  const compound = name.replace(building, '');
  if (compound !== name && compound.length > 1) return { kind: 'compound', name: compound };
  const road = name.replace(houseNumber, '');
  if (/[路街巷道弄]$/u.test(road)) return { kind: 'road', name: road };
  return { kind: 'poi', name };
}

/** A piece of an address; whether something that is known was recognised in it. */
export interface ReadPiece {
  text: string;
  known: boolean;
}

/** An address cut where what was recognised ends; null where that is not known. */
export function readPieces(
  text: string,
  { items }: GeocodeAnswer,
  candidates: readonly ReviewCandidate[],
): ReadPiece[] | null {
  const found = items.find(({ kind, id }) => kind === candidates[0]?.kind && id === candidates[0]?.id) ?? items[0];
  if (!found) return null;
  const pieces: ReadPiece[] = [];
  const add = (from: number, to: number, known: boolean) => {
    const piece = text.slice(from, to);
    const last = pieces.at(-1);
    if (!piece) return;
    if (last?.known === known) last.text += piece;
    else pieces.push({ text: piece, known });
  };
  let end = 0;
  for (const { start, end: to } of found.matched.toSorted((a, b) => a.start - b.start)) {
    add(end, start, false);
    add(Math.max(start, end), to, true);
    end = Math.max(end, to);
  }
  add(end, text.length, false);
  return pieces;
}

/** The pieces that nothing is known of. */
export function unknownPieces(pieces: readonly ReadPiece[] | null): string[] {
  return (pieces ?? []).filter(({ known }) => !known).map(({ text }) => text);
}

/** The words that a synonym is likely to be about: the longest that were not recognised, numbers aside. */
export function unknownWords(pieces: readonly ReadPiece[] | null): string {
  const words = unknownPieces(pieces)
    .flatMap((text) => text.split(/[\s,，、()（）]+/u))
    .filter((word) => !numbered.test(word));
  const longest = words.reduce((most, each) => (each.length > most.length ? each : most), '');
  return longest.length > 1 ? longest : '';
}
