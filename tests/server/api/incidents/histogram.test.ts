import { describe, expect, it } from 'vitest';
import { fillDays, histogramDays } from '../../../../server/api/incidents/histogram.ts';
import type { AppError } from '../../../../server/errors.ts';

const today = '2026-05-20';

describe('histogramDays', () => {
  it('shows the last 90 days when no end is given', () => {
    expect(histogramDays(undefined, undefined, today)).toEqual({ from: '2026-02-20', to: today, days: 90 });
  });

  it('ends today, or begins 90 days before the end', () => {
    expect(histogramDays('2026-05-19', undefined, today)).toEqual({ from: '2026-05-19', to: today, days: 2 });
    expect(histogramDays(undefined, '2026-03-31', today)).toEqual({ from: '2026-01-01', to: '2026-03-31', days: 90 });
  });

  it('shows a day that lies ahead', () => {
    expect(histogramDays('2026-06-01', undefined, today)).toEqual({ from: '2026-06-01', to: '2026-06-01', days: 1 });
  });

  it('takes 1,100 days and not one more', () => {
    expect(histogramDays('2023-05-17', today, today).days).toBe(1100);
    expect(() => histogramDays('2023-05-16', today, today)).toThrow(
      expect.objectContaining({ code: 'bad_input', options: expect.objectContaining({ field: 'from' }) }) as AppError,
    );
  });
});

it('fills the days on which nothing happened', () => {
  const days = { from: '2026-05-01', to: '2026-05-04', days: 4 };
  const rows = [
    { day: 1, count: 3, open_count: 1 },
    { day: 3, count: 1, open_count: 1 },
  ];
  expect(fillDays(days, rows)).toEqual({
    from: '2026-05-01',
    to: '2026-05-04',
    count: [0, 3, 0, 1],
    open_count: [0, 1, 0, 1],
  });
});
