import { expect, it } from 'vitest';
import { WallLimits } from '../../../../server/api/walls/limits.ts';
import type { AppError } from '../../../../server/errors.ts';

const wrong = async () => undefined;
const right = async () => 7;
/** What a step was refused with; undefined where it was let through. */
const refusalOf = (step: Promise<unknown>) => step.then(() => undefined).catch((error: AppError) => error);

it('takes ten wrong codes of an account in a quarter of an hour; right ones count nothing', async () => {
  const limits = new WallLimits();
  for (let tries = 0; tries < 30; tries++) expect(await limits.judge(1, right)).toBe(7);
  for (let tries = 0; tries < 10; tries++) expect(await limits.judge(1, wrong)).toBeUndefined();
  const refusal = await refusalOf(limits.judge(1, right));
  expect(refusal).toMatchObject({ code: 'too_many', options: { retry_s: 900 } });
  expect(refusal?.sentence['zh-CN']).toBe('尝试次数过多，请在15分钟后再试。');
  expect(await limits.judge(2, right)).toBe(7);
});

it('counts codes that are tried at once before any is judged', async () => {
  const limits = new WallLimits();
  const tries = await Promise.all(Array.from({ length: 30 }, () => refusalOf(limits.judge(1, wrong))));
  expect(tries.filter(Boolean)).toHaveLength(20);
});

it('lets the screens of an address ask for 120 codes an hour', async () => {
  const limits = new WallLimits();
  for (let count = 0; count < 120; count++) await limits.countPairing('192.0.2.7');
  expect(await refusalOf(limits.countPairing('192.0.2.7'))).toMatchObject({ code: 'too_many' });
  expect(await refusalOf(limits.countPairing('192.0.2.8'))).toBeUndefined();
});

it('counts nothing where nothing is limited', async () => {
  const limits = new WallLimits(false);
  for (let count = 0; count < 200; count++) {
    await limits.countPairing('192.0.2.7');
    await limits.judge(1, wrong);
  }
});
