import { describe, expect, it } from 'vitest';
import { passwordHints } from '../../../client/elements/password-hints.ts';

describe('hints about a password', () => {
  it.each([
    ['', { long: false, varied: false, own: false }],
    ['Tr0ub4d&3x', { long: true, varied: true, own: true }],
    ['松鼠雨伞东坡茶几', { long: false, varied: true, own: true }],
    ['松鼠 雨伞 东坡 茶几', { long: true, varied: true, own: true }],
    ['abcdefghijkl', { long: true, varied: false, own: true }],
    ['x9876543210', { long: true, varied: false, own: true }],
    ['ababababababab', { long: true, varied: false, own: true }],
    ['Wang.Li-river-77', { long: true, varied: true, own: false }],
  ])('%j', (password, hints) => {
    expect(passwordHints(password, 'wang.li')).toEqual(hints);
  });

  it('does not look for a name that is hardly one', () => {
    expect(passwordHints('tiger-lotus-40', 'li').own).toBe(true);
    expect(passwordHints('tiger-lotus-40', null).own).toBe(true);
  });
});
