import { describe, expect, it } from 'vitest';
import { firstDay, monthsOn, shareOf } from '../../../../client/elements/past/time-steps.ts';

describe('the slider of time', () => {
  it('reaches back to the record, and a year at least', () => {
    expect(firstDay('2023-02-01', '2026-05-20')).toBe('2023-02-01');
    expect(firstDay('2026-05-01', '2026-05-20')).toBe('2025-05-20');
  });

  it('moves by months and stays within its days', () => {
    const span = ['2025-05-20', '2026-05-20'] as const;
    expect(monthsOn('2026-03-31', -1, span)).toBe('2026-02-28');
    expect(monthsOn('2026-01-15', -1, span)).toBe('2025-12-15');
    expect(monthsOn('2025-06-01', -1, span)).toBe('2025-05-20');
    expect(monthsOn('2026-05-01', 1, span)).toBe('2026-05-20');
  });

  it('places a day between its ends', () => {
    expect(shareOf('2026-01-01', ['2026-01-01', '2026-01-11'])).toBe(0);
    expect(shareOf('2026-01-06', ['2026-01-01', '2026-01-11'])).toBe(0.5);
    expect(shareOf('2026-01-01', ['2026-01-01', '2026-01-01'])).toBe(0);
  });
});
