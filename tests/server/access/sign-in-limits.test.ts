import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SignInLimits } from '../../../server/access/sign-in-limits.ts';
import { AppError } from '../../../server/errors.ts';

let limits: SignInLimits;
beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-05-20T04:00:00Z') });
  limits = new SignInLimits();
});
afterEach(() => vi.useRealTimers());

/** Wrong tries, one after the other: how many were let through to be judged. */
async function guess(count: number, address: string, login = 'worker', device?: string): Promise<number> {
  let judged = 0;
  for (let attempt = 0; attempt < count; attempt++) {
    const outcome = await limits.begin({ login, address, device }).catch((error: AppError) => error);
    if (!outcome) judged++;
  }
  return judged;
}

describe('wrong tries', () => {
  it('are ten for an address at a login, in a quarter of an hour', async () => {
    expect(await guess(15, '203.0.113.7')).toBe(10);
    const refusal = await limits.begin({ login: 'worker', address: '203.0.113.7', device: undefined }).catch((e) => e);
    expect(refusal).toBeInstanceOf(AppError);
    expect(refusal).toMatchObject({ status: 429, options: { retry_s: 900 } });
    expect(refusal.sentence.en).toBe(
      'Too many wrong tries. Try again in 15 min, or sign in from a browser that you have used before.',
    );
    vi.advanceTimersByTime(900_001);
    expect(await guess(15, '203.0.113.7')).toBe(10);
  });

  it('are counted before they are judged, so that many at once are no more', async () => {
    const all = Array.from({ length: 200 }, () =>
      limits.begin({ login: 'worker', address: '203.0.113.7', device: undefined }),
    );
    const judged = (await Promise.allSettled(all)).filter(({ status }) => status === 'fulfilled');
    expect(judged).toHaveLength(10);
  });

  it('are three for each further address while a login is being guessed at', async () => {
    for (const address of ['198.51.100.1', '198.51.100.2', '198.51.100.3']) expect(await guess(12, address)).toBe(10);
    expect(await guess(12, '198.51.100.4')).toBe(3);
    expect(await guess(12, '198.51.100.5', 'secretary')).toBe(10);
  });

  it('are a hundred for an address over all logins', async () => {
    let judged = 0;
    for (let number = 0; number < 30; number++) judged += await guess(5, '203.0.113.7', `person-${number}`);
    expect(judged).toBe(100);
    expect(await guess(1, '203.0.113.8', 'person-0')).toBe(1);
  });
});

describe('a thousand wrong tries from other addresses', () => {
  beforeEach(async () => {
    let judged = 0;
    for (let number = 0; number < 100; number++) judged += await guess(10, `198.51.100.${number}`);
    expect(judged).toBe(3 * 10 + 97 * 3);
  });

  it('leave the owner’s own browser all its tries', async () => {
    expect(await guess(12, '198.51.100.1', 'worker', '309.own-browser')).toBe(10);
  });

  it('leave an address that has not tried yet some tries, again and again', async () => {
    const owner = { login: 'worker', address: '203.0.113.7', device: undefined };
    for (let day = 0; day < 20; day++) {
      await limits.begin(owner);
      await limits.succeeded(owner);
    }
    expect(await guess(12, '203.0.113.7')).toBe(3);
  });
});

describe('a right try', () => {
  it('forgives earlier wrong ones at that login from there, and no others', async () => {
    const address = '203.0.113.7';
    expect(await guess(9, address)).toBe(9);
    await limits.begin({ login: 'worker', address, device: undefined });
    await limits.succeeded({ login: 'worker', address, device: undefined });
    expect(await guess(12, address)).toBe(10);
    expect(await guess(200, address, 'secretary')).toBe(10);
    // 9 + 10 + 10 of the hundred are spent: an own account is no way to guess at others' for ever.
    let judged = 0;
    for (let number = 0; number < 30; number++) judged += await guess(5, address, `person-${number}`);
    expect(judged).toBe(71);
  });

  it('at a known browser forgives its wrong ones', async () => {
    const known = { login: 'worker', address: '203.0.113.7', device: '309.own-browser' };
    expect(await guess(9, known.address, 'worker', known.device)).toBe(9);
    await limits.begin(known);
    await limits.succeeded(known);
    expect(await guess(12, known.address, 'worker', known.device)).toBe(10);
  });
});
