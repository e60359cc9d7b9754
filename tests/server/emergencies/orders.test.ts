import { describe, expect, it } from 'vitest';
import type { EmergencyTask } from '../../../server/api/emergencies/schema.ts';
import { ordersOfTask } from '../../../server/emergencies/orders.ts';

const task: EmergencyTask = {
  id: 'look',
  zh: '巡查',
  en: 'Look',
  from_grade: 4,
  department: null,
  level: 'grid',
  due_min: 30,
};
const codes = (count: number, stem: string) =>
  Array.from({ length: count }, (_, at) => stem + String(at + 1).padStart(3, '0'));
const to = (given: EmergencyTask, areas: Record<string, string[]>) =>
  ordersOfTask(given, '990106001', new Map(Object.entries(areas))).map(({ area_code }) => area_code);

describe('a task', () => {
  it('goes to its department, in the words of the plan', () => {
    expect(ordersOfTask({ ...task, department: 'water', level: null }, '990106001', new Map())).toEqual([
      { task: 'look', text: '巡查', due_min: 30, department: 'water', area_code: null },
    ]);
  });
  it('goes to each area of its level inside', () => {
    const areas = { community: codes(2, '990106001'), grid: codes(40, '990106001001') };
    expect(to(task, areas)).toEqual(areas.grid);
    expect(to({ ...task, level: 'community' }, areas)).toEqual(areas.community);
  });
  it('goes one level higher where there are more than 40', () => {
    const areas = { community: codes(2, '990106001'), grid: codes(41, '990106001001') };
    expect(to(task, areas)).toEqual(areas.community);
    expect(to(task, { community: codes(41, '990106001'), grid: codes(99, '990106001001') })).toEqual(['990106001']);
  });
  it('goes to the whole area where there is none of its level inside', () => {
    expect(
      to({ ...task, level: 'street' }, { community: codes(2, '990106001'), grid: codes(4, '990106001001') }),
    ).toEqual(['990106001']);
    expect(to(task, {})).toEqual(['990106001']);
  });
});
