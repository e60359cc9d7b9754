import { describe, expect, it } from 'vitest';
import { cutOut, insetsFor, type Stage } from '../../../../client/map/wall/viewport.ts';

const room = { left: 400, right: 400, top: 84, bottom: 70 };
const one: Stage = { width: 1920, height: 1080, room };

describe('the part of a wall that a browser shows', () => {
  it('is everything on a wall of one screen', () => {
    const { verticalFieldOfView, anchor } = cutOut(one, { column_count: 1, row_count: 1, part: 1 });
    expect(verticalFieldOfView).toBeCloseTo(36.8699, 4);
    expect(anchor).toEqual({ x: 960, y: 547 });
  });

  it('lies beside its neighbours: all look at the same point of the wall', () => {
    const wide: Stage = { width: 5760, height: 2160, room };
    const screens = { column_count: 3, row_count: 2 };
    const anchors = [1, 2, 3, 4, 5, 6].map((part) => cutOut(wide, { ...screens, part }).anchor);
    expect(anchors).toEqual([
      { x: 2880, y: 1087 },
      { x: 960, y: 1087 },
      { x: -960, y: 1087 },
      { x: 2880, y: 7 },
      { x: 960, y: 7 },
      { x: -960, y: 7 },
    ]);
  });

  it('sees a share of the height, so that the distance stays the wall’s', () => {
    const { verticalFieldOfView } = cutOut({ ...one, height: 2160 }, { column_count: 1, row_count: 2, part: 1 });
    const distance = 540 / Math.tan((verticalFieldOfView * Math.PI) / 360);
    expect(distance).toBeCloseTo(1080 / Math.tan((36.8699 * Math.PI) / 360), 2);
  });
});

describe('insets', () => {
  it.each([
    [960, 540, { left: 0, right: 0, top: 0, bottom: 0 }],
    [-960, 547, { left: 0, right: 3840, top: 14, bottom: 0 }],
    [2880, 7, { left: 3840, right: 0, top: 0, bottom: 1066 }],
  ])('put the middle at %i, %i', (x, y, insets) => {
    expect(insetsFor({ x, y }, 1920, 1080)).toEqual(insets);
    expect((insets.left + 1920 - insets.right) / 2).toBe(x);
    expect((insets.top + 1080 - insets.bottom) / 2).toBe(y);
  });
});
