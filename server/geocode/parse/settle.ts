import { edgeKind, type NumberToken } from './edges.ts';
import type { Label } from './labels.ts';
import type { Step } from './lattice.ts';
import { readChain } from './number-costs.ts';
import { markRepeats } from './repeats.ts';
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
  const pieces: Piece[] = [];
  for (const { from, to, state: after, kind, numbers, code, before, flags } of steps) {
    if (kind === edgeKind.chain) pieces.push(...chainPieces(numbers, before));
    else pieces.push({ label: labelFor(after, kind, flags), from, to, code, isShort: kind === edgeKind.shortDivision });
  }
  settleVillages(pieces);
  numberSubroads(pieces);
  markRepeats(pieces);
  return pieces;
}

function labelFor(after: number, kind: number, flags: number): Label {
  if (kind < 0) return nameLabel(flags);
  if (kind === edgeKind.filler || kind === edgeKind.separator) return 'redundant';
  if (after === state.road) return (flags & seen.road) !== 0 ? 'subroad' : 'road';
  if (after === state.closed)
    return (flags & seen.name) === 0 ? 'poi' : (flags & seen.secondName) !== 0 ? 'person' : 'sub_poi';
  return labelOf[after]!;
}

/** The numbers of a run, and what joins them as redundant. */
function chainPieces(numbers: readonly NumberToken[], before: number): Piece[] {
  const states = readChain(numbers, before);
  return numbers.flatMap(({ from, to }, index) => {
    const number: Piece = { label: labelOf[states[index]!]!, from, to, code: 0, isShort: false };
    const gapFrom = numbers[index - 1]?.to ?? from;
    return gapFrom < from ? [{ ...number, label: 'redundant', from: gapFrom, to: from }, number] : [number];
  });
}

function nameLabel(flags: number): Label {
  if ((flags & (seen.floor | seen.room | seen.secondName)) !== 0) return 'person';
  return (flags & seen.name) !== 0 ? 'sub_poi' : 'poi';
}

/** What stands on a second road is numbered there. */
function numberSubroads(pieces: readonly Piece[]): void {
  let road: Label = 'road';
  for (const piece of pieces) {
    if (piece.label === 'road' || piece.label === 'subroad') road = piece.label;
    if (piece.label === 'road_number' && road === 'subroad') piece.label = 'subroad_number';
  }
}

/** A village within a community, or one with numbered buildings, is a place of interest: it is no division there. */
function settleVillages(pieces: readonly Piece[]): void {
  let hasCommunity = false;
  for (const [at, piece] of pieces.entries()) {
    if (piece.label !== 'community') continue;
    if (hasCommunity || pieces[at + 1]?.label === 'building') piece.label = 'poi';
    hasCommunity = true;
  }
}
