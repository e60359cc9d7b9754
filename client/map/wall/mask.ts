import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson';

/** All of the world that Mercator has, as a ring. */
const world: Position[] = [
  [-180, -85],
  [180, -85],
  [180, 85],
  [-180, 85],
  [-180, -85],
];

/** Everything outside an area, whose pieces come as tiles cut them; nothing where there are none. */
export async function outside(pieces: readonly (Polygon | MultiPolygon)[]): Promise<FeatureCollection> {
  const rings = pieces.map((piece) => (piece.type === 'Polygon' ? [piece.coordinates] : piece.coordinates));
  const [first, ...others] = rings;
  if (!first) return { type: 'FeatureCollection', features: [] };
  // It is needed after the first picture only.
  const { difference } = await import('polyclip-ts');
  const coordinates = difference(
    [world] as never,
    first as never,
    ...(others as never[]),
  ) as MultiPolygon['coordinates'];
  const feature: Feature = { type: 'Feature', properties: {}, geometry: { type: 'MultiPolygon', coordinates } };
  return { type: 'FeatureCollection', features: [feature] };
}
