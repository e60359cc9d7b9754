import { describe, expect, it } from 'vitest';
import { areaIdKey, fromToken, toPage, toToken } from '../../../server/api/page-token.ts';
import type { AppError } from '../../../server/errors.ts';

describe('page tokens', () => {
  it('give back the key that went in', () => {
    const token = toToken(['990106001001001', 21]);
    expect(token).toMatch(/^[A-Za-z0-9_-]{1,120}$/);
    expect(fromToken(token, areaIdKey)).toEqual(['990106001001001', 21]);
    expect(fromToken(undefined, areaIdKey)).toBeUndefined();
  });

  it.each([
    ['no JSON', 'abc'],
    ['another list', toToken(['2026-01-01 00:00:00+00', 3])],
    ['a number too many', toToken(['990106', 1, 2])],
    ['a number too large', toToken(['990106', 3_000_000_000])],
    ['an object', Buffer.from('{"0":"9","1":1}').toString('base64url')],
  ])('refuse %s', (_, token) => {
    expect(() => fromToken(token, areaIdKey)).toThrow(
      expect.objectContaining({ code: 'bad_input', options: expect.objectContaining({ field: 'page' }) }) as AppError,
    );
  });
});

describe('toPage', () => {
  const keyOf = (row: number) => [row];

  it('keeps the limit and names the last row kept', () => {
    expect(toPage([1, 2, 3], 2, keyOf)).toEqual({ items: [1, 2], next: toToken([2]) });
  });

  it('ends where no row is left over', () => {
    expect(toPage([1, 2], 2, keyOf)).toEqual({ items: [1, 2], next: null });
    expect(toPage([], 2, keyOf)).toEqual({ items: [], next: null });
  });
});
