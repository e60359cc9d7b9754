import { describe, expect, it } from 'vitest';
import { barsPath, monthMarks } from '../../../client/elements/histogram.ts';

describe('histogram', () => {
  it('draws a bar a day as high as its share of the most', () => {
    expect(barsPath([0, 5, 10], 0, 2)).toBe('M1.1 100V50h.8V100zM2.1 100V0h.8V100z');
    expect(barsPath([3, 3], 1, 9)).toBe('M1.1 100V0h.8V100z');
    expect(barsPath([], 0, 5)).toBe('');
    expect(barsPath([0, 0], 0, 1)).toBe('');
  });

  it('marks the firsts of months, thinned out', () => {
    expect(monthMarks({ from: '2026-10-15', to: '2027-01-14' })).toEqual([
      { day: '2026-11-01', share: 17 / 92 },
      { day: '2026-12-01', share: 47 / 92 },
      { day: '2027-01-01', share: 78 / 92 },
    ]);
    expect(monthMarks({ from: '2025-01-01', to: '2026-12-31' }).map(({ day }) => day)).toEqual([
      '2025-01-01',
      '2025-05-01',
      '2025-09-01',
      '2026-01-01',
      '2026-05-01',
      '2026-09-01',
    ]);
  });
});
