import { evidenceOf } from '../../../server/geocode/confidence.ts';

/** A first candidate and whether it was right. */
export interface Judged {
  score: number;
  lead: number;
  confidence: number;
  right: boolean;
}

/** Matches that share a corner of the table at least. */
const LEAST = 200;
/** Shares nearer than this are not told apart. */
const STEP = 0.004;

/**
 * The table of confidence.ts: evidence and the share of right ones, rising (pools of adjacent violators), each pool at its mean evidence.
 */
export function fittedTable(judged: readonly Judged[]): [evidence: number, right: number][] {
  const points = judged
    .map(({ score, lead, right }) => ({ evidence: evidenceOf(score, lead), right: Number(right) }))
    .sort((a, b) => a.evidence - b.evidence);
  const pools: { evidence: number; right: number; count: number }[] = [];
  for (const { evidence, right } of points) {
    const last = pools.at(-1);
    // Equal evidence is one pool, and a pool has enough in it to be a share of something.
    if (last && (last.count < LEAST || last.evidence / last.count === evidence)) {
      last.evidence += evidence;
      last.right += right;
      last.count++;
    } else pools.push({ evidence, right, count: 1 });
    while (pools.length > 1 && share(pools.at(-2)!) > share(pools.at(-1)!)) {
      const { evidence: more, right: good, count } = pools.pop()!;
      const before = pools.at(-1)!;
      before.evidence += more;
      before.right += good;
      before.count += count;
    }
  }
  const table: [number, number][] = [];
  for (const pool of pools) {
    // One more that was wrong: nothing is certain.
    const right = pool.right / (pool.count + 1);
    if (right - (table.at(-1)?.[1] ?? -1) >= STEP) table.push([pool.evidence / pool.count, right]);
  }
  return table;
}

function share({ right, count }: { right: number; count: number }): number {
  return right / count;
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
    return [{ from, to: Math.min(1, to), count: inside.length, said: mean((one) => one.confidence), right: mean((one) => Number(one.right)) }];
  });
}
