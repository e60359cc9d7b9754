import { describe, expect, it } from 'vitest';
import { minuteOf, moved, otherDay, stretchesOf } from '../../../../../client/pages/admin/walls/plan-day.ts';
import type { PlanEntry } from '../../../../../server/api/walls/schema.ts';
import { sceneOf } from '../../remote/wall-fixture.ts';

const scenes = [sceneOf('a')];
const entry = (days: PlanEntry['days'], from: string | null, to: string | null, scene = 'a'): PlanEntry => ({
  ...{ days, from, to, scenes: [scene] },
});
// 22 November 2026 is a Sunday, the 23rd a Monday.
const calendar = { holidays: ['2026-11-24'], worked_weekends: [] };
const day = (entries: PlanEntry[], date: string) =>
  stretchesOf(entries, scenes, date, calendar).map(({ from, to, entry: index }) => `${from}-${to} ${index}`);

describe('a day of a plan', () => {
  it('falls into stretches in which one entry holds, the first that does', () => {
    const entries = [entry('every', '22:00', '06:00'), entry('off', null, null), entry('every', null, null)];
    expect(day(entries, '2026-11-23')).toEqual(['00:00-06:00 0', '06:00-22:00 2', '22:00-24:00 0']);
    expect(day(entries, '2026-11-22')).toEqual(['00:00-06:00 0', '06:00-22:00 1', '22:00-24:00 0']);
    expect(day(entries, '2026-11-24')).toEqual(['00:00-06:00 0', '06:00-22:00 1', '22:00-24:00 0']);
  });

  it('begins with what ran over midnight on the day before', () => {
    const entries = [entry('working', '20:00', '04:00'), entry('every', null, null)];
    expect(day(entries, '2026-11-23')).toEqual(['00:00-20:00 1', '20:00-24:00 0']);
    expect(day(entries, '2026-11-24')).toEqual(['00:00-04:00 0', '04:00-24:00 1']);
  });

  it('says where no entry holds, and passes over those whose scenes are gone', () => {
    expect(day([entry('every', '08:00', '18:00')], '2026-11-23')).toEqual([
      ...['00:00-08:00 null', '08:00-18:00 0', '18:00-24:00 null'],
    ]);
    expect(day([entry('every', null, null, 'gone'), entry('every', null, null)], '2026-11-23')).toEqual([
      '00:00-24:00 1',
    ]);
    expect(stretchesOf([entry('every', null, null)], [], '2026-11-23', calendar)).toEqual([]);
  });

  it('stands beside one that is not like it', () => {
    const beside = (today: string, holidays: string[], worked_weekends: string[] = []) =>
      Object.values(otherDay(today, { holidays, worked_weekends }));
    expect(beside('2026-11-23', ['2026-10-01', '2027-01-01', '2026-11-25'])).toEqual(['2026-11-25', 'off']);
    expect(beside('2026-11-23', [])).toEqual(['2026-11-28', 'off']);
    expect(beside('2026-11-23', [], ['2026-11-28'])).toEqual(['2026-11-29', 'off']);
    expect(beside('2026-11-22', ['2026-11-23'])).toEqual(['2026-11-24', 'working']);
  });

  it('counts its minutes', () => {
    expect([minuteOf('00:00'), minuteOf('06:30'), minuteOf('24:00')]).toEqual([0, 390, 1440]);
  });
});

describe('a list whose order counts', () => {
  it('has one thing at another place', () => {
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(moved(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'b', 'c']);
  });
});
