import { describe, expect, it } from 'vitest';
import { dissolve } from '../../../../scripts/demo-city/extract/dissolve.ts';
import { growRegions } from '../../../../scripts/demo-city/extract/grow.ts';
import type { Face, Mesh } from '../../../../scripts/demo-city/extract/mesh.ts';
import { chinese, Names } from '../../../../scripts/demo-city/extract/names.ts';
import { partition, readingOrder } from '../../../../scripts/demo-city/extract/partition.ts';
import type { Metres } from '../../../../scripts/demo-city/life/frame.ts';

/** A mesh of unit squares of 100 m; the seam between columns 1 and 2 is a main street. */
function checkers(columns: number, rows: number): Mesh {
  const vertex = (column: number, row: number) => row * (columns + 1) + column;
  const points = Array.from(
    { length: (columns + 1) * (rows + 1) },
    (_, index): Metres => [(index % (columns + 1)) * 100, Math.floor(index / (columns + 1)) * 100],
  );
  const faces = Array.from({ length: columns * rows }, (_, index): Face => {
    const [column, row] = [index % columns, Math.floor(index / columns)];
    const borders: Face['borders'] = new Map();
    const touch = (other: number, main: boolean) =>
      borders.set(other, { length_m: 100, main_m: main ? 100 : 0, cut_m: 0 });
    if (column > 0) touch(index - 1, column === 2);
    if (column < columns - 1) touch(index + 1, column === 1);
    if (row > 0) touch(index - columns, false);
    if (row < rows - 1) touch(index + columns, false);
    const corners = [
      vertex(column, row),
      vertex(column + 1, row),
      vertex(column + 1, row + 1),
      vertex(column, row + 1),
    ];
    return {
      rings: [[...corners, corners[0]!]],
      area_m2: 10_000,
      centre: [column * 100 + 50, row * 100 + 50],
      borders,
      perimeter_m: 400,
    };
  });
  return { points, faces };
}

describe('dissolving faces', () => {
  it('keeps the vertices of the mesh on the outline', () => {
    expect(dissolve(checkers(2, 1), [0, 1])).toEqual([[[0, 1, 2, 5, 4, 3, 0]]]);
  });

  it('leaves a hole where a face is missing', () => {
    const [polygon, ...others] = dissolve(checkers(3, 3), [0, 1, 2, 3, 5, 6, 7, 8]);
    expect(others).toEqual([]);
    expect(polygon).toHaveLength(2);
    expect(polygon![0]).toHaveLength(13);
    expect(polygon![1]).toHaveLength(5);
  });

  it('makes two polygons of faces that touch in a point, each ring passing a vertex once', () => {
    const polygons = dissolve(checkers(2, 2), [0, 3]);
    expect(polygons).toHaveLength(2);
    for (const [ring] of polygons) expect(new Set(ring!.slice(1)).size).toBe(ring!.length - 1);
  });
});

describe('growing grids', () => {
  const size = { least: 200, target: 300, most: 420 };

  it('joins small blocks on their own side of a main street', () => {
    const regions = growRegions(checkers(4, 1), [150, 150, 150, 150], size);
    expect(regions.map(({ faces }) => [...faces].sort()).sort()).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(regions.map(({ households }) => households)).toEqual([300, 300]);
  });

  it('gives empty ground to a neighbour and never makes two full blocks one', () => {
    const regions = growRegions(checkers(3, 1), [300, 0, 400], size);
    expect(regions).toHaveLength(2);
    expect(regions.reduce((sum, { area_m2 }) => sum + area_m2, 0)).toBe(30_000);
  });

  it('keeps every face exactly once', () => {
    const regions = growRegions(
      checkers(6, 6),
      Array.from({ length: 36 }, (_, index) => (index * 37) % 190),
      size,
    );
    expect(regions.flatMap(({ faces }) => faces).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 36 }, (_, index) => index),
    );
    for (const { households } of regions) expect(households).toBeLessThanOrEqual(470);
  });
});

describe('grouping grids', () => {
  it('halves along the main street when both sides weigh the same', () => {
    const mesh = checkers(4, 4);
    const groups = partition(
      {
        centres: mesh.faces.map(({ centre }) => centre),
        weights: mesh.faces.map(() => 300),
        borders: mesh.faces.map(({ borders }) => borders),
      },
      2,
    );
    const west = groups.filter((_, index) => index % 4 < 2);
    const east = groups.filter((_, index) => index % 4 >= 2);
    expect(new Set(west).size).toBe(1);
    expect(new Set(east).size).toBe(1);
    expect(west[0]).not.toBe(east[0]);
  });

  it('numbers from north to south, each row from west to east', () => {
    const order = readingOrder([
      [0, 0],
      [100, 100],
      [0, 100],
      [100, 0],
    ]);
    expect(order).toEqual([2, 1, 0, 3]);
  });
});

describe('names', () => {
  const road = (name: string, kind: string, line: Metres[]) => ({ id: 1, kind, name, line });

  it('come from the nearest road, once, without the word for a street, else from the ordinal', () => {
    const names = new Names(
      [
        road('中山路', 'tertiary', [
          [0, 0],
          [10, 0],
        ]),
        road('улица Кенесары', 'tertiary', [
          [300, 0],
          [310, 0],
        ]),
        road('清河路', 'service', [
          [0, 0],
          [1, 0],
        ]),
      ],
      [{ kind: 'bus_stop', name: '车站', at: [0, 0] }],
    );
    expect(names.take([0, 0], 500, '社区', 1)).toBe('中山路社区');
    expect(names.take([0, 0], 500, '社区', 2)).toBe('Кенесары 社区');
    expect(names.take([0, 0], 500, '社区', 12)).toBe('第十二社区');
  });

  it('count in Chinese', () => {
    expect([1, 10, 12, 20, 21, 100, 105, 110, 999].map(chinese)).toEqual([
      '一',
      '十',
      '十二',
      '二十',
      '二十一',
      '一百',
      '一百零五',
      '一百一十',
      '九百九十九',
    ]);
  });
});
