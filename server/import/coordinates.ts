import type { Geometry } from 'geojson';
import { RowFault } from './types.ts';

/** Calls back for every position of a geometry; stops and returns true when the call does. */
function somePosition(geometry: Geometry, test: (lon: number, lat: number) => boolean): boolean {
  if (geometry.type === 'Point') return test(geometry.coordinates[0]!, geometry.coordinates[1]!);
  if (geometry.type === 'GeometryCollection') return geometry.geometries.some((part) => somePosition(part, test));
  const walk = (part: unknown[]): boolean =>
    typeof part[0] === 'number' ? test(part[0], part[1] as number) : (part as unknown[][]).some(walk);
  return walk(geometry.coordinates);
}

const isOutside = (lon: number, lat: number) => !(Math.abs(lon) <= 180 && Math.abs(lat) <= 90);

/** Counts rows whose coordinates only make sense the other way round. */
export class WorldCheck {
  checked = 0;
  swapped = 0;

  /** @throws RowFault when a position lies outside the world: longitude ±180, latitude ±90 degrees. */
  check(geometry: Geometry): void {
    this.checked++;
    if (!somePosition(geometry, isOutside)) return;
    let example = '';
    somePosition(geometry, (lon, lat) => {
      example = `${lon}, ${lat}`;
      return isOutside(lon, lat);
    });
    const makesSense = !somePosition(geometry, (lon, lat) => isOutside(lat, lon));
    if (makesSense) this.swapped++;
    const hint = makesSense ? '; longitude and latitude may be swapped' : '';
    throw new RowFault(
      `坐标 ${example} 超出地球范围（经度±180、纬度±90度）${makesSense ? '，经度和纬度可能颠倒了' : ''}`,
      `the position ${example} is outside the world (longitude ±180, latitude ±90 degrees)${hint}`,
    );
  }

  /** Whether more than half of the rows only make sense swapped. */
  get looksSwapped(): boolean {
    return this.swapped > 0 && this.swapped * 2 > this.checked;
  }
}

const shapeNames = ['点', '线', '面'] as const;

/**
 * Checks that a geometry can become what a layer holds: points from a point or a polygon (its inner point), lines from lines, polygons
 * from polygons. Collections are taken apart when they are loaded.
 * @throws RowFault naming both shapes.
 */
export function checkDimension(geometry: Geometry, dimension: 0 | 1 | 2): void {
  const { type } = geometry;
  if (type === 'GeometryCollection') {
    if (geometry.geometries.length === 0) throw new RowFault('图形是空的', 'its geometry is empty');
    if (dimension === 0)
      throw new RowFault(
        '这一图层是点，这一行却是多种图形的组合',
        'this layer holds points, but the row is a GeometryCollection',
      );
    return;
  }
  if (geometry.coordinates.length === 0) throw new RowFault('图形是空的', 'its geometry is empty');
  if (type === 'MultiPoint' && dimension === 0 && geometry.coordinates.length > 1)
    throw new RowFault(
      `一行只能有一个点，这一行有 ${geometry.coordinates.length} 个`,
      `this layer holds points, but the row has ${geometry.coordinates.length} of them`,
    );
  const own = type.endsWith('Point') ? 0 : type.endsWith('LineString') ? 1 : 2;
  if (own === dimension || (dimension === 0 && own === 2)) return;
  throw new RowFault(
    `这一图层是${shapeNames[dimension]}，这一行却是${shapeNames[own]}`,
    `this layer holds ${['points', 'lines', 'polygons'][dimension]}, but the row is a ${type}`,
  );
}

/** A geometry with its lines turned round. */
export function turnedRound(geometry: Geometry): Geometry {
  if (geometry.type === 'LineString') return { ...geometry, coordinates: [...geometry.coordinates].reverse() };
  if (geometry.type === 'MultiLineString')
    return { ...geometry, coordinates: geometry.coordinates.map((line) => [...line].reverse()).reverse() };
  return geometry;
}
