import type { Feature, FeatureCollection, Point } from 'geojson';
import type { Bounds } from '../../server/api/wire.ts';
import { type CategoryNumbers, eachShown, type PointFilter, type Points, urgencyAt } from './points.ts';

/** One incident as the map's symbols and popups know it. */
export function pointFeature(points: Points, place: number, categories: CategoryNumbers): Feature<Point> {
  const { id, position, filter, settled, hands } = points;
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [position[place * 2]!, position[place * 2 + 1]!] },
    properties: {
      id: id[place]!,
      category: categories.name(filter[place * 3 + 1]!),
      urgency: urgencyAt(points, place),
      settled: settled[place]!,
      hands: hands[place]!,
    },
  };
}

/** The incidents of a box that pass the filter, with `id`, `category`, `urgency`, `settled` and `hands`. */
export function pointFeatures(
  held: readonly Points[],
  filter: PointFilter,
  box: Bounds,
  categories: CategoryNumbers,
): FeatureCollection<Point> {
  const features: Feature<Point>[] = [];
  for (const points of held) {
    eachShown(points, filter, (place) => features.push(pointFeature(points, place, categories)), box);
  }
  return { type: 'FeatureCollection', features };
}
