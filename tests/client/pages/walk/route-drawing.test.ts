import { describe, expect, it } from 'vitest';
import {
  arrowsOn,
  drawingOf,
  isSeen,
  pathOf,
  platesAt,
  streetLabels,
} from '../../../../client/pages/walk/route-drawing.ts';
import type { LonLat } from '../../../../server/api/wire.ts';

const room = { width: 400, height: 300, margin: 20 };
/** 1 km east and 500 m north of a place at 30° north. */
const east = 1000 / (111_195 * Math.cos((30 * Math.PI) / 180));
const north = 500 / 111_195;
const corner: LonLat = [120, 30];
const places: LonLat[] = [corner, [120 + east, 30 + north]];

describe('a drawn route', () => {
  it('fits into its room with the same scale both ways, north up', () => {
    const drawing = drawingOf(places, room);
    expect(drawing.scale).toBeCloseTo(0.36, 3);
    const [first, last] = places.map((place) => drawing.at(place).map((value) => Math.round(value)));
    expect([first, last]).toEqual([
      [20, 240],
      [380, 60],
    ]);
  });

  it('never shows less than some ground, so that one place is no blot', () => {
    expect(drawingOf([corner], room).scale).toBeCloseTo(260 / 250, 5);
  });

  it('is a path, and none for a single place', () => {
    const drawing = drawingOf(places, room);
    expect(pathOf(places, drawing)).toBe('M20 240L380 60');
    expect(pathOf([corner], drawing)).toBe('');
  });

  it('has arrows that point along it, evenly', () => {
    const drawing = drawingOf(places, room);
    const line: LonLat[] = [corner, [120 + east, 30]];
    const arrows = arrowsOn(line, drawing, 100);
    expect(arrows.map(({ turn }) => turn)).toEqual([0, 0, 0]);
    expect(arrows.map(({ x }) => Math.round(x))).toEqual([100, 200, 300]);
    expect(arrowsOn([line[1]!, line[0]!], drawing, 100)[0]!.turn).toBe(180);
    expect(arrowsOn(line, drawing, 700)).toEqual([]);
  });

  it('names each street once where the name has room, upright and clear of what is taken', () => {
    const drawing = drawingOf(places, room);
    const long = {
      name: '文昌路',
      line: [
        [120 + east, 30.002],
        [120, 30.002],
      ] as LonLat[],
    };
    const short = {
      name: '柳荫巷',
      line: [
        [120, 30.003],
        [120.0002, 30.003],
      ] as LonLat[],
    };
    const labels = streetLabels([long, long, short], drawing, 10);
    expect(labels.map(({ name, turn }) => [name, turn])).toEqual([['文昌路', 0]]);
    const { x, y } = labels[0]!;
    expect(streetLabels([long], drawing, 10, [[x, y, 5]])).toEqual([]);
  });

  it('leaves out what lies beyond its edges', () => {
    const drawing = drawingOf(places, room);
    expect(
      isSeen(
        [
          [120, 30],
          [121, 30],
        ],
        drawing,
      ),
    ).toBe(true);
    expect(
      isSeen(
        [
          [119, 30],
          [119.5, 30],
        ],
        drawing,
      ),
    ).toBe(false);
  });
});

describe('plates of places', () => {
  const drawing = { at: ([x, y]: LonLat): [number, number] => [x, y], width: 100 };

  it('stand at their places where these lie apart', () => {
    expect(
      platesAt(
        [
          [10, 10],
          [40, 10],
        ],
        drawing,
        5,
      ),
    ).toEqual([
      [10, 10],
      [40, 10],
    ]);
  });

  it('stand side by side where they would lie on each other, towards the middle', () => {
    expect(
      platesAt(
        [
          [10, 10],
          [10, 10],
          [11, 10],
        ],
        drawing,
        5,
      ),
    ).toEqual([
      [10, 10],
      [22, 10],
      [35, 10],
    ]);
    expect(
      platesAt(
        [
          [90, 10],
          [90, 11],
        ],
        drawing,
        5,
      ),
    ).toEqual([
      [90, 10],
      [78, 11],
    ]);
  });
});
