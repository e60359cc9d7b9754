import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../../../../client/api.ts';
import { Pairing } from '../../../../client/pages/wall/pairing.ts';
import type { PairingState } from '../../../../server/api/wall/schema.ts';

/** A screen that waits; `answers`: what the server says to its questions in turn, then that it waits. */
function waiting(answers: (PairingState['state'] | Error)[] = [], left_ms = 600_000) {
  const asked: string[] = [];
  const letIn = vi.fn();
  let codes = 0;
  const pairing = new Pairing({
    begin: async () => {
      codes += 1;
      asked.push('begin');
      return { code: `00000${codes}`, secret: `secret ${codes}`, until_ms: 5_000_000 + left_ms, now_ms: 5_000_000 };
    },
    claim: async (secret) => {
      asked.push(secret);
      const state = answers.shift() ?? 'waiting';
      if (state instanceof Error) throw state;
      return { state };
    },
    now: () => Date.now(),
    changed: () => {},
    letIn,
  });
  return { pairing, asked, letIn };
}

describe('a screen that waits to be let in', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('shows its code with the time left, and asks every two seconds until it is let in', async () => {
    const { pairing, asked, letIn } = waiting(['waiting', 'let_in']);
    expect(pairing.look).toBeNull();
    pairing.start();
    await vi.advanceTimersByTimeAsync(0);
    expect(pairing.look).toEqual({ code: '000001', left_ms: 600_000 });
    await vi.advanceTimersByTimeAsync(2000);
    expect(pairing.look?.left_ms).toBe(598_000);
    expect(letIn).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2000);
    expect(asked).toEqual(['begin', 'secret 1', 'secret 1']);
    expect(letIn).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toHaveLength(3);
  });

  it('gets another code by itself when one is over, by its own clock or the server’s word', async () => {
    const { pairing, asked } = waiting(['waiting', 'waiting', 'over'], 3000);
    pairing.start();
    await vi.advanceTimersByTimeAsync(4000);
    expect(asked).toEqual(['begin', 'secret 1', 'secret 1', 'begin']);
    expect(pairing.look?.code).toBe('000002');
    await vi.advanceTimersByTimeAsync(2000);
    expect(asked.slice(4)).toEqual(['secret 2', 'begin']);
    pairing.stop();
  });

  it('asks less and less while the server does not answer, keeps its code, and goes on as before afterwards', async () => {
    const away = new ApiError(0, '连不上');
    const { pairing, asked } = waiting([away, away, away, away, 'waiting', 'waiting']);
    pairing.start();
    const times: number[] = [];
    for (let second = 0; second < 60; second += 1) {
      const before = asked.length;
      await vi.advanceTimersByTimeAsync(1000);
      if (asked.length > before) times.push(second + 1);
      if (second === 10) expect(pairing.fault).toBe(away);
    }
    expect(times.slice(0, 7)).toEqual([2, 6, 14, 30, 46, 48, 50]);
    expect([pairing.fault, pairing.look?.code]).toEqual([null, '000001']);
    pairing.stop();
  });

  it('waits for as long as it is told to', async () => {
    const { pairing, asked } = waiting([new ApiError(429, '请稍后', undefined, 30)]);
    pairing.start();
    await vi.advanceTimersByTimeAsync(31_000);
    expect(asked).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked).toHaveLength(3);
    pairing.stop();
  });

  it('asks at once when it is hurried', async () => {
    const { pairing, letIn } = waiting(['let_in']);
    pairing.start();
    await vi.advanceTimersByTimeAsync(0);
    pairing.hurry();
    await vi.advanceTimersByTimeAsync(0);
    expect(letIn).toHaveBeenCalledOnce();
  });
});
