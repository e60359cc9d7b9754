import { describe, expect, it } from 'vitest';
import { readLoop } from '../../../server/loop/catalogue.ts';
import {
  acceptanceReminder,
  deadlineReminder,
  deadlinesFrom,
  startClock,
  stopClock,
} from '../../../server/loop/deadlines.ts';

const loop = readLoop({ variant: 'five', timeZone: 'Asia/Shanghai' });
const at = (text: string) => new Date(`${text}+08:00`);
const iso = (text: string) => at(text).toISOString();
// 21 working hours, accepted within 4; 12 hours round the clock.
const posters = { item: 'environment.surface.posters', severity: 'low' } as const;
const cover = { item: 'public_works.covers.missing', severity: 'urgent' } as const;

describe('deadlines', () => {
  it('follow from the matter in working hours, with a reminder at three quarters and a quarter of grace', () => {
    expect(deadlinesFrom(loop, posters, at('2026-11-18T09:00'))).toEqual({
      due_at: iso('2026-11-20T17:30'),
      // 15 h 45 min: two days and 1 h 45 min.
      remind_at: iso('2026-11-20T10:45'),
      // 5 h 15 min of Monday.
      escalate_at: iso('2026-11-23T15:45'),
    });
  });

  it('run at night and on holidays for what is urgent', () => {
    expect(deadlinesFrom(loop, cover, at('2026-10-01T22:00'))).toEqual({
      due_at: iso('2026-10-02T10:00'),
      remind_at: iso('2026-10-02T07:00'),
      escalate_at: iso('2026-10-02T13:00'),
    });
  });

  it('give at least four working hours of grace, or one round the clock', () => {
    const [spot, leak] = ['environment.waste.litter', 'safety.gas.leak'];
    const from = at('2026-11-18T09:00');
    expect(deadlinesFrom(loop, { item: spot!, severity: 'low' }, from)).toMatchObject({
      due_at: iso('2026-11-18T17:30'),
      escalate_at: iso('2026-11-19T14:30'),
    });
    expect(deadlinesFrom(loop, { item: leak!, severity: 'urgent' }, from)).toMatchObject({
      due_at: iso('2026-11-18T13:00'),
      escalate_at: iso('2026-11-18T14:00'),
    });
  });

  it('follow from the severity outside the catalogue, and leave what is urgent no more than 24 hours', () => {
    const due = (severity: 'low' | 'normal' | 'high' | 'urgent', item: string | null = null) =>
      deadlinesFrom(loop, { item, severity }, at('2026-11-16T09:00')).due_at;
    expect(due('high')).toBe(iso('2026-11-18T17:30'));
    expect(due('normal')).toBe(iso('2026-11-24T17:30'));
    expect(due('low')).toBe(iso('2026-12-04T17:30'));
    expect(due('urgent')).toBe(iso('2026-11-17T09:00'));
    expect(due('urgent', posters.item)).toBe(iso('2026-11-17T09:00'));
    expect(due('urgent', 'no.such.matter')).toBe(iso('2026-11-17T09:00'));
    // A matter that is quicker stays so.
    expect(due('urgent', cover.item)).toBe(iso('2026-11-16T21:00'));
  });
});

describe('a reminder', () => {
  it('is to accept the matter first, then of its deadline, once that is not past', () => {
    expect(acceptanceReminder(loop, posters, at('2026-11-18T16:00'))).toBe(iso('2026-11-19T11:30'));
    expect(acceptanceReminder(loop, { item: null, severity: 'low' }, at('2026-11-18T16:00'))).toBeNull();
    const due_at = iso('2026-11-20T17:30');
    expect(deadlineReminder(loop, { ...posters, due_at }, at('2026-11-19T10:00'))).toBe(iso('2026-11-20T10:45'));
    expect(deadlineReminder(loop, { ...posters, due_at }, at('2026-11-20T10:45'))).toBeNull();
    expect(deadlineReminder(loop, { ...posters, due_at: null }, at('2026-11-19T10:00'))).toBeNull();
  });
});

describe('a stopped clock', () => {
  const due_at = iso('2026-11-20T17:30');

  it('keeps what was left and runs on from there', () => {
    const stopped = stopClock(loop, { ...posters, due_at }, at('2026-11-19T12:00'));
    // The afternoon of Thursday, and Friday.
    expect(stopped).toEqual({ due_at: null, remind_at: null, escalate_at: null, clock_left_min: 660 });
    expect(startClock(loop, { ...posters, ...stopped }, at('2026-11-24T09:00'))).toEqual({
      due_at: iso('2026-11-25T14:30'),
      remind_at: iso('2026-11-24T16:15'),
      escalate_at: iso('2026-11-26T11:15'),
      clock_left_min: null,
    });
  });

  it('is not reminded of again when the reminder was over, and stays overdue when it was', () => {
    const late = stopClock(loop, { ...posters, due_at }, at('2026-11-23T10:00'));
    expect(late.clock_left_min).toBe(-60);
    const running = startClock(loop, { ...posters, clock_left_min: -60 }, at('2026-11-24T11:00'));
    expect(running).toMatchObject({ due_at: iso('2026-11-24T10:00'), remind_at: null });
    expect(startClock(loop, { ...posters, clock_left_min: 315 }, at('2026-11-24T09:00')).remind_at).toBeNull();
    expect(startClock(loop, { ...posters, clock_left_min: 316 }, at('2026-11-24T09:00')).remind_at).toBe(
      iso('2026-11-24T09:01'),
    );
  });

  it('counts every hour of what is urgent', () => {
    const stopped = stopClock(loop, { ...cover, due_at }, at('2026-11-20T12:00:30'));
    expect(stopped.clock_left_min).toBe(330);
    expect(startClock(loop, { ...cover, ...stopped }, at('2026-11-21T23:00')).due_at).toBe(iso('2026-11-22T04:30'));
  });
});
