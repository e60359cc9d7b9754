import { scryptSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkPassword, hashPassword, isOutdated, newPassword } from '../../../server/access/password.ts';
import { requireStrong } from '../../../server/access/password-strength.ts';
import type { AppError } from '../../../server/errors.ts';

const text = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');

describe('a stored password', () => {
  it('is scrypt with 2 ** 16 rounds over 64 MiB and a salt of its own', async () => {
    const [one, two] = await Promise.all([hashPassword('清河 moss'), hashPassword('清河 moss')]);
    expect(one).not.toBe(two);
    const [, salt, hash] = /^\$scrypt\$ln=16,r=8,p=1\$([\w+/]{22})\$([\w+/]{43})$/.exec(one)!;
    const cost = { N: 65_536, r: 8, p: 1, maxmem: 2 ** 27 };
    expect(hash).toBe(text(scryptSync('清河 moss', Buffer.from(salt!, 'base64'), 32, cost)));
    expect(await checkPassword('清河 moss', one)).toBe(true);
    // Full-width letters, as a Chinese keyboard may type them, are the same letters.
    expect(await checkPassword('清河 ｍoss', one)).toBe(true);
    expect(await checkPassword('清河 Moss', one)).toBe(false);
    expect(isOutdated(one)).toBe(false);
  });

  it('of an earlier cost is still right, and to be made again', async () => {
    const cheap = `$scrypt$ln=10,r=8,p=1$${text(Buffer.alloc(16))}$${text(scryptSync('old', Buffer.alloc(16), 32, { N: 1024, r: 8, p: 1 }))}`;
    expect(await checkPassword('old', cheap)).toBe(true);
    expect(await checkPassword('older', cheap)).toBe(false);
    expect(isOutdated(cheap)).toBe(true);
  });

  it('that is missing or spoilt is nobody’s', async () => {
    expect(await checkPassword('', null)).toBe(false);
    expect(await checkPassword('x', '$2b$10$spoilt')).toBe(false);
  });

  it('is checked for so many at once and no more', async () => {
    const cheap = `$scrypt$ln=4,r=8,p=1$AAAA$${'A'.repeat(43)}`;
    const all = await Promise.allSettled(Array.from({ length: 50 }, () => checkPassword('x', cheap, 'unknown')));
    const refused = all.filter((one) => one.status === 'rejected');
    expect(refused.map(({ reason }) => (reason as AppError).status)).toEqual(Array(10).fill(503));
    expect(await checkPassword('x', cheap, 'unknown')).toBe(false);
  });
});

describe('a new password', () => {
  it.each([['qinghe-lantern-42-moss'], ['长江边的老槐树下有三只猫'], [newPassword()]])('%s is taken', (password) => {
    expect(() => requireStrong(password, ['worker', '沈航'], 'next')).not.toThrow();
  });

  it.each([
    ['xK9#q', '密码至少需要10个字符'],
    ['woaini1314520', '容易被猜到'],
    ['wangge2026@', '容易被猜到'],
    ['1qaz2wsx3edc', '容易被猜到'],
    ['Passw0rd2024!', '容易被猜到'],
    ['aaaaaaaaaaaaaaa', '容易被猜到'],
    ['shen.hang2024', '容易被猜到'],
  ])('%s is refused: %s', (password, words) => {
    const refusal = (() => {
      try {
        requireStrong(password, ['shen.hang', '沈航'], 'next');
      } catch (error) {
        return error as AppError;
      }
      return undefined;
    })();
    expect(refusal).toMatchObject({ status: 400, options: { field: 'next' } });
    expect(refusal!.sentence['zh-CN']).toContain(words);
  });
});
