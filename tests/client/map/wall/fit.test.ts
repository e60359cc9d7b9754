import { describe, expect, it } from 'vitest';
import { cameraFor, Perspective } from '../../../../client/map/wall/fit.ts';
import { toMercator } from '../../../../client/map/wall/flight.ts';
import { cameraDistance, type Stage } from '../../../../client/map/wall/viewport.ts';
import type { Bounds } from '../../../../server/api/wire.ts';

const bounds: Bounds = [112.1235, 31.9945, 112.1528, 32.0172];
const stage: Stage = { width: 1920, height: 1080, room: { left: 420, right: 420, top: 84, bottom: 70 } };
const free = { width: 1080, height: 926 };

function seen(camera: ReturnType<typeof cameraFor>) {
  const { longitude, latitude, zoom, pitch, bearing } = camera;
  const view = new Perspective(toMercator(longitude, latitude), zoom, pitch, bearing, cameraDistance(stage));
  const [west, south, east, north] = bounds;
  const corners = [west, east].flatMap((x) => [south, north].map((y) => view.project(toMercator(x, y))));
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

describe('a camera for bounds', () => {
  it.each([
    { pitch: 0, bearing: 0 },
    { pitch: 52, bearing: -14 },
    { pitch: 65, bearing: 120 },
  ])('fits them into what panels leave free, at pitch $pitch and bearing $bearing', ({ pitch, bearing }) => {
    const { left, right, top, bottom } = seen(cameraFor(bounds, { pitch, bearing, closer: 0 }, stage));
    expect(left + right).toBeCloseTo(0, 1);
    expect(top + bottom).toBeCloseTo(0, 1);
    const share = Math.max((right - left) / free.width, (bottom - top) / free.height);
    expect(share).toBeCloseTo(1, 3);
  });

  it('keeps them in the middle where it comes closer', () => {
    const { left, right, top, bottom } = seen(cameraFor(bounds, { pitch: 52, bearing: -14, closer: 0.5 }, stage));
    expect(left + right).toBeCloseTo(0, 1);
    expect(top + bottom).toBeCloseTo(0, 1);
  });

  it('comes closer by levels, and no nearer than a house and its street', () => {
    const far = cameraFor(bounds, { pitch: 40, bearing: 0, closer: 0 }, stage);
    const near = cameraFor(bounds, { pitch: 40, bearing: 0, closer: 0.5 }, stage);
    expect(near.zoom - far.zoom).toBeCloseTo(0.5, 9);
    const point = cameraFor([112.1, 32, 112.1, 32], { pitch: 50, bearing: 0, closer: 0 }, stage);
    expect(point.zoom).toBe(17.6);
    expect(point.longitude).toBeCloseTo(112.1, 6);
    expect(point.latitude).toBeCloseTo(32, 6);
  });
});

describe('the perspective', () => {
  it('finds the ground again that it drew', () => {
    const view = new Perspective(toMercator(112.13, 32), 15, 55, -30, 1620);
    const at = toMercator(112.135, 32.004);
    const ground = view.ground(view.project(at));
    expect(ground.x).toBeCloseTo(at.x, 12);
    expect(ground.y).toBeCloseTo(at.y, 12);
  });
});
