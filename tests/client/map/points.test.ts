import { describe, expect, it } from 'vitest';
import { readPointColumns } from '../../../client/map/point-columns.ts';
import {
  CategoryNumbers,
  dayNumber,
  eachShown,
  type PointFilter,
  pointFilter,
  urgencyAt,
} from '../../../client/map/points.ts';
import { all, answerOf, columnsOf, pointsOf } from './point-answer.ts';

describe('the binary answer of points', () => {
  it('is read column by column', () => {
    const columns = columnsOf([
      { id: 7, at: [112.1016, 32.0052], day: 3, category: 'noise', urgency: 2 },
      { id: 2_147_483_647, at: [-179.9999999, -85.0511287], day: 65_535, urgency: 0 },
    ]);
    expect(columns.header).toMatchObject({ count: 2, categories: ['fire', 'noise', ''], first_day: '2026-01-01' });
    expect([...columns.id]).toEqual([7, 2_147_483_647]);
    expect([...columns.position]).toEqual([1_121_016_000, 320_052_000, -1_799_999_999, -850_511_287]);
    expect([...columns.day]).toEqual([3, 65_535]);
    expect([...columns.category]).toEqual([1, 0]);
    expect([...columns.urgency]).toEqual([2, 0]);
  });

  it('may be empty', () => {
    expect(columnsOf([]).id).toHaveLength(0);
  });

  it('lies in order of id, however the rows came', () => {
    const columns = columnsOf([3, 1, 2].map((id) => ({ id, at: [id, id], urgency: id })));
    expect([...columns.id]).toEqual([1, 2, 3]);
    expect([...columns.urgency]).toEqual([1, 2, 3]);
    expect([...columns.position]).toEqual([1e7, 1e7, 2e7, 2e7, 3e7, 3e7]);
  });

  it('is refused when it is something else, of another version or cut short', () => {
    const answer = answerOf([{ id: 1, at: [0, 0] }]);
    expect(() => readPointColumns(new TextEncoder().encode('{"error":1}').buffer)).toThrow(
      'no answer of incident points',
    );
    expect(() => readPointColumns(answer.slice(0, answer.byteLength - 32))).toThrow();
    new Uint32Array(answer, 4, 1).set([1]);
    expect(() => readPointColumns(answer)).toThrow('version 1');
  });
});

describe('points as they are drawn', () => {
  const numbers = new CategoryNumbers();
  const points = pointsOf(
    [
      { id: 1, at: [112.1, 32], day: 0, category: 'noise', urgency: 3 },
      { id: 2, at: [112.2, 32], day: 1, category: 'fire', urgency: 0 },
      { id: 3, at: [112.3, 32], day: 2, category: 'noise', urgency: 1 },
      { id: 4, at: [112.4, 32], day: 3, category: 'fire', urgency: 3 },
    ],
    numbers,
  );
  const shown = (filter: Partial<PointFilter>, box?: [number, number, number, number]) => {
    const ids: number[] = [];
    eachShown(points, { ...all, ...filter }, (place) => ids.push(points.id[place]!), box);
    return ids;
  };

  it('stand in order of urgency, each urgency a run', () => {
    expect([...points.id]).toEqual([2, 3, 1, 4]);
    expect(points.starts).toEqual([0, 1, 2, 2, 4]);
    expect([0, 1, 2, 3].map((place) => urgencyAt(points, place))).toEqual([0, 1, 3, 3]);
    expect([...points.position.subarray(0, 2)]).toEqual([112.2, 32]);
  });

  it('pass by day, both ends included', () => {
    const first = dayNumber('2026-01-01');
    expect(shown({ days: [first + 1, first + 2] })).toEqual([2, 3]);
    expect(shown({ days: [first, first] })).toEqual([1]);
  });

  it('pass by category, state and place', () => {
    const period = { from: '2026-01-01', to: '2026-12-31' };
    expect(shown(pointFilter(period, 'noise', null, numbers))).toEqual([3, 1]);
    expect(shown(pointFilter(period, 'unheard of', null, numbers))).toEqual([]);
    expect(shown(pointFilter(period, null, 'open', numbers))).toEqual([3, 1, 4]);
    expect(shown(pointFilter(period, null, 'overdue', numbers))).toEqual([1, 4]);
    expect(shown(pointFilter(period, 'fire', 'done', numbers))).toEqual([2]);
    expect(shown({}, [112.15, 31, 112.35, 33])).toEqual([2, 3]);
  });

  it('have the same category numbers in every answer', () => {
    const other = pointsOf([{ id: 9, at: [0, 0], category: 'noise' }], numbers);
    expect(other.filter[1]).toBe(numbers.of('noise'));
    expect(numbers.name(other.filter[1]!)).toBe('noise');
  });

  it('pass by status, and know the level and the hands of each', () => {
    const stated = pointsOf([
      { id: 1, at: [0, 0], status: 'handling', hands: 2 },
      { id: 2, at: [0, 0], status: 'suspended', hands: 15 },
      { id: 3, at: [0, 0], status: 'closed', urgency: 0, settled: 4, hands: 1 },
    ]);
    const period = { from: '2026-01-01', to: '2026-12-31' };
    const ids: number[] = [];
    eachShown(stated, pointFilter(period, null, 'suspended', numbers), (place) => ids.push(stated.id[place]!));
    expect(ids).toEqual([2]);
    expect([...stated.id]).toEqual([3, 1, 2]);
    expect([...stated.settled]).toEqual([4, 0, 0]);
    expect([...stated.hands]).toEqual([1, 2, 15]);
  });
});
