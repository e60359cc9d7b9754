import { describe, expect, it } from 'vitest';
import { newFactor, stepOf } from '../../../server/access/second-factor.ts';

/** Secret and codes of RFC 6238, appendix B (SHA-1), cut to six digits. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('stepOf', () => {
  it.each([
    [59, '287082', 1],
    [1_111_111_109, '081804', 37_037_036],
    [1_234_567_890, '005924', 41_152_263],
    [2_000_000_000, '279037', 66_666_666],
  ])('at %i s takes %s as step %i', (at_s, code, step) => {
    expect(stepOf(secret, code, new Date(at_s * 1000))).toBe(step);
  });

  it('takes the code before and the one after, and no other', () => {
    const at = (steps: number) => stepOf(secret, '005924', new Date((1_234_567_890 + steps * 30) * 1000));
    expect([-2, -1, 0, 1, 2].map(at)).toEqual([null, 41_152_263, 41_152_263, 41_152_263, null]);
  });
});

it('makes a secret of 160 bits, another each time', () => {
  const [one, two] = [newFactor('worker'), newFactor('worker')];
  expect(one.secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(two.secret).not.toBe(one.secret);
});
