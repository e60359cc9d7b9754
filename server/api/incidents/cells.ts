import { cellToBoundary, latLngToCell } from 'h3-js';
import type { LonLat } from '../wire.ts';
import type { IncidentCells } from './schema.ts';

/** Parallel arrays of equal length, degrees. */
export interface Positions {
  longitude: number[];
  latitude: number[];
}

/** Counts positions by H3 cell: fullest cell first, equal ones in order of cell. */
export function toCells({ longitude, latitude }: Positions, resolution: number): IncidentCells {
  const counts = new Map<string, number>();
  for (let index = 0; index < longitude.length; index++) {
    const cell = latLngToCell(latitude[index]!, longitude[index]!, resolution);
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
