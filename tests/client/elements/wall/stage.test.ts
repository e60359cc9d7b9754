import { describe, expect, it } from 'vitest';
import { drift, panelsAt, placeOf, remOf, stageRoom } from '../../../../client/elements/wall/stage.ts';

const screens = (column_count: number, row_count: number) => ({ column_count, row_count });

describe('parts of a wall', () => {
  it('counts them row by row from the top left', () => {
    expect(placeOf(screens(4, 2), 6)).toEqual({
      column: 1,
      row: 1,
      isLeft: false,
      isRight: false,
      isTop: false,
      isBottom: true,
    });
    expect(placeOf(screens(1, 1), 1)).toMatchObject({ isLeft: true, isRight: true, isTop: true, isBottom: true });
  });

  it('takes a part that the wall no longer has for its last', () => {
    expect(placeOf(screens(2, 1), 7)).toMatchObject({ column: 1, row: 0 });
  });

  it('stands panels on the outer screens, each on one, none twice', () => {
    const panels = { left: ['headline', 'loop', 'rose'] as const, right: ['flow', 'past'] as const };
    const scene = { left: [...panels.left], right: [...panels.right] };
    const at = (part: number) => panelsAt(scene, screens(2, 2), placeOf(screens(2, 2), part));
    expect([1, 2, 3, 4].map(at)).toEqual([
      { left: ['headline', 'loop'], right: [] },
      { left: [], right: ['flow'] },
      { left: ['rose'], right: [] },
      { left: [], right: ['past'] },
    ]);
    const middle = panelsAt(scene, screens(3, 1), placeOf(screens(3, 1), 2));
    expect(middle).toEqual({ left: [], right: [] });
  });
});

describe('measures of the stage', () => {
  const panels = { left: ['headline' as const], right: [] };

  it('is 28 px a rem on four thousand lines, upright or not, and half of it on half', () => {
    expect(remOf({ width_px: 3840, height_px: 2160 })).toBeCloseTo(28, 1);
    expect(remOf({ width_px: 2160, height_px: 3840 })).toBeCloseTo(28, 1);
    expect(remOf({ width_px: 1920, height_px: 1080 })).toBeCloseTo(14, 1);
    expect(remOf({ width_px: 7680, height_px: 2160 })).toBeCloseTo(28, 1);
  });

  it('leaves the camera what no panel covers', () => {
    const rem = remOf({ width_px: 3840, height_px: 2160 });
    const room = stageRoom({ emergencies: [] }, panels, { width_px: 3840, height_px: 2160 });
    expect(room).toEqual({ left: 30 * rem, right: 2 * rem, top: 6 * rem, bottom: 5 * rem });
  });

  it('has a band more on top while an emergency lasts, and the panels beneath the map when upright', () => {
    const rem = remOf({ width_px: 2160, height_px: 3840 });
    const own = { emergencies: [{}] } as unknown as Parameters<typeof stageRoom>[0];
    const room = stageRoom(own, panels, { width_px: 2160, height_px: 3840 });
    expect(room).toEqual({ left: 2 * rem, right: 2 * rem, top: 9.5 * rem, bottom: 71 * rem });
  });
});

describe('drift', () => {
  it('goes by the clock, in whole px, at most 8 away, and comes everywhere', () => {
    const day = Array.from({ length: 1440 }, (_, minute) => drift(minute * 60_000));
    const reach = (of: (each: { x: number; y: number }) => number) => [
      Math.min(...day.map(of)),
      Math.max(...day.map(of)),
    ];
    expect(reach(({ x }) => x)).toEqual([-8, 8]);
    expect(reach(({ y }) => y)).toEqual([-8, 8]);
    expect(day.every(({ x, y }) => Number.isInteger(x) && Number.isInteger(y))).toBe(true);
    expect(new Set(day.map(({ x, y }) => `${x} ${y}`)).size).toBeGreaterThan(200);
  });

  it('moves by one px at a time at most in a second', () => {
    const jumps = Array.from({ length: 3600 }, (_, second) => {
      const [a, b] = [drift(second * 1000), drift((second + 1) * 1000)];
      return Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y));
    });
    expect(Math.max(...jumps)).toBe(1);
  });
});
