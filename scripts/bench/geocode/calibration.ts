/** A first candidate and whether it was right. */
export interface Judged {
  score: number;
  share: number;
  confidence: number;
  right: boolean;
}

/** Matches that share a corner of the table at least. */
const LEAST = 200;
/** Shares nearer than this are not told apart. */
const STEP = 0.004;

/**
 * The table of confidence.ts: score and the part that was right of what the shares let expect, rising (pools of adjacent violators),
 * each pool at its mean score.
 */
export function fittedTable(judged: readonly Judged[]): [score: number, right: number][] {
  const points = judged
    .map(({ score, share, right }) => ({ score, expected: share, right: Number(right) }))
    .sort((a, b) => a.score - b.score);
  const pools: Pool[] = [];
  for (const bin of binsOf(points)) {
    pools.push(bin);
    while (pools.length > 1 && part(pools.at(-2)!) > part(pools.at(-1)!)) {
      const above = pools.pop()!;
      add(pools.at(-1)!, above);
    }
  }
  const table: [number, number][] = [];
  for (const pool of pools) {
    const right = Math.min(1, part(pool));
    if (right - (table.at(-1)?.[1] ?? -1) >= STEP) table.push([pool.score / pool.count, right]);
  }
  return table;
}

/** In order of score, with enough in each to be a share of something; equal scores stay together. */
function binsOf(points: readonly Omit<Pool, 'count'>[]): Pool[] {
  const bins: Pool[] = [];
  let before = Number.NaN;
  for (const point of points) {
    const last = bins.at(-1);
    if (last && (last.count < LEAST || point.score === before)) add(last, { ...point, count: 1 });
    else bins.push({ ...point, count: 1 });
    before = point.score;
  }
  return bins;
}

interface Pool {
  score: number;
  expected: number;
  right: number;
  count: number;
}

function add(pool: Pool, more: Pool): void {
  pool.score += more.score;
  pool.expected += more.expected;
  pool.right += more.right;
  pool.count += more.count;
}

/** Right ones of those that were expected; one more that was wrong, as nothing is certain. */
function part({ right, expected }: Pool): number {
  return right / (expected + 1);
}

/** How sure it was said to be in each band, and how many were right. */
export interface Band {
  from: number;
  to: number;
  count: number;
  said: number;
  right: number;
}
const edges = [0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.98, 1.0001];

/** The reliability table: bands without a match are left out. */
export function reliability(judged: readonly Judged[]): Band[] {
  return edges.slice(1).flatMap((to, at) => {
    const from = edges[at]!;
    const inside = judged.filter(({ confidence }) => confidence >= from && confidence < to);
    if (inside.length === 0) return [];
    const mean = (value: (one: Judged) => number) => inside.reduce((sum, one) => sum + value(one), 0) / inside.length;
    return [
      {
        from,
        to: Math.min(1, to),
        count: inside.length,
        said: mean((one) => one.confidence),
        right: mean((one) => Number(one.right)),
      },
    ];
  });
}
