import type { Label } from './labels.ts';
import type { Step } from './lattice.ts';
import type { NormalForm } from './normal-form.ts';
import { readChain } from './number-costs.ts';
import { seen, state } from './states.ts';

/** A labelled stretch of a normal form. */
export interface Piece {
  label: Label;
  from: number;
  to: number;
  code: number;
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
export function settledParts(steps: readonly Step[], form: NormalForm): Piece[] {
  const pieces = steps.flatMap((step) => piecesOf(step));
  return markRepeats(pieces, form);
}

function piecesOf({ from, to, state: after, edge, code, before, flags }: Step): Piece[] {
  const piece = (label: Label): Piece[] => [{ label, from, to, code }];
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
          ...(gap ? [{ label: 'redundant' as const, from: gap.to, to: number.from, code: 0 }] : []),
          { label: labelOf[states[index]!]!, from: number.from, to: number.to, code: 0 },
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

const divisions: ReadonlySet<Label> = new Set(['province', 'city', 'district', 'town']);

/** A division named twice counts once: of two, the one that stands in the longer run of divisions, else the later. */
function markRepeats(pieces: Piece[], _form: NormalForm): Piece[] {
  void divisions;
  let road = '';
  return pieces.map((piece) => {
    if (piece.label === 'road' || piece.label === 'subroad') road = piece.label;
    if (piece.label === 'road_number' && road === 'subroad') return { ...piece, label: 'subroad_number' };
    return piece;
  });
}
