import { describe, expect, it } from 'vitest';
import {
  between,
  cameraAt,
  flight_ms,
  fromMercator,
  type Leg,
  movesUntil,
  toMercator,
} from '../../../../client/map/wall/flight.ts';
import type { Camera } from '../../../../client/state/store.ts';

const south: Camera = { longitude: 112.13, latitude: 31.99, zoom: 14.8, bearing: -14, pitch: 52 };
const north: Camera = { longitude: 112.16, latitude: 32.03, zoom: 16.3, bearing: 20, pitch: 30 };
const legs: Leg[] = [
  { at_ms: 0, camera: south },
  { at_ms: 10_000, camera: north },
];
const span = 1920;

describe('the square of Mercator', () => {
  it('leads there and back', () => {
    const [longitude, latitude] = fromMercator(toMercator(112.138, 32.005));
    expect(longitude).toBeCloseTo(112.138, 9);
    expect(latitude).toBeCloseTo(32.005, 9);
  });
});

describe('a flight', () => {
  it('begins and ends where it should', () => {
    expect(between(south, north, 0, span)).toBe(south);
    expect(between(south, north, 1, span)).toBe(north);
    const nearly = between(south, north, 1 - 1e-9, span);
    for (const key of ['longitude', 'latitude', 'zoom', 'bearing', 'pitch'] as const) {
      expect(nearly[key]).toBeCloseTo(north[key], 5);
    }
  });

  it('rises for a long way, and goes straight where only the zoom changes', () => {
    const middle = between(south, { ...south, longitude: 112.6 }, 0.5, span);
    expect(middle.zoom).toBeLessThan(12.5);
    expect(middle.longitude).toBeCloseTo((112.13 + 112.6) / 2, 6);
    expect(between(south, { ...south, zoom: 15.8 }, 0.5, span).zoom).toBeCloseTo(15.3, 9);
  });

  it('turns the shorter way round', () => {
    const over = between({ ...south, bearing: 170 }, { ...south, bearing: -170 }, 0.5, span);
    expect(over.bearing).toBeCloseTo(180, 9);
  });
});

describe('the camera by the clock', () => {
  it('stands, flies and stands', () => {
    expect(cameraAt(legs, 9_999, span, true)).toBe(south);
    const flying = cameraAt(legs, 10_600, span, true);
    expect(flying.zoom).not.toBe(south.zoom);
    expect(cameraAt(legs, 10_000 + flight_ms, span, true)).toBe(north);
    expect(movesUntil(legs)).toBe(10_000 + flight_ms);
    expect(movesUntil(legs.slice(0, 1))).toBe(0);
  });

  it('is the same for whoever asks at the same moment', () => {
    expect(cameraAt(structuredClone(legs), 10_345, span, true)).toEqual(cameraAt(legs, 10_345, span, true));
  });

  it('jumps where nothing may move', () => {
    expect(cameraAt(legs, 10_001, span, false)).toBe(north);
  });

  it('goes on from where an unfinished flight has it', () => {
    const three = [...legs, { at_ms: 10_300, camera: south }];
    const before = cameraAt(legs, 10_300, span, true);
    const after = cameraAt(three, 10_300.001, span, true);
    expect(after.longitude).toBeCloseTo(before.longitude, 6);
    expect(after.zoom).toBeCloseTo(before.zoom, 4);
  });
});
