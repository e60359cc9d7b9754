import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Pace } from '../../../client/map/pace.ts';

describe('a pace', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('does the first at once, and the last of those that come too soon after a pause', () => {
    const act = vi.fn();
    const pace = new Pace(200, act);
    pace.ask();
    expect(act).toHaveBeenCalledTimes(1);
    for (let time = 0; time < 199; time++) {
      pace.ask();
      vi.advanceTimersByTime(1);
    }
    expect(act).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1);
    expect(act).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(1000);
    expect(act).toHaveBeenCalledTimes(2);
    pace.ask();
    expect(act).toHaveBeenCalledTimes(3);
  });

  it('can begin with the pause', () => {
    const act = vi.fn();
    const pace = new Pace(200, act);
    pace.later();
    pace.ask();
    expect(act).not.toHaveBeenCalled();
    vi.advanceTimersByTime(200);
    expect(act).toHaveBeenCalledTimes(1);
  });

  it('forgets what it was asked for when it is stopped', () => {
    const act = vi.fn();
    const pace = new Pace(200, act);
    pace.later();
    pace.stop();
    vi.advanceTimersByTime(1000);
    expect(act).not.toHaveBeenCalled();
  });
});
