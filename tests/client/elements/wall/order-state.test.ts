import { describe, expect, it } from 'vitest';
import { logLines } from '../../../../client/elements/wall/log-lines.ts';
import { orderCounts, orderGroups, orderState, resourceSums } from '../../../../client/elements/wall/order-state.ts';
import type { WallOrder, WallResource } from '../../../../server/api/wall/schema.ts';

const now_ms = Date.parse('2026-11-22T06:00:00Z');
const at = (minutes: number) => new Date(now_ms + minutes * 60_000).toISOString();
const order = (id: number, given: Partial<WallOrder> = {}): WallOrder => ({
  id,
  task: `task_${id}`,
  department: 'fire',
  area_name: null,
  issued_at: at(-60),
  due_at: null,
  acknowledged_at: null,
  done_at: null,
  ...given,
});

describe('orders', () => {
  it('are late when they are not done in time, or were not', () => {
    expect(orderState(order(1, { due_at: at(-1) }), now_ms)).toEqual({ state: 'waiting', isLate: true });
    expect(orderState(order(1, { due_at: at(1), acknowledged_at: at(-5) }), now_ms)).toEqual({
      state: 'doing',
      isLate: false,
    });
    expect(orderState(order(1, { due_at: at(-9), done_at: at(-10) }), now_ms)).toEqual({
      state: 'done',
      isLate: false,
    });
    expect(orderState(order(1, { due_at: at(-9), done_at: at(-8) }), now_ms)).toEqual({ state: 'done', isLate: true });
  });

  it('counts as late only what is not done', () => {
    const orders = [order(1, { due_at: at(-9), done_at: at(-8) }), order(2, { due_at: at(-1) }), order(3)];
    expect(orderCounts(orders, now_ms)).toEqual({ waiting: 2, doing: 0, done: 1, late: 1 });
  });

  it('stand by task, those that want something first', () => {
    const groups = orderGroups(
      [
        order(1, { task: 'a', done_at: at(-1) }),
        order(2, { task: 'b', acknowledged_at: at(-1) }),
        order(3, { task: null }),
        order(4, { task: 'c', acknowledged_at: at(-5), due_at: at(-1) }),
        order(5, { task: null, issued_at: at(-90) }),
        order(6, { task: 'c', done_at: at(-2) }),
      ],
      now_ms,
    );
    expect(groups.map(({ orders }) => orders.map(({ id }) => id))).toEqual([[4, 6], [5], [3], [2], [1]]);
    expect(groups[0]).toMatchObject({ task: 'c', counts: { waiting: 0, doing: 1, done: 1, late: 1 } });
  });
});

describe('resources', () => {
  it('are summed by kind, in order, without kinds that are not there', () => {
    const resource = (id: number, kind: WallResource['kind'], quantity: number, free: number): WallResource => {
      return { id, kind, name: '', quantity, free, centre: [112, 32] };
    };
    const resources = [resource(1, 'shelter', 300, 300), resource(2, 'people', 20, 5), resource(3, 'people', 10, 0)];
    expect(resourceSums(resources)).toEqual([
      { kind: 'people', free: 5, quantity: 30, place_count: 2 },
      { kind: 'shelter', free: 300, quantity: 300, place_count: 1 },
    ]);
  });
});

describe('a log', () => {
  it('tells once what follows each other and says the same', () => {
    const entry = (minute: number, kind: string, task: string | null, to_name: string | null) => ({
      at: at(minute),
      kind,
      task,
      to_name,
    });
    const log = [
      entry(-1, 'acknowledged', 'a', '柳荫社区'),
      entry(-2, 'ordered', 'a', '柳荫社区'),
      entry(-3, 'ordered', 'a', '南浦社区'),
      entry(-4, 'noted', null, null),
      entry(-5, 'noted', null, null),
    ];
    expect(logLines(log)).toEqual([
      { at: at(-1), kind: 'acknowledged', task: 'a', names: ['柳荫社区'] },
      { at: at(-2), kind: 'ordered', task: 'a', names: ['柳荫社区', '南浦社区'] },
      { at: at(-4), kind: 'noted', task: null, names: [] },
      { at: at(-5), kind: 'noted', task: null, names: [] },
    ]);
  });
});
