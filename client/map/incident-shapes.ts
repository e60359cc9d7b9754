import type { Feature, FeatureCollection, Point, Polygon } from 'geojson';
import type { IncidentCells, IncidentPoints } from '../../server/api/incidents/schema.ts';
import type { LonLat } from '../../server/api/wire.ts';
import { breaksOf, classOf } from './classes.ts';

/** Share of its H3 cell that each class fills, so that size says what colour says. */
const cellShares = [0.34, 0.46, 0.58, 0.7, 0.82] as const;

/** Incidents as points with `id`, `category` and `urgency`. */
export function pointFeatures(points: IncidentPoints): FeatureCollection<Point> {
  const features = points.id.map((id, index): Feature<Point> => {
    const category = points.categories[points.category[index]!] ?? '';
    return {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [points.longitude[index]!, points.latitude[index]!] },
      properties: { id, category, urgency: points.urgency[index]! },
    };
  });
  return { type: 'FeatureCollection', features };
}

/** Cells as polygons with `count` and `class` (0 to 4), each shrunk about its middle to the share of its class. */
export function cellFeatures(cells: IncidentCells): FeatureCollection<Polygon> {
  const breaks = breaksOf(cells.count, cellShares.length);
  const features = cells.ring.map((ring, index): Feature<Polygon> => {
    const count = cells.count[index]!;
    const level = Math.min(classOf(count, breaks), cellShares.length - 1);
    return {
      type: 'Feature',
      geometry: { type: 'Polygon', coordinates: [shrunk(ring, cellShares[level]!)] },
      properties: { cell: cells.cell[index]!, count, class: level },
    };
  });
  return { type: 'FeatureCollection', features };
}

function shrunk(ring: readonly LonLat[], share: number): LonLat[] {
  const corners = ring.slice(0, -1);
  const longitude = corners.reduce((sum, corner) => sum + corner[0], 0) / corners.length;
  const latitude = corners.reduce((sum, corner) => sum + corner[1], 0) / corners.length;
  return ring.map(([x, y]) => [longitude + (x - longitude) * share, latitude + (y - latitude) * share]);
}

/** H3 resolution of the cells: hexagons of 40 to 75 pixels at the zooms that show them. */
export const cellResolution = 10;
