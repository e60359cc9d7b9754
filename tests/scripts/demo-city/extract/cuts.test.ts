import { describe, expect, it } from 'vitest';
import { type Block, cutGround } from '../../../../scripts/demo-city/extract/cuts.ts';
import type { Metres } from '../../../../scripts/demo-city/life/frame.ts';

function box(west: number, south: number, east: number, north: number): Metres[] {
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}

function slab(west: number, south: number, households: number): Block {
  return { ring: box(west, south, west + 60, south + 12), inner: [west + 30, south + 6], households };
}

const limits = { most: 450, target: 300 };

describe('cutting a block', () => {
  it('leaves a block alone that is small enough, or holds one house', () => {
    expect(cutGround([box(0, 0, 200, 200)], [slab(20, 20, 200), slab(20, 100, 250)], limits)).toEqual([]);
    expect(cutGround([box(0, 0, 200, 200)], [slab(20, 20, 900)], limits)).toEqual([]);
  });

  it('cuts once through the gap between two rows, from edge to edge', () => {
    const cuts = cutGround([box(0, 0, 200, 200)], [slab(70, 30, 300), slab(70, 150, 300)], limits);
    expect(cuts).toHaveLength(1);
    const [from, to] = cuts[0]!;
    expect(Math.min(from![0], to![0])).toBeCloseTo(-0.4, 6);
    expect(Math.max(from![0], to![0])).toBeCloseTo(200.4, 6);
    for (const [, y] of cuts[0]!) {
      expect(y).toBeGreaterThan(42);
      expect(y).toBeLessThan(150);
    }
  });

  it('goes around a house in which nobody lives', () => {
    const hall: Block = { ring: box(60, 60, 140, 120), inner: [100, 90], households: 0 };
    const [cut] = cutGround([box(0, 0, 200, 200)], [slab(70, 30, 300), hall, slab(70, 150, 300)], limits);
    const ys = cut!.map(([, y]) => y);
    expect(ys.every((y) => y < 60) || ys.every((y) => y > 120)).toBe(true);
  });

  it('parts four rows of 300 into four, with a cut between every two rows', () => {
    const rows = [20, 70, 120, 170].map((south) => slab(70, south, 300));
    const cuts = cutGround([box(0, 0, 200, 200)], rows, limits);
    const heights = cuts.map((cut) => Math.round(cut[0]![1])).sort((a, b) => a - b);
    expect(heights).toHaveLength(3);
    for (const [index, height] of heights.entries()) {
      expect(height).toBeGreaterThan(32 + 50 * index);
      expect(height).toBeLessThan(70 + 50 * index);
    }
  });
});
