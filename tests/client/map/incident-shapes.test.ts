import { expect, it } from 'vitest';
import { pointFeatures } from '../../../client/map/incident-shapes.ts';
import { CategoryNumbers } from '../../../client/map/points.ts';
import { all, pointsOf } from './point-answer.ts';

it('incidents of a box carry id, category by name and urgency', () => {
  const numbers = new CategoryNumbers();
  const points = pointsOf(
    [
      { id: 1, at: [118.8, 32], category: 'noise', urgency: 3 },
      { id: 2, at: [118.8, 32.01], category: 'fire', urgency: 0, settled: 3, hands: 2 },
      { id: 3, at: [119, 32] },
    ],
    numbers,
  );
  expect(pointFeatures([points], all, [118.7, 31.9, 118.9, 32.1], numbers).features).toEqual([
    {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [118.8, 32.01] },
      properties: { id: 2, category: 'fire', urgency: 0, settled: 3, hands: 2 },
    },
    {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [118.8, 32] },
      properties: { id: 1, category: 'noise', urgency: 3, settled: 0, hands: 0 },
    },
  ]);
});
