import { describe, expect, it } from 'vitest';
import { countWorkingDays, sheetOf, weeksOf } from '../../../../client/pages/admin/year-sheet.ts';
import { readLoop } from '../../../../server/loop/catalogue.ts';

const { calendar } = readLoop({ variant: 'five', timeZone: 'Asia/Shanghai' }).reference;

describe('the sheet of a year', () => {
  it('has every day of it, with holidays and the weekends worked instead', () => {
    const months = sheetOf(2024, calendar);
    expect(months.map((month) => month.length)).toEqual([31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
    const february = months[1]!;
    expect(february.filter(({ kind }) => kind === 'worked').map(({ day }) => day)).toEqual([
      '2024-02-04',
      '2024-02-18',
    ]);
    expect(february.filter(({ kind }) => kind === 'holiday').map(({ day }) => Number(day.slice(8)))).toEqual([
      10, 11, 12, 13, 14, 15, 16, 17,
    ]);
    expect(february[2]).toEqual({ day: '2024-02-03', kind: 'weekend' });
    expect(february[1]).toEqual({ day: '2024-02-02', kind: 'working' });
  });

  it('counts the same working days as deadlines do', () => {
    expect([2024, 2025, 2026].map((year) => countWorkingDays(sheetOf(year, calendar)))).toEqual([251, 248, 248]);
  });

  it('knows only weekends of a year without holidays', () => {
    expect(countWorkingDays(sheetOf(2027, calendar))).toBe(261);
  });

  it('stands in weeks from Monday', () => {
    const [january, february] = sheetOf(2026, calendar);
    const days = weeksOf(january!).map((week) => week.map((cell) => cell && Number(cell.day.slice(8))));
    expect(days[0]).toEqual([null, null, null, 1, 2, 3, 4]);
    expect(days.at(-1)).toEqual([26, 27, 28, 29, 30, 31, null]);
    // February 2026 begins on a Sunday.
    expect(weeksOf(february!).map((week) => week.filter(Boolean).length)).toEqual([1, 7, 7, 7, 6]);
  });
});
