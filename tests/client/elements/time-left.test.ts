import type { ReactiveController } from 'lit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { formatLeft, TimeLeft, timeLeft } from '../../../client/elements/time-left.ts';

const span = { opened_at: '2026-05-20T02:00:00.000Z', expires_at: '2026-05-20T02:15:00.000Z' };
const at = (time: string) => Date.parse(`2026-05-20T${time}Z`);

describe('the time left', () => {
  it('is written as minutes and seconds, rounded up, and never below nought', () => {
    expect([900_000, 245_000, 59_001, 1, 0, -5000].map(formatLeft)).toEqual([
      '15:00',
      '04:05',
      '01:00',
      '00:01',
      '00:00',
      '00:00',
    ]);
  });

  it('is never more than the opening lasts, by whatever clock', () => {
    expect(timeLeft(span, at('02:05:00'))).toBe(600_000);
    expect(timeLeft(span, at('01:00:00'))).toBe(900_000);
    expect(timeLeft(span, at('02:20:00'))).toBe(-300_000);
  });
});

describe('the countdown', () => {
  beforeEach(() => vi.useFakeTimers({ now: at('02:14:57') }));
  afterEach(() => vi.useRealTimers());

  function host() {
    const controllers: ReactiveController[] = [];
    const counts = { renders: 0, over: 0 };
    const element = {
      addController: (controller: ReactiveController) => controllers.push(controller),
      removeController: () => {},
      requestUpdate: () => counts.renders++,
      updateComplete: Promise.resolve(true),
    };
    const left = new TimeLeft(element, () => counts.over++);
    for (const controller of controllers) controller.hostConnected?.();
    const disconnect = () => {
      for (const controller of controllers) controller.hostDisconnected?.();
    };
    return { left, counts, disconnect };
  }

  it('renders every second and says once that it is over', () => {
    const { left, counts } = host();
    left.follow(span);
    expect(left.left_ms).toBe(3000);
    vi.advanceTimersByTime(2000);
    expect([left.left_ms, counts.renders, counts.over]).toEqual([1000, 2, 0]);
    vi.advanceTimersByTime(10_000);
    expect([counts.renders, counts.over]).toEqual([3, 1]);
  });

  it('goes on when it is told the same opening again', () => {
    const { left, counts } = host();
    left.follow(span);
    vi.advanceTimersByTime(2000);
    left.follow({ ...span });
    vi.advanceTimersByTime(1000);
    expect(counts.over).toBe(1);
  });

  it('stops when nothing is open or the element is gone', () => {
    const { left, counts, disconnect } = host();
    left.follow(span);
    left.follow(null);
    vi.advanceTimersByTime(5000);
    left.follow(span);
    disconnect();
    vi.advanceTimersByTime(5000);
    expect(counts).toEqual({ renders: 0, over: 0 });
  });
});
