import { expect, it } from 'vitest';
import { Turns } from '../../../server/api/turns.ts';

it('a few run at once, the rest in the order in which they came, also after one failed', async () => {
  const turns = new Turns(2);
  const begun: string[] = [];
  const ends = new Map<string, { good(): void; bad(error: Error): void }>();
  const work = (name: string) =>
    turns.take(() => {
      begun.push(name);
      return new Promise<string>((resolve, reject) => ends.set(name, { good: () => resolve(name), bad: reject }));
    });
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(work) as [Promise<string>, ...Promise<string>[]];
  expect(begun).toEqual(['a', 'b']);
  ends.get('b')!.bad(new Error('no'));
  await expect(b).rejects.toThrow('no');
  await new Promise((resolve) => setImmediate(resolve));
  expect(begun).toEqual(['a', 'b', 'c']);
  ends.get('a')!.good();
  expect(await a).toBe('a');
  await new Promise((resolve) => setImmediate(resolve));
  expect(begun).toEqual(['a', 'b', 'c', 'd']);
  ends.get('c')!.good();
  ends.get('d')!.good();
  expect([await c, await d]).toEqual(['c', 'd']);
});
