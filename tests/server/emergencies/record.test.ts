import { describe, expect, it } from 'vitest';
import type { Emergency, EmergencyOrder } from '../../../server/api/emergencies/schema.ts';
import { recordOf } from '../../../server/emergencies/record.ts';

const at = (min: number) => new Date(Date.UTC(2026, 5, 1, 8, min)).toISOString();
const order = (times: Partial<Record<'due' | 'taken' | 'done' | 'cancelled', number>>): EmergencyOrder => {
  const time = (min: number | undefined) => (min === undefined ? null : at(min));
  return {
    ...{
      id: 1,
      task: null,
      text: '',
      department: 'fire',
      area_code: null,
      area_name: null,
      issued_at: at(0),
      issued_by: '',
    },
    ...{
      due_at: time(times.due),
      acknowledged_at: time(times.taken),
      acknowledged_by: null,
      done_at: time(times.done),
    },
    ...{ done_by: null, result: null, cancelled_at: time(times.cancelled), mine: false, unattended: false, moves: [] },
  };
};
const emergency = (orders: EmergencyOrder[]): Emergency => ({
  ...{ id: 1, plan: 'flood', grade: 2, area_code: '990106', area_name: '', declared_at: at(0), ended_at: at(60) },
  ...{
    order_count: 0,
    acknowledged_count: 0,
    done_count: 0,
    version: 1,
    bounds: [0, 0, 1, 1],
    reason: '',
    declared_by: '',
  },
  ...{ ended_by: '', summary: '', orders, log: [], resources: [], can: { command: false, note: false } },
});
const figures = (orders: EmergencyOrder[]) => {
  const { duration_min, acknowledge_median_min, done_median_min, late_order_count } = recordOf(emergency(orders), []);
  return [duration_min, acknowledge_median_min, done_median_min, late_order_count];
};

describe('the record of an emergency', () => {
  it('has no medians without orders', () => {
    expect(figures([])).toEqual([60, null, null, 0]);
  });
  it('takes the middle of those that were taken up and done', () => {
    expect(
      figures([order({ taken: 2, done: 10 }), order({ taken: 4 }), order({ taken: 9, done: 21 }), order({})]),
    ).toEqual([60, 4, 15.5, 0]);
  });
  it('counts as late what was done after its time, or not at all though its time was over', () => {
    expect(figures([order({ due: 30, done: 30 })])[3]).toBe(0);
    expect(figures([order({ due: 30, done: 31 })])[3]).toBe(1);
    expect(figures([order({ due: 59 })])[3]).toBe(1);
    expect(figures([order({ due: 61 })])[3]).toBe(0);
  });
  it('leaves out what was cancelled', () => {
    expect(figures([order({ due: 5, taken: 3, done: 40, cancelled: 50 })])).toEqual([60, null, null, 0]);
  });
});
