import { expect, it } from 'vitest';
import { toCells } from '../../../../server/api/incidents/cells.ts';

it('counts positions by cell, the fullest first, with closed rings of [lon, lat]', () => {
  const cells = toCells({ longitude: [112.2, 112.102, 112.102], latitude: [32.1, 32.002, 32.0021] }, 9);
  expect(cells.resolution).toBe(9);
  expect(cells.cell).toEqual(['8940a37a98fffff', '8940a3793dbffff']);
  expect(cells.count).toEqual([2, 1]);
  expect(cells.ring.map((ring) => ring.length)).toEqual([7, 7]);
  const ring = cells.ring[0]!;
  expect(ring[0]).toEqual(ring.at(-1));
  expect(
    ring.every(([longitude, latitude]) => Math.abs(longitude - 112.1) < 0.1 && Math.abs(latitude - 32) < 0.1),
  ).toBe(true);
});

it('holds nothing where there is nothing', () => {
  expect(toCells({ longitude: [], latitude: [] }, 7)).toEqual({ resolution: 7, cell: [], count: [], ring: [] });
});
