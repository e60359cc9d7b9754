import { describe, expect, it } from 'vitest';
import { groupOrders, ownOrders, stageOf } from '../../../../client/pages/emergency/order-groups.ts';
import { orderOf } from './emergency-fixture.ts';

const at = (time: string) => `2026-11-20T${time}:00Z`;
const ids = (orders: readonly { id: number }[]) => orders.map(({ id }) => id);

describe('orders by stage', () => {
  it.each([
    ['nobody has taken on', {}, 'waiting'],
    ['somebody has', { acknowledged_at: at('14:05') }, 'under_way'],
    ['done', { acknowledged_at: at('14:05'), done_at: at('14:20') }, 'over'],
    ['done without being taken on', { done_at: at('14:20') }, 'over'],
    ['taken back', { acknowledged_at: at('14:05'), cancelled_at: at('14:06') }, 'over'],
  ])('puts what is %s where it belongs', (_, different, stage) => {
    expect(stageOf(orderOf(different))).toBe(stage);
  });

  it('begins with what is due first, and leaves what has no time for last', () => {
    const orders = [
      orderOf({ id: 1, due_at: null }),
      orderOf({ id: 2, due_at: at('15:00') }),
      orderOf({ id: 3, due_at: at('14:10') }),
    ];
    expect(ids(groupOrders(orders).waiting)).toEqual([3, 2, 1]);
  });

  it('keeps orders of one task together where they are due at once', () => {
    const orders = [
      orderOf({ id: 1, task: 'shelter' }),
      orderOf({ id: 2, task: 'drains' }),
      orderOf({ id: 3, task: 'shelter' }),
      orderOf({ id: 4, task: null }),
    ];
    expect(ids(groupOrders(orders).waiting)).toEqual([4, 2, 1, 3]);
  });

  it('shows what was done last first, and what was taken back after that', () => {
    const orders = [
      orderOf({ id: 1, done_at: at('14:20') }),
      orderOf({ id: 2, cancelled_at: at('14:50') }),
      orderOf({ id: 3, done_at: at('14:40') }),
    ];
    expect(ids(groupOrders(orders).over)).toEqual([3, 1, 2]);
  });

  it('finds what waits for the caller, the most pressing first', () => {
    const orders = [
      orderOf({ id: 1, mine: true, due_at: at('15:00') }),
      orderOf({ id: 2 }),
      orderOf({ id: 3, mine: true, done_at: at('14:20') }),
      orderOf({ id: 4, mine: true, acknowledged_at: at('14:01'), due_at: at('14:10') }),
    ];
    expect(ids(ownOrders(orders))).toEqual([4, 1]);
  });
});
