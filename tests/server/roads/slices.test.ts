import { afterEach, expect, it, vi } from 'vitest';
import { inSlices } from '../../../server/roads/slices.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

it('lets others have their turn between steps that took long', async () => {
  let clock = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => clock);
  const order: string[] = [];
  function* work(): Generator<void, string> {
    for (const step of ['first', 'second', 'third', 'fourth']) {
      order.push(step);
      clock += 7;
      yield;
    }
    return 'done';
  }
  setImmediate(() => order.push('another'));
  expect(await inSlices(work())).toBe('done');
  // Two steps are 14 ms, more than a slice of 12.
  expect(order).toEqual(['first', 'second', 'another', 'third', 'fourth']);
});

it('fails as its steps do', async () => {
  function* work(): Generator<void, string> {
    yield;
    throw new Error('it broke');
  }
  await expect(inSlices(work())).rejects.toThrow('it broke');
});
