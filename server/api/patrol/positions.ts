import type { Geometry, Position } from 'geojson';
import type { Sentence } from '../../errors.ts';
import { fromBd09, fromGcj02 } from '../../import/crs/shifted.ts';
import type { LonLat } from '../wire.ts';
import type { ImportCoordinates } from './schema.ts';

const converted: Record<ImportCoordinates, (place: LonLat) => LonLat> = {
  wgs84: (place) => place,
  gcj02: fromGcj02,
  bd09: fromBd09,
};

/**
 * The positions of a row in WGS 84, to about a centimetre, or why there are none.
 * @param least 1: the row is one place; 2: a line.
 */
export function positionsOf(
  geometry: Geometry | null,
  least: 1 | 2,
  crs: ImportCoordinates,
): { positions: LonLat[] } | { fault: Sentence } {
  const found = geometry && partsOf(geometry, least);
  if (!found) {
    return least === 1
      ? { fault: { 'zh-CN': '没有可用的经纬度（应为一个点）。', en: 'It has no longitude and latitude of one place.' } }
      : { fault: { 'zh-CN': '没有可用的线（至少两个点）。', en: 'It has no line of two positions or more.' } };
  }
  if (found.some(([lon, lat]) => !(Math.abs(lon!) <= 180 && Math.abs(lat!) <= 90))) {
    const swapped = found.every(([lon, lat]) => Math.abs(lat!) <= 180 && Math.abs(lon!) <= 90);
    return swapped
      ? { fault: { 'zh-CN': '经度和纬度写反了。', en: 'Longitude and latitude are swapped.' } }
      : { fault: { 'zh-CN': '经纬度不是数字或超出范围。', en: 'Its longitude or latitude is no number of degrees.' } };
  }
  const toDegrees = converted[crs];
  return { positions: found.map(([lon, lat]) => toDegrees([lon!, lat!]).map(rounded) as LonLat) };
}

function partsOf(geometry: Geometry, least: 1 | 2): Position[] | null {
  if (least === 1) return geometry.type === 'Point' ? [geometry.coordinates] : null;
  const [line, ...rest] = linesOf(geometry);
  return line && rest.length === 0 && line.length >= least ? line : null;
}

function linesOf(geometry: Geometry): Position[][] {
  if (geometry.type === 'LineString') return [geometry.coordinates];
  return geometry.type === 'MultiLineString' ? geometry.coordinates : [];
}

const rounded = (degrees: number) => Math.round(degrees * 1e7) / 1e7;
