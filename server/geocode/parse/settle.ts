import type { Label } from './labels.ts';
import type { Step } from './lattice.ts';
import { readChain } from './number-costs.ts';
import { withoutRepeats } from './repeats.ts';
import { seen, state } from './states.ts';

/** A labelled stretch of a normal form. */
export interface Piece {
  label: Label;
  from: number;
  to: number;
  /** Of the gazetteer, 0 for none. */
  code: number;
  isShort: boolean;
}

const labelOf: readonly Label[] = [
  'other',
  'country',
  'province',
  'city',
  'district',
  'town',
  'devzone',
  'community',
  'road',
  'road_number',
  'road_number',
  'poi',
  'building',
  'unit',
  'floor',
  'room',
  'assist',
  'assist',
  'sub_poi',
];

/** Gives the steps of a line their labels, by what else the line has. */
export function settledParts(steps: readonly Step[]): Piece[] {
  return withoutRepeats(numberSubroads(settleVillages(steps.flatMap(piecesOf))));
}

function piecesOf({ from, to, state: after, edge, code, before, flags }: Step): Piece[] {
  const piece = (label: Label): Piece[] => [{ label, from, to, code, isShort: edge?.kind === 'division' && edge.isShort }];
  if (edge === null) return piece(nameLabel(flags));
  switch (edge.kind) {
    case 'filler':
    case 'separator':
      return piece('redundant');
    case 'part':
      return piece((flags & seen.name) !== 0 ? 'sub_poi' : 'poi');
    case 'chain': {
      const states = readChain(edge.numbers, before);
      return edge.numbers.flatMap((number, index) => {
        const gap = edge.numbers[index - 1];
        return [
          ...(gap ? [{ label: 'redundant' as const, from: gap.to, to: number.from, code: 0, isShort: false }] : []),
          { label: labelOf[states[index]!]!, from: number.from, to: number.to, code: 0, isShort: false },
        ];
      });
    }
    default:
      if (after === state.road) return piece((flags & seen.road) !== 0 ? 'subroad' : 'road');
      if (after === state.closed) return piece((flags & seen.name) !== 0 ? 'sub_poi' : 'poi');
      return piece(labelOf[after]!);
  }
}

function nameLabel(flags: number): Label {
  if ((flags & (seen.floor | seen.room)) !== 0) return 'person';
  return (flags & seen.name) !== 0 ? 'sub_poi' : 'poi';
}

/** What stands on a second road is numbered there. */
function numberSubroads(pieces: readonly Piece[]): Piece[] {
  let road: Label = 'road';
  return pieces.map((piece) => {
    if (piece.label === 'road' || piece.label === 'subroad') road = piece.label;
    return piece.label === 'road_number' && road === 'subroad' ? { ...piece, label: 'subroad_number' } : piece;
  });
}

/** A village within a community, or one with numbered buildings, is a place of interest: it is no division there. */
function settleVillages(pieces: readonly Piece[]): Piece[] {
  let hasCommunity = false;
  return pieces.map((piece, at) => {
    if (piece.label !== 'community') return piece;
    const isPlace = hasCommunity || pieces[at + 1]?.label === 'building';
    hasCommunity = true;
    return isPlace ? { ...piece, label: 'poi' } : piece;
  });
}
