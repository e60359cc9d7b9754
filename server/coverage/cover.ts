import { atOnce } from '../roads/slices.ts';
import type { Passages } from './passages.ts';
import type { StreetPieces } from './pieces.ts';

/** Which of two coverages a passage belongs to. */
export type CoverKind = 'planned' | 'done';
/** What is `passed` was done before the time that is asked for: it only says when. */
export type PassageKind = CoverKind | 'passed';
interface Passed {
  piece: number;
  from: number;
  to: number;
  hour: number;
  kind: PassageKind;
  /** Minutes since 1970. */
  at_min: number;
}

/** What of one piece, or of all, is covered: over all hours, and by hour of the day. */
export interface Covered {
  all_m: number;
  hours_m: Float64Array;
}

/** A stretch of a piece over which the same holds. */
export interface Stretch {
  from: number;
  to: number;
  planned: boolean;
  done: boolean;
  /** Minutes since 1970; -Infinity: not passed. */
  passed_min: number;
}

const HOURS = 24;
const DAY_MIN = 1440;
/** Pieces between two pauses. */
const PIECES = 5000;
/** Stretches of a piece are told apart where they are at least so long, m. */
const LEAST_STRETCH_M = 0.5;
/** Share of a piece by which two parts of it may differ and be the same: under a centimetre. */
const SAME = 2e-4;

/** Adds up passages over the pieces of an area: what was passed whole goes into bits, the rest is kept to be united. */
export class Cover {
  readonly #whole: Record<CoverKind, Uint32Array>;
  /** Minute since 1970 at which a whole piece was last passed, done only. */
  readonly #passed: Float64Array;
  readonly #partial = new Map<number, Passed[]>();

  constructor(readonly pieces: StreetPieces) {
    this.#whole = { planned: new Uint32Array(pieces.count), done: new Uint32Array(pieces.count) };
    this.#passed = new Float64Array(pieces.count).fill(Number.NEGATIVE_INFINITY);
  }

  /**
   * Adds ways that are gone.
   * @param begins when each way begins, minutes since midnight of its day; none: it is not gone.
   * @param midnight_min that midnight, minutes since 1970. @param onlyHour hour of the day, 0 to 23: what is done in others only says when.
   */
  add(
    { part, piece, from, to, minute }: Passages,
    kind: PassageKind,
    begins: readonly (readonly number[])[],
    midnight_min: number,
    onlyHour?: number,
  ): void {
    for (let row = 0; row < piece.length; row++) {
      const starts = begins[part[row]!];
      if (!starts) continue;
      for (let start = 0; start < starts.length; start++) {
        const at_min = starts[start]! + minute[row]!;
        const hour = hourOf(at_min);
        const beside = onlyHour !== undefined && hour !== onlyHour;
        if (beside && kind === 'planned') continue;
        const as = beside ? 'passed' : kind;
        if (from[row] === 0 && to[row] === 1) this.#takeWhole(piece[row]!, as, hour, midnight_min + at_min);
        else this.#takePart(piece[row]!, as, hour, midnight_min + at_min, from[row]!, to[row]!);
      }
    }
  }

