// Coordinate systems of files that come in: what they may be (spec), how they are told (declared, guess) and how their numbers become
// degrees of WGS 84. A spec is the whole truth of a file's numbers: whoever converts by it converts once, and nothing else does.
import type { Geometry, Position } from 'geojson';
import type { Convert } from './to-wgs84.ts';

export { fitControlPoints } from './control-points.ts';
export { declaredSpec } from './declared.ts';
export { type GuessInput, guessCrs, likelyBoxes, whyNoGuess } from './guess.ts';
export { type Box, type KnownPlaces, knownPlaces } from './known-places.ts';
export { type CrsSpec, describe } from './spec.ts';
export { type Convert, toWgs84 } from './to-wgs84.ts';

/** Every position of a shape converted; heights are left out. */
export function converted(geometry: Geometry, convert: Convert): Geometry {
  if (geometry.type === 'GeometryCollection')
    return { ...geometry, geometries: geometry.geometries.map((part) => converted(part, convert)) };
  const walk = (part: unknown[]): unknown[] =>
    typeof part[0] === 'number' ? convert(part[0], part[1] as number) : (part as unknown[][]).map(walk);
  return { ...geometry, coordinates: walk(geometry.coordinates as unknown[]) as Position[] } as Geometry;
}
