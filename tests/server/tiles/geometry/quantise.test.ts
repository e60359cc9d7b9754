import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { Paths } from '../../../../server/tiles/geometry/paths.ts';
import { quantiseLine, quantiseRing } from '../../../../server/tiles/geometry/quantise.ts';
import { pathsOf, positionsOf } from '../geometry.ts';

function ring(...positions: Position[]): { area: number; rings: Position[][] } {
  const output = new Paths();
  const area = quantiseRing(pathsOf(positions), 0, output) / 2;
  return { area, rings: positionsOf(output) };
}

function line(...positions: Position[]): Position[][] {
  const output = new Paths();
  const added = quantiseLine(pathsOf(positions), 0, output);
  expect(added).toBe(output.count === 1);
  return positionsOf(output);
}

describe('rounding a ring', () => {
  it('rounds half up on both sides of zero, so that neighbouring tiles agree', () => {
    expect(ring([-0.5, -1.5], [3.5, -1.5], [3.5, 2.4]).rings).toEqual([
      [
        [0, -1],
        [4, -1],
        [4, 2],
      ],
    ]);
  });

  it('tells the signed area', () => {
    expect(ring([0, 0], [4, 0], [4, 4], [0, 4]).area).toBe(16);
    expect(ring([0, 4], [4, 4], [4, 0], [0, 0]).area).toBe(-16);
  });

  it('drops repeated vertices and those on a straight edge, also where the ends meet', () => {
    const square = [
      [0, 0],
      [4, 0],
      [4, 4],
      [0, 4],
    ];
    expect(ring([0, 0], [2, 0.2], [4, 0], [4.1, 0], [4, 4], [0, 4]).rings).toEqual([square]);
    expect(ring([0, 0], [4, 0], [4, 4], [0, 4], [0, 2]).rings).toEqual([square]);
    expect(ring([2, 0], [4, 0], [4, 4], [0, 4], [0, 0], [1, 0], [2, 0]).rings).toEqual([
      square.slice(1).concat([[0, 0]]),
    ]);
  });

  it('cuts spikes off, wherever they begin', () => {
    const square = [
      [0, 0],
      [4, 0],
      [4, 4],
      [0, 4],
    ];
    expect(ring([0, 0], [4, 0], [9, 0], [4, 0], [4, 4], [0, 4]).rings).toEqual([square]);
    expect(ring([0, 0], [4, 0], [4, 4], [7, 7], [4, 4], [0, 4]).rings).toEqual([square]);
    expect(ring([9, 0], [4, 0], [4, 4], [0, 4], [0, 0], [4, 0]).rings[0]).toHaveLength(4);
  });

  it('is nothing where it collapses', () => {
    const nothing = { area: 0, rings: [] };
    expect(ring([0, 0], [0.4, 0], [0.4, 0.4])).toEqual(nothing);
    expect(ring([0, 0], [9, 0.4], [18, 0], [9, -0.4])).toEqual(nothing);
    expect(ring([0, 0], [3, 0], [3, 3], [3, 0])).toEqual(nothing);
  });
});

describe('rounding a line', () => {
  it('drops repeated vertices and those halfway along', () => {
    expect(line([0, 0], [0.4, 0.4], [2, 0], [4, 0], [4, 1])).toEqual([
      [
        [0, 0],
        [4, 0],
        [4, 1],
      ],
    ]);
  });

  it('keeps a way there and back', () => {
    expect(line([0, 0], [4, 0], [1, 0])).toEqual([
      [
        [0, 0],
        [4, 0],
        [1, 0],
      ],
    ]);
  });

  it('is nothing where it is but a point', () => {
    expect(line([1, 1], [1.2, 0.9], [1.4, 1])).toEqual([]);
  });
});
