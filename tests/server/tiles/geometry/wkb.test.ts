import { describe, expect, it } from 'vitest';
import { readWkb } from '../../../../server/tiles/geometry/wkb.ts';
import { positionsOf, wkbOf } from '../geometry.ts';

const read = (hex: string) => {
  const { type, paths, polygonEnds } = readWkb(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
  return { type, paths: positionsOf(paths), polygonEnds };
};
const one = '000000000000F03F';
const two = '0000000000000040';
const three = '0000000000000840';

describe('reading WKB', () => {
  it('reads a point of either byte order', () => {
    const point = { type: 'point', paths: [[[1, 2]]], polygonEnds: [] };
    expect(read(`01 01000000 ${one} ${two}`)).toEqual(point);
    expect(read('00 00000001 3FF0000000000000 4000000000000000')).toEqual(point);
  });

  it('passes over Z, M and the SRID, in ISO and in EWKB', () => {
    const line = {
      type: 'line',
      paths: [
        [
          [1, 2],
          [2, 1],
        ],
      ],
      polygonEnds: [],
    };
    expect(read(`01 EA030000 02000000 ${one}${two}${three} ${two}${one}${three}`)).toEqual(line);
    expect(read(`01 D2070000 02000000 ${one}${two}${three} ${two}${one}${three}`)).toEqual(line);
    expect(read(`01 BA0B0000 02000000 ${one}${two}${three}${three} ${two}${one}${three}${three}`)).toEqual(line);
    expect(read(`01 020000E0 E6100000 02000000 ${one}${two}${three}${three} ${two}${one}${three}${three}`)).toEqual(
      line,
    );
  });

  it('tells the polygons of a multipolygon apart', () => {
    const square = (at: number) => [
      [at, 0],
      [at + 1, 0],
      [at + 1, 1],
      [at, 0],
    ];
    const coordinates = [[square(0), square(5)], [square(9)]];
    const { type, paths, polygonEnds } = readWkb(wkbOf({ type: 'MultiPolygon', coordinates }));
    expect({ type, paths: positionsOf(paths), polygonEnds }).toEqual({
      type: 'polygon',
      paths: [square(0), square(5), square(9)],
      polygonEnds: [2, 3],
    });
  });

  it('finds no path in empty geometry', () => {
    expect(read('01 01000000 000000000000F87F 000000000000F87F').paths).toEqual([]);
    expect(read('01 06000000 00000000')).toEqual({ type: 'polygon', paths: [], polygonEnds: [] });
    expect(read('01 02000000 00000000')).toEqual({ type: 'line', paths: [], polygonEnds: [] });
  });

  it('refuses collections, and bytes that end too early', () => {
    expect(() => read('01 07000000 00000000')).toThrow('geometry type 7 is neither point, line nor polygon');
    expect(() => read(`01 01000000 ${one}`)).toThrow(RangeError);
    expect(() => read(`01 02000000 FFFFFFFF ${one}${two}`)).toThrow(RangeError);
    expect(() => read('')).toThrow(RangeError);
  });
});
