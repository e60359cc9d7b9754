import { describe, expect, it } from 'vitest';
import { snapped } from '../../../../client/map/areas/snap.ts';

const street = [
  { x: 0, y: 0 },
  { x: 100, y: 0 },
  { x: 100, y: 100 },
];

describe('a corner set near a street', () => {
  it('comes to lie on it', () => {
    expect(snapped({ x: 50, y: 6 }, [street], 10)).toEqual({ x: 50, y: 0 });
    expect(snapped({ x: 93, y: 40 }, [street], 10)).toEqual({ x: 100, y: 40 });
  });

  it('prefers a corner within reach to an edge that is nearer', () => {
    expect(snapped({ x: 93, y: 1 }, [street], 10)).toEqual({ x: 100, y: 0 });
  });

  it('takes the nearest of several lines', () => {
    const other = street.map(({ x, y }) => ({ x, y: y + 10 }));
    expect(snapped({ x: 50, y: 8 }, [street, other], 10)).toEqual({ x: 50, y: 10 });
  });

  it('stays where it was set out of reach, or where there are no lines', () => {
    expect(snapped({ x: 50, y: 11 }, [street], 10)).toBeNull();
    expect(snapped({ x: -20, y: 0 }, [street], 10)).toBeNull();
    expect(snapped({ x: 50, y: 6 }, [], 10)).toBeNull();
    expect(
      snapped(
        { x: 3, y: 4 },
        [
          [
            { x: 0, y: 0 },
            { x: 0, y: 0 },
          ],
        ],
        10,
      ),
    ).toEqual({ x: 0, y: 0 });
  });
});
