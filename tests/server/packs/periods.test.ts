import { describe, expect, it } from 'vitest';
import { partsOf, periodOf, periodsBefore, yearBefore } from '../../../server/packs/periods.ts';

describe('periods', () => {
  it.each([
    ['day', '2026-05-14', '2026-05-14', '2026-05-14'],
    ['week', '2026-05-17', '2026-05-11', '2026-05-17'],
    ['week', '2026-05-11', '2026-05-11', '2026-05-17'],
    ['month', '2024-02-10', '2024-02-01', '2024-02-29'],
    ['quarter', '2026-06-30', '2026-04-01', '2026-06-30'],
    ['quarter', '2026-12-01', '2026-10-01', '2026-12-31'],
    ['year', '2026-05-14', '2026-01-01', '2026-12-31'],
  ] as const)('%s of %s goes from %s to %s', (cadence, day, from, to) => {
    expect(periodOf(cadence, day)).toEqual({ from, to });
  });

  it('knows the four before, oldest first, and the same a year before', () => {
    const month = periodOf('month', '2026-03-31');
    expect(periodsBefore('month', month).map(({ from }) => from)).toEqual([
      '2025-11-01',
      '2025-12-01',
      '2026-01-01',
      '2026-02-01',
    ]);
    expect(yearBefore('month', month)).toEqual({ from: '2025-03-01', to: '2025-03-31' });
    expect(yearBefore('week', periodOf('week', '2026-05-14'))).toEqual({ from: '2025-05-12', to: '2025-05-18' });
    expect(yearBefore('day', { from: '2024-02-29', to: '2024-02-29' }).from).toBe('2023-02-28');
    expect(periodsBefore('quarter', periodOf('quarter', '2026-01-01'))[0]).toEqual({
      from: '2025-01-01',
      to: '2025-03-31',
    });
  });

  it('cuts a day into hours, a quarter into weeks, a year into months', () => {
    expect(partsOf('day', periodOf('day', '2026-05-14')).slice(-1)).toEqual(['2026-05-14 23:00']);
    expect(partsOf('month', periodOf('month', '2026-02-14'))).toHaveLength(28);
    expect(partsOf('quarter', periodOf('quarter', '2026-05-14')).slice(0, 2)).toEqual(['2026-04-01', '2026-04-08']);
    expect(partsOf('year', periodOf('year', '2026-05-14')).at(-1)).toBe('2026-12-01');
  });
});
