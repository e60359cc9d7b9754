import { describe, expect, it } from 'vitest';
import { cellFeatures, pointFeatures } from '../../../client/map/incident-shapes.ts';

describe('incidents as points', () => {
  const points = (count: number) => ({
    categories: ['fire', 'noise'],
    id: Array.from({ length: count }, (_, index) => index + 1),
    longitude: Array<number>(count).fill(118.8),
    latitude: Array<number>(count).fill(32),
    category: Array.from({ length: count }, (_, index) => index % 2),
    urgency: Array.from({ length: count }, (_, index) => index % 4),
    truncated: false,
  });

  it('carries id, category by name and urgency', () => {
    expect(pointFeatures(points(2)).features).toEqual([
      {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [118.8, 32] },
        properties: { id: 1, category: 'fire', urgency: 0 },
      },
      {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [118.8, 32] },
        properties: { id: 2, category: 'noise', urgency: 1 },
      },
    ]);
  });
});

describe('cells', () => {
  it('grow with their class about their middle', () => {
    const ring: [number, number][] = [
      [0, 0],
      [2, 0],
      [2, 2],
      [0, 2],
      [0, 0],
    ];
    const { features } = cellFeatures({ resolution: 9, cell: ['a', 'b'], count: [1, 8], ring: [ring, ring] });
    const rounded = features.map((feature) => feature.geometry.coordinates[0]![0]!.map((value) => value.toFixed(2)));
    expect(rounded).toEqual([
      ['0.66', '0.66'],
      ['0.54', '0.54'],
    ]);
    expect(features.map((feature) => feature.properties)).toEqual([
      { cell: 'a', count: 1, class: 0 },
      { cell: 'b', count: 8, class: 1 },
    ]);
  });
});
