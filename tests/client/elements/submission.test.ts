import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../../../client/api.ts';
import { Submission } from '../../../client/elements/submission.ts';

const host = { addController() {}, removeController() {}, requestUpdate() {}, updateComplete: Promise.resolve(true) };

describe('a submission', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('does one thing at a time and tells whether it was done', async () => {
    const submission = new Submission(host);
    let finish = () => {};
    const first = submission.run(() => new Promise<void>((resolve) => (finish = resolve)));
    expect(submission.busy).toBe(true);
    expect(await submission.run(async () => {})).toBe(false);
    finish();
    expect(await first).toBe(true);
    expect(submission.busy).toBe(false);
  });

  it('keeps what went wrong and the field, until the next try', async () => {
    const submission = new Submission(host);
    const done = await submission.run(() => Promise.reject(new ApiError(400, '密码太短', 'next')));
    expect([done, submission.fault?.message, submission.field]).toEqual([false, '密码太短', 'next']);
    expect(await submission.run(async () => {})).toBe(true);
    expect(submission.fault).toBeNull();
  });

  it('counts a wait down and lets nothing through meanwhile', async () => {
    const submission = new Submission(host);
    await submission.run(() => Promise.reject(new ApiError(429, '请稍等', undefined, 2.4)));
    expect(submission.wait_s).toBe(3);
    expect(await submission.run(async () => {})).toBe(false);
    vi.advanceTimersByTime(2000);
    expect([submission.wait_s, submission.fault?.message]).toEqual([1, '请稍等']);
    vi.advanceTimersByTime(1000);
    expect([submission.wait_s, submission.fault]).toEqual([0, null]);
    expect(await submission.run(async () => {})).toBe(true);
  });
});
