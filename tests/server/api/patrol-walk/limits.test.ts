import { describe, expect, it } from 'vitest';
import { WalkLimits } from '../../../../server/api/patrol-walk/limits.ts';

const wrong = () => Promise.resolve(undefined);
const right = () => Promise.resolve('walk');
const status = (work: Promise<unknown>) => work.then(() => 200).catch((error: { status: number }) => error.status);

describe('passes of walks', () => {
  it('may be wrong twenty times from one address, and right as often as they are asked for', async () => {
    const limits = new WalkLimits();
    for (let time = 0; time < 100; time++) expect(await limits.judge('a', right)).toBe('walk');
    const tries = await Promise.all(Array.from({ length: 21 }, () => status(limits.judge('a', wrong))));
    expect(tries.filter((each) => each === 200)).toHaveLength(20);
    expect(tries.at(-1)).toBe(429);
    // Another address is another's.
    expect(await status(limits.judge('b', right))).toBe(200);
  });

  it('count as right where what they open is refused', async () => {
    const limits = new WalkLimits();
    const refuse = () => Promise.reject(Object.assign(new Error('no track'), { status: 403 }));
    const tries = await Promise.all(Array.from({ length: 20 }, () => status(limits.judge('a', refuse))));
    expect(new Set(tries)).toEqual(new Set([403]));
    expect(await status(limits.judge('a', right))).toBe(200);
  });

  it('are not counted where nothing is', async () => {
    const limits = new WalkLimits(false);
    for (let time = 0; time < 30; time++) expect(await status(limits.judge('a', wrong))).toBe(200);
  });
});
