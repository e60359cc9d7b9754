import { isWithin } from './division-edges.ts';
import type { Label } from './labels.ts';
import type { Piece } from './settle.ts';

const levels: Partial<Record<Label, number>> = { province: 0, city: 1, district: 2, town: 3 };

/** Levels that a later, contradicting run may lack and still be what is meant: who writes over an address writes behind it. */
const LATER = 1.5;

/** Divisions that follow each other from large to small. */
interface Run {
  pieces: Piece[];
  score: number;
}

/**
 * Labels divisions that are named twice as redundant: what counts is the run of divisions that tells most, of two alike the first, of
 * two that contradict each other the later. What only another run has is kept.
 */
export function markRepeats(pieces: readonly Piece[]): void {
  if (isOneRun(pieces)) return;
  const runs = runsOf(pieces);
  const winner = runs.reduce((best, run) =>
    run.score > best.score - (contradict(best, run) ? LATER : -0.01) ? run : best,
  );
  const taken = new Set(winner.pieces.map(({ label }) => label));
  for (const run of runs) {
    if (run === winner) continue;
    const isElsewhere = contradict(run, winner);
    for (const piece of run.pieces) {
      const { label } = piece;
      if (isElsewhere || taken.has(label)) piece.label = 'redundant';
      taken.add(label);
    }
  }
}

function isOneRun(pieces: readonly Piece[]): boolean {
  let last = -1;
  for (const { label } of pieces) {
    const level = levels[label];
    if (level === undefined) continue;
    if (level <= last) return false;
    last = level;
  }
  return true;
}

function runsOf(pieces: readonly Piece[]): Run[] {
  const runs: Run[] = [];
  let last = Number.POSITIVE_INFINITY;
  for (const piece of pieces) {
    const level = levels[piece.label];
    if (level === undefined) continue;
    if (level <= last || runs.length === 0) runs.push({ pieces: [], score: 0 });
    const run = runs.at(-1)!;
    run.pieces.push(piece);
    run.score += 1 + (piece.isShort ? 0 : 0.1);
    last = level;
  }
  return runs;
}

/** Whether two runs name different places on one level. */
function contradict(one: Run, other: Run): boolean {
  return one.pieces.some(({ label, code }) => {
    const twin = other.pieces.find((piece) => piece.label === label);
    return (
      twin !== undefined && code !== 0 && twin.code !== 0 && !isWithin(code, twin.code) && !isWithin(twin.code, code)
    );
  });
}
