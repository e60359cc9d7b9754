import { metricAt } from '../roads/metric.ts';
import { atOnce } from '../roads/slices.ts';
import { within } from './nearness.ts';
import type { StreetPieces } from './pieces.ts';

/** A way that was or will be gone, `[lon, lat]`, at an even pace; of one place alone: a stay. */
export interface WalkedPart {
  line: readonly (readonly [number, number])[];
  /** How long it takes, min. */
  minutes: number;
}

/**
 * Which parts of streets some ways pass near, each once a passing: parallel arrays, ascending by way, piece and time. It is the same
 * whenever the ways are gone, so that it can be kept.
 */
export interface Passages {
  /** Index of the way. */
  part: Uint16Array;
  piece: Uint32Array;
  /** Shares of the piece, 0 to 1; those of a whole piece are exactly 0 and 1. */
  from: Float32Array;
  to: Float32Array;
  /** Minutes after the way's beginning. */
  minute: Float32Array;
}

/** Longest step of a way, m: when it passes something is told so exactly, 40 s on foot. */
const STEP_M = 50;
/** Steps between two pauses: around each lie up to some hundred pieces. */
const STEPS = 20;
/** Share of a piece that is lost in reckoning; what lacks no more at an end reaches it. */
const SLACK = 1e-4;
/** What is passed again within so many minutes is passed once. */
const SAME_MIN = 2;

/** One interval of a piece. */
interface Passage {
  part: number;
  piece: number;
  from: number;
  to: number;
  minute: number;
}

/**
 * The parts of streets that lie within `cover_m` metres of some ways. A street that is walked is passed whole; of one that is crossed
 * only what lies within reach; one beside it that is farther away not at all. Walls between them are not known.
 */
export function passages(pieces: StreetPieces, parts: readonly WalkedPart[], cover_m: number): Passages {
  return atOnce(passageSteps(pieces, parts, cover_m));
}

/** The same, pausing every some milliseconds. */
export function* passageSteps(
  pieces: StreetPieces,
  parts: readonly WalkedPart[],
  cover_m: number,
): Generator<void, Passages> {
  const found: Passage[] = [];
  for (const [at, part] of parts.entries()) {
    const own: Passage[] = [];
    yield* pass(pieces, part, at, cover_m, own);
    own.sort((a, b) => a.piece - b.piece || a.minute - b.minute);
    for (const each of own) join(found, each);
    yield;
  }
  return {
    part: Uint16Array.from(found, ({ part }) => part),
    piece: Uint32Array.from(found, ({ piece }) => piece),
    from: Float32Array.from(found, ({ from }) => (from < SLACK ? 0 : from)),
    to: Float32Array.from(found, ({ to }) => (to > 1 - SLACK ? 1 : to)),
    minute: Float32Array.from(found, ({ minute }) => minute),
  };
}

/** Passages of one way, in the order in which it goes. */
function* pass(
  pieces: StreetPieces,
  { line, minutes }: WalkedPart,
  part: number,
  cover_m: number,
  own: Passage[],
): Generator<void, void> {
  if (line.length === 0) return;
  const { lon_m, lat_m } = metricAt(line[0]![1]);
  const [reachLon, reachLat] = [(cover_m / lon_m) * 1.01, (cover_m / lat_m) * 1.01];
  const steps = line.length === 1 ? [[line[0]!, line[0]!] as const] : stepsOf(line, lon_m, lat_m);
  const lengths = steps.map(([a, b]) => Math.hypot((b[0] - a[0]) * lon_m, (b[1] - a[1]) * lat_m));
  const total = lengths.reduce((sum, each) => sum + each, 0);
  let gone = 0;
  for (const [at, [a, b]] of steps.entries()) {
    if (at % STEPS === STEPS - 1) yield;
    const minute = total > 0 ? ((gone + lengths[at]! / 2) / total) * minutes : 0;
    gone += lengths[at]!;
    // Around each step the earth is flat.
    const here = metricAt(a[1]);
    const step: [number, number, number, number] = [0, 0, (b[0] - a[0]) * here.lon_m, (b[1] - a[1]) * here.lat_m];
    const near = pieces.boxes.search(
      Math.min(a[0], b[0]) - reachLon,
      Math.min(a[1], b[1]) - reachLat,
      Math.max(a[0], b[0]) + reachLon,
      Math.max(a[1], b[1]) + reachLat,
    );
    for (const piece of near) {
      const share = within(flat(pieces.ends, 4 * piece, a, here), step, cover_m);
      if (share) own.push({ part, piece, from: share[0], to: share[1], minute });
    }
  }
}

function flat(
  ends: Float64Array,
  at: number,
  origin: readonly [number, number],
  { lon_m, lat_m }: { lon_m: number; lat_m: number },
): [number, number, number, number] {
  return [
    (ends[at]! - origin[0]) * lon_m,
    (ends[at + 1]! - origin[1]) * lat_m,
    (ends[at + 2]! - origin[0]) * lon_m,
    (ends[at + 3]! - origin[1]) * lat_m,
  ];
}

type Step = readonly [readonly [number, number], readonly [number, number]];

/** The straight steps of a line, none longer than `STEP_M`. */
function stepsOf(line: WalkedPart['line'], lon_m: number, lat_m: number): Step[] {
  const steps: Step[] = [];
  for (let at = 1; at < line.length; at++) {
    const [[x, y], [toX, toY]] = [line[at - 1]!, line[at]!];
    const count = Math.max(1, Math.ceil(Math.hypot((toX - x) * lon_m, (toY - y) * lat_m) / STEP_M));
    const place = (step: number): [number, number] => [x + (step / count) * (toX - x), y + (step / count) * (toY - y)];
    for (let step = 0; step < count; step++) steps.push([place(step), place(step + 1)]);
  }
  return steps;
}

/** Joins a passage to those of the same piece just before it, where they touch. */
function join(found: Passage[], next: Passage): void {
  let joined = next;
  for (let at = found.length - 1; at >= 0; at--) {
    const before = found[at]!;
    if (before.part !== next.part || before.piece !== next.piece || next.minute - before.minute > SAME_MIN) break;
    if (before.from > joined.to || before.to < joined.from) continue;
    joined = { ...joined, from: Math.min(before.from, joined.from), to: Math.max(before.to, joined.to) };
    found.splice(at, 1);
  }
  found.push(joined);
}
