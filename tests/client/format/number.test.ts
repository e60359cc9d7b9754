import { describe, expect, it } from 'vitest';
import { formatCount, formatShare } from '../../../client/format/number.ts';

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
