import type { WallMove } from '../../../server/api/wall/schema.ts';

/** The span that a replay plays. */
export const replaySpan_ms = 24 * 3_600_000;
/** How long a move is seen on the screen after it happened, ms of the screen's time. */
const seen_ms = 2500;

/** A replay at a moment. */
export interface ReplayMoment {
  /** The moment of the past that is played now, ms of the server's clock. */
  at_ms: number;
  /** When the 24 hours begin that are played. */
  from_ms: number;
  /** How much of the span has been played, 0 to 1. */
  share: number;
  /** How many were reported and settled up to now since the span began. */
  reported_count: number;
  settled_count: number;
  /** Moves that are seen now, oldest first; `age` rises from 0 (just happened) to 1 (gone). */
  seen: { move: WallMove; age: number }[];
}

/** What a replay makes of a move: an incident came, was settled, or just moved on. */
export function replayKind({ kind }: Pick<WallMove, 'kind'>): 'reported' | 'settled' | 'moved' {
  if (kind === 'reported' || kind === 'found' || kind === 'reopened') return 'reported';
  // What is filed later was settled before.
  return kind === 'resolved' ? 'settled' : 'moved';
}

/**
 * The last 24 hours before a round began, played in `replay_s` seconds, at a moment; rounds follow each other from `since_ms` on: the same
 * on every screen.
 * @param moves oldest first
 */
export function replayAt(moves: readonly WallMove[], since_ms: number, now_ms: number, replay_s: number): ReplayMoment {
  const length_ms = replay_s * 1000;
  const played_ms = Math.max(0, now_ms - since_ms) % length_ms;
  const share = played_ms / length_ms;
  // A scene that stands for days plays the last day each time, not that before it began.
  const from_ms = Math.max(since_ms, now_ms - played_ms) - replaySpan_ms;
  const at_ms = from_ms + share * replaySpan_ms;
  const tail_ms = (seen_ms / length_ms) * replaySpan_ms;
  const moments = momentsOf(moves);
  const past = moves
    .map((move, place) => ({ move, moment: moments[place]! }))
    .filter(({ moment }) => moment >= from_ms && moment <= at_ms);
  const count = (kind: string) => past.filter(({ move }) => replayKind(move) === kind).length;
  return {
    at_ms,
    from_ms,
    share,
    reported_count: count('reported'),
    settled_count: count('settled'),
    seen: past
      .filter(({ moment }) => at_ms - moment < tail_ms)
      .map(({ move, moment }) => ({ move, age: (at_ms - moment) / tail_ms })),
  };
}

/** Moments of moves, ms: read once, as a replay asks ten times a second. */
const known = new WeakMap<readonly WallMove[], Float64Array>();

function momentsOf(moves: readonly WallMove[]): Float64Array {
  const moments = known.get(moves) ?? Float64Array.from(moves, ({ at }) => Date.parse(at));
  known.set(moves, moments);
  return moments;
}
