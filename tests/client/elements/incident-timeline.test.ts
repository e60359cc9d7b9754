import { expect, it } from 'vitest';
import { holderParts, timelineRows } from '../../../client/elements/incident-timeline.ts';
import { event } from './incident-fixture.ts';

it('tells how long it stood before each step', () => {
  const rows = timelineRows([
    event(1, 'found', { to_status: 'found' }),
    event(5, 'reported', { from_status: 'found', to_status: 'reported' }),
    event(7, 'noted', { from_status: 'reported', to_status: 'reported', text: '看过' }),
    event(20, 'dispatched', { from_status: 'reported', to_status: 'dispatched' }),
    event(30, 'dispatched', { from_status: 'dispatched', to_status: 'dispatched' }),
    event(50, 'accepted', { from_status: 'dispatched', to_status: 'accepted' }),
  ]);
  expect(rows.map(({ stood_ms }) => stood_ms && stood_ms / 60_000)).toEqual([null, 4, null, 15, null, 30]);
  expect(rows.some(({ folded }) => folded)).toBe(false);
});

it('folds what was passed over in the same move, and nothing that says something', () => {
  const same = { happened_at: '2026-03-02T02:30:00Z', from_status: 'dispatched' } as const;
  const folded = (change: Parameters<typeof event>[2], next: Parameters<typeof event>[2] = {}) =>
    timelineRows([event(1, 'accepted', { ...same, ...change }), event(2, 'resolved', { ...same, ...next })])[0]!.folded;
  expect(folded({})).toBe(true);
  expect(folded({ text: '马上去' })).toBe(false);
  expect(folded({ photos: ['a'.repeat(64)] })).toBe(false);
  expect(folded({}, { happened_at: '2026-03-02T02:31:00Z' })).toBe(false);
  expect(folded({}, { actor: 'rule', actor_name: null })).toBe(false);
});

it('reads who held it', () => {
  expect(holderParts('990106001 water')).toEqual({ area_code: '990106001', department: 'water' });
  expect(holderParts('990106001001')).toEqual({ area_code: '990106001001', department: null });
  expect(holderParts(null)).toBeNull();
});
