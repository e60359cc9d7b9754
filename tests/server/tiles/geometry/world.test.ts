import { describe, expect, it } from 'vitest';
import { MAX_LATITUDE, unitsPerStep, worldX, worldY } from '../../../../server/tiles/geometry/world.ts';

describe('world coordinates', () => {
  it('run from the north-west corner of the Mercator square to its south-east one', () => {
    expect([worldX(-180), worldX(0), worldX(90), worldX(180)]).toEqual([0, 2 ** 31, 3 * 2 ** 30, 2 ** 32 - 1]);
    expect([worldY(MAX_LATITUDE), worldY(0), worldY(-MAX_LATITUDE)]).toEqual([0, 2 ** 31, 2 ** 32 - 1]);
    expect(MAX_LATITUDE).toBeCloseTo(85.0511287798, 10);
  });

  it('move the poles to the edge', () => {
    expect([worldY(90), worldY(86), worldY(-86), worldY(-90)]).toEqual([0, 0, 2 ** 32 - 1, 2 ** 32 - 1]);
  });

  it('agree with the published tile of a place: 32.0603° N, 118.7969° E is in 10/849/415', () => {
    expect([Math.floor(worldX(118.7969) / 2 ** 22), Math.floor(worldY(32.0603) / 2 ** 22)]).toEqual([849, 415]);
  });

  it('are as fine as tile units at zoom 20', () => {
    expect([unitsPerStep(0), unitsPerStep(20), unitsPerStep(22)]).toEqual([2 ** -20, 1, 4]);
  });
});
