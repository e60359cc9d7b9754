import { describe, expect, it } from 'vitest';
import { mondayOf, rosterRows, shiftBar, weekDays } from '../../../../client/pages/patrol/roster-week.ts';
import type { PatrolShift } from '../../../../server/api/squads/schema.ts';

const shiftOf = (fields: Partial<PatrolShift>): PatrolShift => ({
  id: 1,
  squad_id: 1,
  squad_name: '甲队',
  area_code: '990106001',
  day: '2026-11-17',
  starts_at: '20:00',
  ends_at: '23:00',
  people: 3,
  purpose: 'routine',
  purpose_reason: null,
  note: null,
  version: 1,
  handovers: [],
  ...fields,
});

describe('a week', () => {
  it.each([
    ['2026-11-16', '2026-11-16'],
    ['2026-11-22', '2026-11-16'],
    ['2026-01-01', '2025-12-29'],
    ['1969-12-31', '1969-12-29'],
  ])('of %s begins on %s', (day, monday) => {
    expect(mondayOf(day)).toBe(monday);
  });

  it('has seven days', () => {
    expect(weekDays('2026-11-30')).toEqual([
      '2026-11-30',
      '2026-12-01',
      '2026-12-02',
      '2026-12-03',
      '2026-12-04',
      '2026-12-05',
      '2026-12-06',
    ]);
  });
});

describe('rows of the roster', () => {
  it('are the squads that are kept, each day in order of time, then those that only have shifts', () => {
    const shifts = [
      shiftOf({ id: 1, starts_at: '22:00' }),
      shiftOf({ id: 2, starts_at: '08:00' }),
      shiftOf({ id: 3, squad_id: 9, squad_name: '丙队', day: '2026-11-22' }),
    ];
    const rows = rosterRows([{ id: 1, name: '甲队', kind: 'volunteer' }], shifts, '2026-11-16');
    expect(rows.map(({ squad }) => squad.name)).toEqual(['甲队', '丙队']);
    expect(rows[0]!.days.map((day) => day.map(({ id }) => id))).toEqual([[], [2, 1], [], [], [], [], []]);
    expect(rows[1]!.days[6]!.map(({ id }) => id)).toEqual([3]);
  });
});

describe('the bar of a shift', () => {
  it.each([
    ['06:00', '12:00', [0.25, 0.5]],
    ['18:00', '02:00', [0.75, 1]],
    ['00:00', '00:00', [0, 1]],
  ])('from %s to %s', (starts_at, ends_at, bar) => {
    expect(shiftBar({ starts_at, ends_at })).toEqual(bar);
  });
});
