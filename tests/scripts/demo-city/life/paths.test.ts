import { describe, expect, it } from 'vitest';
import type { Metres } from '../../../../scripts/demo-city/life/frame.ts';
import { MinHeap } from '../../../../scripts/demo-city/life/heap.ts';
import { edgeKey, Paths } from '../../../../scripts/demo-city/life/paths.ts';
import { Random } from '../../../../server/simulator/random.ts';

const road = (kind: string, line: Metres[]) => ({ id: 1, kind, name: null, line });

describe('paths', () => {
  // A square with one diagonal shortcut, a motorway that nobody walks, and an island.
  const paths = new Paths([
    road('residential', [
      [0, 0],
      [100, 0],
      [100, 100],
    ]),
    road('residential', [
      [0, 0],
      [0, 130],
      [100, 100],
    ]),
    road('motorway', [
      [0, 0],
      [100, 100],
    ]),
    road('footway', [
      [900, 900],
      [950, 900],
    ]),
  ]);
  const at = (x: number, y: number) => paths.points.findIndex((point) => point[0] === x && point[1] === y);
  const [start, corner, end] = [at(0, 0), at(100, 0), at(100, 100)] as [number, number, number];

  it('take the shortest walkable way', () => {
    expect(paths.between(start, end)).toEqual([start, corner, end]);
  });

  it('come back another way when the first is worn', () => {
    const worn = new Set([edgeKey(start, corner), edgeKey(end, corner)]);
    expect(paths.between(end, start, worn)).toEqual([end, at(0, 130), start]);
  });

  it('know what cannot be reached', () => {
    expect(paths.between(start, at(900, 900))).toBeNull();
    expect(paths.connected).toEqual([start, corner, end, at(0, 130)].sort((a, b) => a - b));
  });
});

describe('paths kept inside a city', () => {
  it('do not leave it, however much shorter the way outside is', () => {
    const short = road('residential', [
      [0, 0],
      [50, -10],
      [100, 0],
    ]);
    const long = road('residential', [
      [0, 0],
      [50, 200],
      [100, 0],
    ]);
    const kept = new Paths([short, long], ([, y]) => y >= 0);
    const way = kept.between(0, kept.points.length - 1);
    expect(way?.map((vertex) => kept.points[vertex])).toEqual([
      [0, 0],
      [50, 200],
      [100, 0],
    ]);
  });
});

describe('the heap', () => {
  it('gives back values in order of their keys, ties in order of arrival', () => {
    const random = new Random('heap');
    const keys = Array.from({ length: 500 }, () => random.integer(0, 40));
    const heap = new MinHeap();
    for (const [value, key] of keys.entries()) heap.push(value, key);
    const expected = keys.map((key, value) => ({ key, value })).sort((a, b) => a.key - b.key || a.value - b.value);
    expect(Array.from({ length: 500 }, () => heap.pop())).toEqual(expected.map(({ value }) => value));
    expect(heap.pop()).toBeUndefined();
  });
});
