import type { Geometry } from 'geojson';
import { fitOf } from './local.ts';
import { fromGaussKruger, fromUtm, fromWebMercator } from './planes.ts';
import { fromBd09, fromGcj02 } from './shifted.ts';
import type { Convert, CrsSpec } from './spec.ts';

/** Degrees that are taken as they are. */
const asTheyAre: Convert = (x, y) => [x, y];

/**
 * From x and y of a file to degrees of WGS 84. A place that the system cannot have becomes NaN.
 * CGCS2000 is taken as it is, Xi'an 80 and Beijing 54 without a shift of datum.
 * @param swapped x and y change places before anything else. Control points stand in the file's own order, and their fit finds by
 * itself that axes are mirrored, so for a local system this changes nothing.
 * @throws AppError with the field `crs` for control points that fit nothing, or a zone number where there is no such zone.
 */
export function converterOf(spec: CrsSpec, swapped: boolean): Convert {
  const convert = inOrder(spec);
  return swapped && spec.kind !== 'local' ? (x, y) => convert(y, x) : convert;
}

/** With x the easting or the longitude. */
function inOrder(spec: CrsSpec): Convert {
  switch (spec.kind) {
    case 'wgs84':
    case 'cgcs2000':
      return asTheyAre;
    case 'gcj02':
      return (x, y) => fromGcj02([x, y]);
    case 'bd09':
      return (x, y) => fromBd09([x, y]);
    case 'web-mercator':
      return fromWebMercator;
    case 'gauss-kruger':
      return fromGaussKruger(spec);
    case 'utm':
      return fromUtm(spec.zone);
    case 'local':
      return fitOf(spec.points).convert;
  }
}

/** A geometry with every position converted; heights are dropped. What is taken as it is, is the geometry itself. */
export function converted<Shape extends Geometry>(geometry: Shape, convert: Convert): Shape {
  if (convert === asTheyAre) return geometry;
  if (geometry.type === 'GeometryCollection')
    return { ...geometry, geometries: geometry.geometries.map((part) => converted(part, convert)) };
  const walk = (part: unknown[]): unknown[] =>
    typeof part[0] === 'number' ? convert(part[0], part[1] as number) : (part as unknown[][]).map(walk);
  return { ...geometry, coordinates: walk(geometry.coordinates as unknown[]) };
}
