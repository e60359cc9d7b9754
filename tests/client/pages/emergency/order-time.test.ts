import { expect, it } from 'vitest';
import { lateCount, orderTime } from '../../../../client/pages/emergency/order-time.ts';
import { orderOf } from './emergency-fixture.ts';

const minute = 60_000;
const due = Date.parse('2026-11-20T14:30:00Z');

it.each([
  ['ahead', {}, due - 11 * minute, { kind: 'ahead', span_ms: 11 * minute }],
  ['soon due', {}, due - 10 * minute, { kind: 'soon', span_ms: 10 * minute }],
  ['due this moment', {}, due, { kind: 'soon', span_ms: 0 }],
  ['late', {}, due + minute, { kind: 'late', span_ms: minute }],
  ['late though taken on', { acknowledged_at: '2026-11-20T14:05:00Z' }, due + 1, { kind: 'late', span_ms: 1 }],
  ['done in time', { done_at: '2026-11-20T14:25:00Z' }, due + 60 * minute, { kind: 'kept', span_ms: 5 * minute }],
  ['done too late', { done_at: '2026-11-20T14:32:00Z' }, due + 60 * minute, { kind: 'missed', span_ms: 2 * minute }],
  ['without a time', { due_at: null }, due + minute, { kind: 'none', span_ms: 0 }],
  ['taken back', { cancelled_at: '2026-11-20T14:01:00Z' }, due + minute, { kind: 'none', span_ms: 0 }],
])('says of an order that is %s how its time stands', (_, different, now, expected) => {
  expect(orderTime(orderOf(different), now)).toEqual(expected);
});

it('counts open orders that are late', () => {
  const orders = [orderOf(), orderOf({ due_at: null }), orderOf({ done_at: '2026-11-20T14:50:00Z' })];
  expect([lateCount(orders, due), lateCount(orders, due + 1)]).toEqual([0, 1]);
});
