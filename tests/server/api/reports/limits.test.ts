import { expect, it } from 'vitest';
import { type PublicAct, PublicLimits } from '../../../../server/api/reports/limits.ts';

/** How many of so many acts come through. */
async function through(limits: PublicLimits, act: PublicAct, times: number, address = '203.0.113.7'): Promise<number> {
  let count = 0;
  for (let i = 0; i < times; i++) {
    await limits.count(act, address).then(
      () => {
        count += 1;
      },
      () => {},
    );
  }
  return count;
}

it.each<[PublicAct, number]>([
  ['report', 10],
  ['photo', 60],
  ['lookup', 60],
  ['wrong_code', 10],
  ['nearby', 120],
])('%s: %i an hour and address', async (act, most) => {
  const limits = new PublicLimits();
  expect(await through(limits, act, most + 5)).toBe(most);
  expect(await through(limits, act, 1, '203.0.113.8')).toBe(1);
});

it('say when to come back, and take back what was no try', async () => {
  const limits = new PublicLimits();
  await through(limits, 'report', 10);
  const refused = await limits.count('report', '203.0.113.7').catch((error) => error);
  expect(refused).toMatchObject({ status: 429, code: 'too_many' });
  expect(refused.options.retry_s).toBeGreaterThan(3500);
  expect(refused.options.retry_s).toBeLessThanOrEqual(3600);
  await limits.forgive('report', '203.0.113.7');
  await limits.forgive('report', '203.0.113.7');
  expect(await through(limits, 'report', 3)).toBe(1);
});

it('are off where no rate is limited', async () => {
  expect(await through(new PublicLimits(false), 'wrong_code', 500)).toBe(500);
});
