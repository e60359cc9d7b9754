import type { Position } from 'geojson';
import { PbfReader } from 'pbf';
import { describe, expect, it } from 'vitest';
import { Bytes } from '../../../../server/tiles/cut/bytes.ts';
import { encodeTile, LayerWriter, writeGeometry } from '../../../../server/tiles/cut/encode.ts';
import type { GeometryType } from '../../../../server/tiles/geometry/wkb.ts';
import { decode, pathsOf, storeOf } from '../geometry.ts';

function commands(type: GeometryType, ...paths: Position[][]): number[] {
  const writer = new Bytes(1);
  writeGeometry(type, pathsOf(...paths), writer);
  const reader = new PbfReader(writer.finish());
  const numbers: number[] = [];
  while (reader.pos < reader.length) numbers.push(reader.readVarint());
  return numbers;
}

describe('command integers, as in the examples of the specification', () => {
  it('writes a point and several points', () => {
    expect(commands('point', [[25, 17]])).toEqual([9, 50, 34]);
    expect(commands('point', [[5, 7]], [[3, 2]])).toEqual([17, 10, 14, 3, 9]);
  });

  it('writes a line and several lines', () => {
    expect(
      commands('line', [
        [2, 2],
        [2, 10],
        [10, 10],
      ]),
    ).toEqual([9, 4, 4, 18, 0, 16, 16, 0]);
    expect(
      commands(
        'line',
        [
          [2, 2],
          [2, 10],
          [10, 10],
        ],
        [
          [1, 1],
          [3, 5],
        ],
      ),
    ).toEqual([9, 4, 4, 18, 0, 16, 16, 0, 9, 17, 17, 10, 4, 8]);
  });

  it('writes a polygon, and polygons with a hole', () => {
    expect(
      commands('polygon', [
        [3, 6],
        [8, 12],
        [20, 34],
      ]),
    ).toEqual([9, 6, 12, 18, 10, 12, 24, 44, 15]);
    const exterior = [
      [0, 0],
      [10, 0],
      [10, 10],
      [0, 10],
    ];
    const second = [
      [11, 11],
      [20, 11],
      [20, 20],
      [11, 20],
    ];
    const hole = [
      [13, 13],
      [13, 17],
      [17, 17],
      [17, 13],
    ];
    expect(commands('polygon', exterior, second, hole)).toEqual([
      ...[9, 0, 0, 26, 20, 0, 0, 20, 19, 0, 15],
      ...[9, 22, 2, 26, 18, 0, 0, 18, 17, 0, 15],
      ...[9, 4, 13, 26, 0, 8, 8, 0, 0, 7, 15],
    ]);
  });
});

const geometry = { type: 'Point' as const, coordinates: [0, 0] };

describe('a layer', () => {
  const rows = [
    { id: 7, geometry, attributes: ['park', null, 3] },
    { id: 999_999_999_999_999, geometry, attributes: ['school', 'park', -2] },
    { id: 2 ** 60, geometry, attributes: [null, 'park', 2.25] },
    { id: 8, geometry },
  ];
  const store = storeOf('point', rows, ['kind', 'name', 'count']);
  const written = () => {
    const writer = new LayerWriter('things', store);
    for (let i = 0; i < store.count; i++) writer.add(i, pathsOf([[i, i]]));
    return writer.finish()!;
  };

  it('comes back whole from Mapbox’s reader', () => {
    expect(decode(encodeTile([written()])!)).toEqual({
      things: [
        { id: 7, type: 1, properties: { kind: 'park', count: 3 }, geometry: [[[0, 0]]] },
        {
          id: 999_999_999_999_999,
          type: 1,
          properties: { kind: 'school', name: 'park', count: -2 },
          geometry: [[[1, 1]]],
        },
        { id: undefined, type: 1, properties: { name: 'park', count: 2.25 }, geometry: [[[2, 2]]] },
        { id: 8, type: 1, properties: {}, geometry: [[[3, 3]]] },
      ],
    });
  });

  it('holds each key and value once, and none that no feature uses', () => {
    const writer = new LayerWriter('things', store);
    writer.add(0, pathsOf([[0, 0]]));
    writer.add(2, pathsOf([[0, 0]]));
    const fields = fieldsOf(writer.finish()!);
    expect(fields.filter(({ tag }) => tag === 3).map(({ text }) => text)).toEqual(['kind', 'count', 'name']);
    expect(fields.filter(({ tag }) => tag === 4)).toHaveLength(3);
    expect(fields.filter(({ tag }) => tag === 15 || tag === 5).map(({ value }) => value)).toEqual([2, 4096]);
  });

  it('is the same again when it is written again', () => {
    expect(written()).toEqual(written());
  });

  it('is nothing without features, and a tile is nothing without layers', () => {
    expect(new LayerWriter('things', store).finish()).toBeNull();
    expect(encodeTile([])).toBeNull();
  });
});

/** The fields of a layer's message. */
function fieldsOf(bytes: Uint8Array): { tag: number; text?: string; value?: number }[] {
  const fields: { tag: number; text?: string; value?: number }[] = [];
  new PbfReader(bytes).readFields((tag, found, reader) => {
    if (tag === 3) found.push({ tag, text: reader.readString() });
    else if (tag === 5 || tag === 15) found.push({ tag, value: reader.readVarint() });
    else found.push({ tag });
  }, fields);
  return fields;
}
