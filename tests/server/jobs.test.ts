import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { every } from '../../server/jobs.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('does one piece at a time, goes on after a fault, and stops after what is being done', async () => {
  const told: string[] = [];
  let running = 0;
  let pieces = 0;
  const job = every(
    100,
    async (goesOn) => {
      running += 1;
      expect(running).toBe(1);
      const piece = ++pieces;
      await new Promise((done) => setTimeout(done, 250));
      running -= 1;
      told.push(`${piece} ${goesOn() ? 'goes on' : 'stopped'}`);
      if (piece === 1) throw new Error('away');
    },
    (error) => told.push((error as Error).message),
  );
  await vi.advanceTimersByTimeAsync(620);
  expect(told).toEqual(['1 goes on', 'away']);
  const ended = job.stop();
  await vi.advanceTimersByTimeAsync(5000);
  await ended;
  expect(told).toEqual(['1 goes on', 'away', '2 stopped']);
});