  #takeWhole(piece: number, kind: PassageKind, hour: number, at_min: number): void {
    if (kind !== 'passed') this.#whole[kind][piece] = this.#whole[kind][piece]! | (1 << hour);
    if (kind !== 'planned') this.#passed[piece] = Math.max(this.#passed[piece]!, at_min);
  }

  /** Keeps a part of a piece unless it says nothing new; squads go the same streets night after night. */
  #takePart(piece: number, kind: PassageKind, hour: number, at_min: number, from: number, to: number): void {
    if (kind !== 'passed' && (this.#whole[kind][piece]! >>> hour) & 1) {
      if (kind === 'planned' || this.#passed[piece]! >= at_min) return;
    }
    const list = this.#partial.get(piece);
    if (!list) {
      this.#partial.set(piece, [{ piece, from, to, hour, kind, at_min }]);
      return;
    }
    for (const held of list) {
      if (held.kind !== kind || held.hour !== hour) continue;
      const newer = kind === 'planned' || at_min >= held.at_min;
      const older = kind === 'planned' || at_min <= held.at_min;
      if (older && held.from <= from + SAME && held.to >= to - SAME) return;
      if (newer && held.from >= from - SAME && held.to <= to + SAME) {
        Object.assign(held, { from: Math.min(from, held.from), to: Math.max(to, held.to), at_min });
        return;
      }
    }
    list.push({ piece, from, to, hour, kind, at_min });
  }

  /** Metres that are covered, of each grid. */
  byGrid(kind: CoverKind): Covered[] {
    return atOnce(this.gridSteps(kind));
  }

  /** The same, pausing every some milliseconds. */
  *gridSteps(kind: CoverKind): Generator<void, Covered[]> {
    const { count, grid, grids, length_m } = this.pieces;
    const totals = grids.map(() => ({ all_m: 0, hours_m: new Float64Array(HOURS) }));
    const shares = new Float64Array(HOURS + 1);
    for (let piece = 0; piece < count; piece++) {
      if (piece % PIECES === PIECES - 1) yield;
      this.#sharesOf(piece, kind, shares);
      const total = totals[grid[piece]!]!;
      total.all_m += shares[HOURS]! * length_m[piece]!;
      for (let hour = 0; hour < HOURS; hour++)
        total.hours_m[hour] = total.hours_m[hour]! + shares[hour]! * length_m[piece]!;
    }
    return totals;
  }

  /** Shares of a piece that are covered, by hour, and over all hours at the end. */
  #sharesOf(piece: number, kind: CoverKind, shares: Float64Array): void {
    const whole = this.#whole[kind][piece]!;
    for (let hour = 0; hour < HOURS; hour++) shares[hour] = (whole >>> hour) & 1;
    shares[HOURS] = whole === 0 ? 0 : 1;
    const partial = this.#partial.get(piece);
    if (!partial) return;
    const own = partial.filter((each) => each.kind === kind && ((whole >>> each.hour) & 1) === 0);
    own.sort((a, b) => a.from - b.from);
    const reached = new Float64Array(HOURS + 1);
    for (const { from, to, hour } of own) {
      for (const at of whole === 0 ? [hour, HOURS] : [hour]) {
        if (to <= reached[at]!) continue;
        shares[at] = shares[at]! + to - Math.max(from, reached[at]!);
        reached[at] = to;
      }
    }
  }

  /** The stretches of a piece, in order and without gaps. */
  stretches(piece: number): Stretch[] {
    const [planned, done] = [this.#whole.planned[piece] !== 0, this.#whole.done[piece] !== 0];
    const whole: Stretch = { from: 0, to: 1, planned, done, passed_min: this.#passed[piece]! };
    // What adds nothing to what holds of the whole piece is left aside.
    const partial = (this.#partial.get(piece) ?? []).filter(({ kind, at_min }) =>
      kind === 'planned' ? !planned : at_min > whole.passed_min || (kind === 'done' && !done),
    );
    if (partial.length === 0) return [whole];
    const cuts = cutsOf(partial, LEAST_STRETCH_M / this.pieces.length_m[piece]!);
    return cuts.slice(1).map((to, at) => {
      const from = cuts[at]!;
      const stretch = { ...whole, from, to };
      for (const each of partial) {
        if (each.from > (from + to) / 2 || each.to < (from + to) / 2) continue;
        if (each.kind !== 'passed') stretch[each.kind] = true;
        if (each.kind !== 'planned') stretch.passed_min = Math.max(stretch.passed_min, each.at_min);
      }
      return stretch;
    });
  }
}

/** Where a piece is cut, from 0 to 1, no two nearer than `least`. */
function cutsOf(partial: readonly Passed[], least: number): number[] {
  const cuts = [0];
  for (const cut of partial.flatMap(({ from, to }) => [from, to]).sort((a, b) => a - b)) {
    if (cut - cuts.at(-1)! >= least && 1 - cut >= least) cuts.push(cut);
  }
  cuts.push(1);
  return cuts;
}

/** Hour of the day of minutes since a midnight, which may be of another day. */
function hourOf(minute: number): number {
  return Math.floor((((minute % DAY_MIN) + DAY_MIN) % DAY_MIN) / 60);
}
