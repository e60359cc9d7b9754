import { expect, it } from 'vitest';
import { worldSize } from '../../../../client/map/wall/flight.ts';
import { cameraOver } from '../../../../client/pages/imports/camera-over.ts';

const window_px = { width: 1400, height: 900 };

it('has the rows of a batch between the panels', () => {
  const none = { left: 0, right: 0, top: 0, bottom: 0 };
  const camera = cameraOver([118, 0, 119, 0.1], window_px, none);
  // A degree of the equator as wide as the window.
  expect(worldSize(camera.zoom) / 360).toBeCloseTo(1400);
  expect(camera.longitude).toBeCloseTo(118.5);
  const beside = cameraOver([118, 0, 119, 0.1], window_px, { ...none, right: 700 });
  expect(beside.zoom).toBeCloseTo(camera.zoom - 1);
  // Half a degree is 350 pixels now; the middle of the window lies that far to the east.
  expect(beside.longitude).toBeCloseTo(119);
});

it('comes no nearer than a street', () => {
  expect(cameraOver([118, 32, 118, 32], window_px, { left: 0, right: 0, top: 0, bottom: 0 }).zoom).toBe(17);
});
