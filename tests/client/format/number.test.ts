import { describe, expect, it } from 'vitest';
import { formatCount, formatGuarded, formatShare, isApproximate } from '../../../client/format/number.ts';

describe('numbers', () => {
  it('groups thousands', () => {
    expect(formatCount(0, 'zh-CN')).toBe('0');
    expect(formatCount(999, 'zh-CN')).toBe('999');
    expect(formatCount(38400, 'zh-CN')).toBe('38,400');
    expect(formatCount(14700000, 'en')).toBe('14,700,000');
  });

  it('writes shares as whole per cent', () => {
    expect([0, 0.125, 0.8, 1].map(formatShare)).toEqual(['0%', '13%', '80%', '100%']);
  });
});

describe('protected counts', () => {
  it('are about, hidden below the limit, and none is none', () => {
    const zh = [1230, 10, 0, null].map((count) => formatGuarded(count, 10, 'zh-CN'));
    expect(zh).toEqual(['约 1,230', '约 10', '0', '<10']);
    expect([1230, 0, null].map((count) => formatGuarded(count, 10, 'en'))).toEqual(['about 1,230', '0', '<10']);
    expect([1230, 0, null].map((count) => formatGuarded(count, 10, 'en', 'sign'))).toEqual(['≈1,230', '0', '<10']);
    expect([1230, 0, null].map((count) => formatGuarded(count, 10, 'zh-CN', 'plain'))).toEqual(['1,230', '0', '<10']);
  });

  it('are exact without a limit, and unsaid where they are not known', () => {
    expect([1230, 3, 0, null].map((count) => formatGuarded(count, null, 'zh-CN'))).toEqual(['1,230', '3', '0', '']);
    expect([isApproximate(20, 10), isApproximate(20, null), isApproximate(0, 10), isApproximate(null, 10)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
