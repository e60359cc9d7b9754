import { describe, expect, it } from 'vitest';
import { WalkLimits } from '../../../../server/api/patrol-walk/limits.ts';

const wrong = () => Promise.resolve(undefined);
const right = () => Promise.resolve('walk');
const pass = (number: number) => Buffer.of(number);
const status = (work: Promise<unknown>) => work.then(() => 200).catch((error: { status: number }) => error.status);

describe('passes of walks', () => {
  it('may be wrong twenty times from one address, and right as often as they are asked for', async () => {
    const limits = new WalkLimits();
    for (let time = 0; time < 100; time++) expect(await limits.judge('a', pass(0), right)).toBe('walk');
    const tries = await Promise.all(
      Array.from({ length: 21 }, (_, number) => status(limits.judge('a', pass(number + 1), wrong))),
    );
    expect(tries.filter((each) => each === 200)).toHaveLength(20);
    expect(tries.at(-1)).toBe(429);
    // Another address is another's.
    expect(await status(limits.judge('b', pass(0), right))).toBe(200);
  });

  it('count once where a page goes on asking with an old one', async () => {
    const limits = new WalkLimits();
    for (let time = 0; time < 50; time++) expect(await status(limits.judge('a', pass(9), wrong))).toBe(200);
    for (let number = 10; number < 29; number++) await limits.judge('a', pass(number), wrong);
    expect(await status(limits.judge('a', pass(30), wrong))).toBe(429);
    expect(await limits.judge('a', pass(9), right)).toBe('walk');
  });

  it('count as right where what they open is refused', async () => {
    const limits = new WalkLimits();
    const refuse = () => Promise.reject(Object.assign(new Error('no track'), { status: 403 }));
    const tries = await Promise.all(Array.from({ length: 20 }, () => status(limits.judge('a', pass(0), refuse))));
    expect(new Set(tries)).toEqual(new Set([403]));
    expect(await status(limits.judge('a', pass(0), right))).toBe(200);
  });

  it('are not counted where nothing is', async () => {
    const limits = new WalkLimits(false);
    for (let time = 0; time < 30; time++) expect(await status(limits.judge('a', pass(time), wrong))).toBe(200);
  });
});
