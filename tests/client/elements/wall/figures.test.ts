import { describe, expect, it } from 'vitest';
import { ageOf, runningTime } from '../../../../client/elements/wall/age.ts';
import { Changes } from '../../../../client/elements/wall/changes.ts';
import { compare } from '../../../../client/elements/wall/comparison.ts';
import { fittingSize, textWidth } from '../../../../client/elements/wall/fit.ts';
import { foremost } from '../../../../client/elements/wall/foremost.ts';
import { countByHour, hourBars } from '../../../../client/elements/wall/hour-bars.ts';
import { fittingNames } from '../../../../client/elements/wall/place-names.ts';
import { shortCount } from '../../../../client/elements/wall/short-count.ts';

describe('a value beside its past', () => {
  it('differs by a share of the past', () => {
    expect(compare(114, 100, 'count')).toEqual({ direction: 'up', difference: '14%' });
    expect(compare(30, 60, 'count')).toEqual({ direction: 'down', difference: '50%' });
    expect(compare(1000, 998, 'count')).toEqual({ direction: 'level', difference: null });
    expect(compare(5000, 3, 'count')).toEqual({ direction: 'up', difference: '>999%' });
  });

  it('differs by the count itself where there was none', () => {
    expect(compare(7, 0, 'count')).toEqual({ direction: 'up', difference: '7' });
    expect(compare(0, 0, 'count')).toEqual({ direction: 'level', difference: null });
  });

  it('differs by points where it is measured in per cent', () => {
    expect(compare(8.3, 5.8, 'percent')).toEqual({ direction: 'up', difference: '2.5' });
    expect(compare(10, 35, 'percent')).toEqual({ direction: 'down', difference: '25' });
    expect(compare(10, 10.04, 'percent')).toEqual({ direction: 'level', difference: null });
  });

  it('is not told where one of them is not known', () => {
    expect(compare(null, 3, 'count')).toBeNull();
    expect(compare(3, null, 'percent')).toBeNull();
  });
});

describe('ages', () => {
  const minute = 60_000;
  it('have one unit', () => {
    expect(ageOf(119 * minute)).toEqual({ count: 119, unit: 'min' });
    expect(ageOf(120 * minute)).toEqual({ count: 2, unit: 'h' });
    expect(ageOf(47.9 * 60 * minute)).toEqual({ count: 47, unit: 'h' });
    expect(ageOf(48 * 60 * minute)).toEqual({ count: 2, unit: 'd' });
    expect(ageOf(-5 * minute)).toEqual({ count: 0, unit: 'min' });
  });

  it('run in hours and minutes', () => {
    expect(runningTime(185 * minute)).toBe('3:05');
    expect(runningTime(100 * 60 * minute)).toBe('100:00');
    expect(runningTime(-1)).toBe('0:00');
  });
});

describe('a figure that changed', () => {
  it('is marked for ten seconds, from its second text on', () => {
    const changes = new Changes();
    expect(changes.isFresh('open', '4', 0)).toBe(false);
    expect(changes.isFresh('open', '4', 1000)).toBe(false);
    expect(changes.isFresh('open', '5', 2000)).toBe(true);
    expect(changes.isFresh('open', '5', 11_999)).toBe(true);
    expect(changes.isFresh('open', '5', 12_000)).toBe(false);
    expect(changes.isFresh('overdue', '5', 12_000)).toBe(false);
  });
});

describe('sizes', () => {
  it('are as wanted where the text fits, else as large as fits, never under 1rem', () => {
    expect(textWidth('1,204')).toBeCloseTo(2.7);
    expect(textWidth('澄江街道')).toBeCloseTo(4.08);
    expect(fittingSize('407', 12, 5.25)).toBe(5.25);
    expect(fittingSize('999,999', 12.5, 5.25)).toBe(3);
    expect(fittingSize('999,999,999', 4, 2)).toBe(1);
  });

  it('leaves counts exact below 100,000', () => {
    expect(shortCount(99_999, 'zh-CN')).toBe('99,999');
    expect(shortCount(845_299, 'zh-CN')).toBe('84.5万');
    expect(shortCount(845_299, 'en')).toBe('845K');
  });
});

describe('rows', () => {
  const weigh = (row: { weight: number }) => row.weight;
  const rows = [5, 1, 4, 2, 3].map((weight) => ({ weight }));
  it('are all shown where they have room', () => {
    expect(foremost(rows, 5, weigh)).toEqual({ shown: rows, rest: [] });
  });

  it('else the heaviest in their order, with one row left for the others', () => {
    const { shown, rest } = foremost(rows, 4, weigh);
    expect([shown.map(weigh), rest.map(weigh)]).toEqual([
      [5, 4, 3],
      [1, 2],
    ]);
    expect(foremost(rows, 0, weigh)).toEqual({ shown: [], rest: rows });
  });
});

describe('names of a place', () => {
  const names = ['澄江街道', '柳荫社区', '柳荫第十二网格', '星河花园7幢'];
  it('are told as far as there is room, the nearest always', () => {
    expect(fittingNames(names, 30, ' ')).toEqual(names);
    expect(fittingNames(names, 17, ' ')).toEqual(['澄江街道', '柳荫社区', '星河花园7幢']);
    expect(fittingNames(names, 12, ' ')).toEqual(['柳荫社区', '星河花园7幢']);
    expect(fittingNames(names, 3, ' ')).toEqual(['星河花园7幢']);
    expect(fittingNames([], 3, ' ')).toEqual([]);
  });
});

describe('bars by hour', () => {
  it('stand on the line and go down where negative; hours without any draw nothing', () => {
    expect(hourBars([0, 2, -4], 4, 4, 0.5)).toBe('M1.25 0v-2h0.5V0zM2.25 0v4h0.5V0z');
    expect(hourBars([0, 0], 0, 4)).toBe('');
  });

  it('counts moments into 24 hours and leaves out those outside', () => {
    const hour = 3_600_000;
    const counts = countByHour([-1, 0, hour - 1, hour, 23.5 * hour, 24 * hour], 0);
    expect(counts.slice(0, 2)).toEqual([2, 1]);
    expect(counts[23]).toBe(1);
    expect(counts.reduce((sum, count) => sum + count)).toBe(4);
  });
});
