import { cellToBoundary, latLngToCell } from 'h3-js';
import type { LonLat } from '../wire.ts';
import type { IncidentCells } from './schema.ts';

/** Counts positions by H3 cell: fullest cell first, equal ones in order of cell. */
export function toCells(positions: [number, number][], resolution: number): IncidentCells {
  const counts = new Map<string, number>();
  for (const [longitude, latitude] of positions) {
    const cell = latLngToCell(latitude, longitude, resolution);
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return {
    resolution,
    cell: sorted.map(([cell]) => cell),
    count: sorted.map(([, count]) => count),
    ring: sorted.map(([cell]) => cellToBoundary(cell, true) as LonLat[]),
  };
}
