import { expect, it } from 'vitest';
import { deadlineOf, deadlineShapes } from '../../../client/elements/incident-deadline.ts';

const now = Date.parse('2026-03-02T04:00:00Z');
const hour = 3_600_000;
const at = (hours: number) => new Date(now + hours * hour).toISOString();

it.each([
  ['handling', at(24.01), 'due'],
  ['handling', at(24), 'soon'],
  ['reported', at(0), 'soon'],
  ['reported', at(-0.01), 'overdue'],
  ['returned', at(-100), 'overdue'],
  ['resolved', at(-100), 'none'],
  ['merged', at(5), 'none'],
  ['suspended', null, 'stopped'],
  ['reported', null, 'none'],
] as const)('%s, due %s, is %s', (status, due_at, kind) => {
  expect(deadlineOf({ status, due_at }, now).kind).toBe(kind);
});

it('tells the working time that is left while the clock stands', () => {
  expect(deadlineOf({ status: 'suspended', due_at: null, clock_left_min: 90 }, now)).toEqual({
    kind: 'stopped',
    left_ms: 90 * 60_000,
  });
  expect(deadlineOf({ status: 'suspended', due_at: null, clock_left_min: -30 }, now).left_ms).toBe(-30 * 60_000);
});

it('has a shape for every colour', () => {
  expect(deadlineShapes).toMatchObject({ soon: '◔', overdue: '▲', stopped: '‖' });
});
