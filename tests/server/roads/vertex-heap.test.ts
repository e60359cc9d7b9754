import fc from 'fast-check';
import { expect, it } from 'vitest';
import { VertexHeap } from '../../../server/roads/vertex-heap.ts';

it('gives vertices by key, whatever keys they had before', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(30), fc.nat(100)), { maxLength: 200 }), (sets) => {
      const heap = new VertexHeap(31);
      const keys = new Map<number, number>();
      for (const [vertex, key] of sets) {
        heap.set(vertex, key);
        keys.set(vertex, key);
      }
      const given: [number, number][] = [];
      while (heap.size > 0) given.push([heap.least, keys.get(heap.pop())!]);
      expect(given.map(([least]) => least)).toEqual([...keys.values()].sort((a, b) => a - b));
      expect(given.every(([least, key]) => least === key)).toBe(true);
    }),
  );
});

it('is empty after it was cleared', () => {
  const heap = new VertexHeap(3);
  heap.set(1, 5);
  heap.set(2, 4);
  heap.clear();
  expect([heap.size, heap.least]).toEqual([0, Infinity]);
  heap.set(1, 7);
  expect([heap.least, heap.pop(), heap.size]).toEqual([7, 1, 0]);
});
