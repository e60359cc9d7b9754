import { fromBd09, fromGcj02 } from '../datum.ts';
import { fitControlPoints } from './control-points.ts';
import { fromGaussKruger, fromWebMercator } from './projection.ts';
import type { CrsSpec } from './spec.ts';

/** Turns x and y of a file into longitude and latitude. */
export type Convert = (x: number, y: number) => [lon: number, lat: number];

/**
 * From a system's numbers (degrees as longitude and latitude, metres as easting and northing) to WGS 84.
 * @throws AppError with the field `crs` when the spec itself cannot be used; numbers that lie nowhere give such degrees, or NaN.
 */
export function toWgs84(spec: CrsSpec): Convert {
  switch (spec.kind) {
    case 'wgs84':
    case 'cgcs2000':
      return (x, y) => [x, y];
    case 'gcj02':
      return (x, y) => fromGcj02([x, y]);
    case 'bd09':
      return (x, y) => fromBd09([x, y]);
    case 'web-mercator':
      return fromWebMercator;
    case 'gauss-kruger':
      return fromGaussKruger(spec);
    case 'local':
      return fitControlPoints(spec.points).toWgs84;
  }
}
