import { EventEmitter } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { giveThread, takeThread } from '../../../../server/planning/engine/thread-pool.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A thread that says nothing of its end until it is told to. */
function thread() {
  const terminate = vi.fn(() => Promise.resolve(0));
  return Object.assign(new EventEmitter(), { ref: () => {}, unref: () => {}, terminate });
}

it('gives a thread again that has become free, and none that is ending after a minute without work', async () => {
  const free = thread();
  giveThread(free as unknown as Worker);
  vi.advanceTimersByTime(59_000);
  expect(takeThread()).toBe(free);
  giveThread(free as unknown as Worker);
  vi.advanceTimersByTime(60_000);
  expect(free.terminate).toHaveBeenCalledOnce();
  const other = takeThread();
  expect(other).not.toBe(free);
  await other.terminate();
});

it('gives no thread again that has died', async () => {
  const dead = thread();
  giveThread(dead as unknown as Worker);
  dead.emit('error', new Error('out of memory'));
  const other = takeThread();
  expect(other).not.toBe(dead);
  await other.terminate();
});
