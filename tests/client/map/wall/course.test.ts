import { describe, expect, it } from 'vitest';
import { type Goals, nextTurn, wantedAt, withLeg } from '../../../../client/map/wall/course.ts';
import type { Camera } from '../../../../client/state/store.ts';

const at = (longitude: number): Camera => ({ longitude, latitude: 32, zoom: 15, bearing: 0, pitch: 50 });
const [scene, urgent, focus] = [at(1), at(2), at(3)];
const goals: Goals = {
  scene: { camera: scene, at_ms: 1000 },
  urgent: { camera: urgent, at_ms: 5000, until_ms: 9000 },
  focus: { camera: focus, at_ms: 7000, until_ms: 8000 },
};

describe('where the camera is wanted', () => {
  it.each([
    [2000, scene, 1000],
    [5000, urgent, 5000],
    [7500, focus, 7000],
    [8500, urgent, 8000],
    [9500, scene, 9000],
  ])('at %i', (now, camera, at_ms) => {
    expect(wantedAt(goals, now)).toEqual({ camera, at_ms });
  });

  it('tells when that may change next', () => {
    expect([0, 1000, 5500, 7500, 8999, 9000].map((now) => nextTurn(goals, now))).toEqual([
      1000,
      5000,
      7000,
      8000,
      9000,
      null,
    ]);
  });

  it('stays at the scene where nothing calls it away', () => {
    expect(wantedAt({ ...goals, urgent: null, focus: null }, 6000)).toEqual({ camera: scene, at_ms: 1000 });
  });
});

describe('legs', () => {
  it('grow by another wish only', () => {
    const first = withLeg([], { camera: scene, at_ms: 0 }, 0);
    expect(first).toHaveLength(1);
    expect(withLeg(first, { camera: { ...scene }, at_ms: 500 }, 500)).toBe(first);
    expect(withLeg(first, { camera: urgent, at_ms: 500 }, 500)).toHaveLength(2);
  });

  it('do not grow for weeks', () => {
    let legs = withLeg([], { camera: scene, at_ms: 0 }, 0);
    for (let turn = 1; turn < 500; turn++) {
      legs = withLeg(legs, { camera: at(turn), at_ms: turn * 20_000 }, turn * 20_000);
    }
    expect(legs).toHaveLength(2);
  });
});
