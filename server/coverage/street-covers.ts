import type { StreetCover } from '../api/patrol-coverage/schema.ts';
import { atOnce } from '../roads/slices.ts';
import type { Cover, Stretch } from './cover.ts';

/** A stretch of a street, before it is worded: `passed_min` in minutes since 1970, -Infinity where nobody passed. */
export interface StreetRun extends Pick<Stretch, 'planned' | 'done' | 'passed_min'> {
  edge: number;
  length_m: number;
  line: [number, number][];
}

const DAY_MIN = 1440;
/** Pieces between two pauses. */
const PIECES = 1000;
/** A night's passing is one, whatever the minute: days are parted at noon. */
const nightOf = (minute: number) => Math.floor((minute - DAY_MIN / 2) / DAY_MIN);

/**
 * The streets of an area in runs along which the same holds: planned or not, done or not, last passed on the same night. In order of the
 * graph's edges; runs of neighbouring edges of one road are joined where they meet.
 * @param offset_min of the local time zone from UTC, by which a night is told.
 */
export function streetRuns(cover: Cover, offset_min: number): StreetRun[] {
  return atOnce(runSteps(cover, offset_min));
}

/** The same, pausing every some milliseconds. */
export function* runSteps(cover: Cover, offset_min: number): Generator<void, StreetRun[]> {
  const { pieces } = cover;
  const { graph } = pieces;
  const runs: StreetRun[] = [];
  for (let piece = 0; piece < pieces.count; piece++) {
    if (piece % PIECES === PIECES - 1) yield;
    const edge = pieces.edge[piece]!;
    for (const stretch of cover.stretches(piece)) {
      const [from, to] = endsOf(pieces.ends, piece, stretch);
      const length_m = (stretch.to - stretch.from) * pieces.length_m[piece]!;
      const last = runs.at(-1);
      if (
        last &&
        graph.road_id[last.edge] === graph.road_id[edge] &&
        meets(last.line.at(-1)!, from) &&
        last.planned === stretch.planned &&
        last.done === stretch.done &&
        sameNight(last.passed_min, stretch.passed_min, offset_min)
      ) {
        last.line.push(to);
        last.length_m += length_m;
        last.passed_min = Math.max(last.passed_min, stretch.passed_min);
      } else {
        const { planned, done, passed_min } = stretch;
        runs.push({ edge, length_m, planned, done, passed_min, line: [from, to] });
      }
    }
  }
  return runs;
}

/** A run as it goes out: places to about a centimetre, lengths to a decimetre. */
export function streetCoverOf(
  { edge, length_m, planned, done, passed_min, line }: StreetRun,
  cover: Cover,
): StreetCover {
  const { graph } = cover.pieces;
  const road_id = graph.road_id[edge]!;
  return {
    road_id,
    name: graph.names.get(road_id) ?? null,
    length_m: Math.round(length_m * 10) / 10,
    planned,
    done,
    passed_at: Number.isFinite(passed_min) ? new Date(Math.round(passed_min) * 60_000).toISOString() : null,
    line: straightened(line),
  };
}

function sameNight(one: number, other: number, offset_min: number): boolean {
  if (!Number.isFinite(one) || !Number.isFinite(other)) return one === other;
  return nightOf(one + offset_min) === nightOf(other + offset_min);
}

function endsOf(ends: Float64Array, piece: number, { from, to }: Stretch): [[number, number], [number, number]] {
  const at = 4 * piece;
  const [x, y] = [ends[at]!, ends[at + 1]!];
  const [dx, dy] = [ends[at + 2]! - x, ends[at + 3]! - y];
  return [
    [x + from * dx, y + from * dy],
    [x + to * dx, y + to * dy],
  ];
}

/** The same place but for what is lost in reckoning, degrees. */
const meets = (a: readonly [number, number], b: readonly [number, number]) =>
  Math.abs(a[0] - b[0]) < 1e-9 && Math.abs(a[1] - b[1]) < 1e-9;

/** The line without the places at which a straight piece was only cut. */
function straightened(line: readonly [number, number][]): [number, number][] {
  const kept: [number, number][] = [];
  line.forEach((at, index) => {
    const [before, next] = [kept.at(-1), line[index + 1]];
    if (before && next) {
      const bend = (at[0] - before[0]) * (next[1] - at[1]) - (at[1] - before[1]) * (next[0] - at[0]);
      if (Math.abs(bend) < 1e-13) return;
    }
    kept.push(at);
  });
  return kept.map(([x, y]) => [Math.round(x * 1e7) / 1e7, Math.round(y * 1e7) / 1e7]);
}
