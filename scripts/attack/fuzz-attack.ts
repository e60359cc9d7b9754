import { runFuzz } from './fuzz.ts';
import type { AttackResult } from './result.ts';
import type { AttackTarget } from './target.ts';

/** Requests in work at once: more than the pool has connections. */
const TOGETHER = 16;

/** Sends so many requests over HTTP that try to break every parameter of every route. */
export async function attack(
  target: AttackTarget,
  { count, seed }: { count: number; seed: string },
): Promise<AttackResult> {
  const begun = performance.now();
  const ask = (path: string, init: RequestInit) => fetch(target.url + path, init);
  const report = await runFuzz({ ...target, ask, count, seed, together: TOGETHER });
  const seconds = Math.round((performance.now() - begun) / 1000);
  return { clean: report.fault_count === 0, seconds, ...report };
}
