import { expect, it } from 'vitest';
import { workingDays } from '../../../../server/api/walls/working-days.ts';

const holiday = (first: string, last: string, worked: string[] = []) => ({ zh: '节', en: 'day', first, last, worked });
const calendar = {
  hours: [['08:30', '12:00']] as [string, string][],
  years: [2024, 2025, 2026, 2027, 2028].map((year) => ({
    year,
    holidays: [holiday(`${year}-01-01`, `${year}-01-01`), holiday(`${year}-04-29`, `${year}-05-01`, [`${year}-05-09`])],
  })),
};

it('has the holidays of last year to next, day by day, and the weekends worked instead', () => {
  const { holidays, worked_weekends } = workingDays(calendar, '2026-11-22');
  expect(holidays).toEqual(
    [2025, 2026, 2027].flatMap((year) => ['01-01', '04-29', '04-30', '05-01'].map((day) => `${year}-${day}`)),
  );
  expect(worked_weekends).toEqual(['2025-05-09', '2026-05-09', '2027-05-09']);
  expect(workingDays(calendar, '2040-01-01')).toEqual({ holidays: [], worked_weekends: [] });
});
