import type { Geometry } from 'geojson';
import type { ReadRow } from '../readers/index.ts';

/** A row's place as it stands in the file; null where it has none. */
export function shapeOf(row: ReadRow, given: { lon: string; lat: string } | null): Geometry | null {
  if (!given) return row.geometry;
  const [x, y] = [Number(row.properties[given.lon] || Number.NaN), Number(row.properties[given.lat] || Number.NaN)];
  return Number.isFinite(x) && Number.isFinite(y) ? { type: 'Point', coordinates: [x, y] } : row.geometry;
}

/** The middle of the box around a shape. */
export function middleOf(geometry: Geometry): [x: number, y: number] {
  const box = [Infinity, Infinity, -Infinity, -Infinity] as [number, number, number, number];
  const walk = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    if (typeof part[0] !== 'number') {
      for (const inner of part) walk(inner);
      return;
    }
    const [x, y] = part as [number, number];
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  };
  for (const part of geometry.type === 'GeometryCollection' ? geometry.geometries : [geometry])
    if ('coordinates' in part) walk(part.coordinates);
  return [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
}

/** Every position of a row's shape, as it stands in the file. */
export function verticesOf({ geometry }: ReadRow): [x: number, y: number][] {
  if (!geometry || geometry.type === 'GeometryCollection') return [];
  const walk = (part: unknown[]): [number, number][] =>
    typeof part[0] === 'number' ? [[part[0], part[1] as number]] : (part as unknown[][]).flatMap(walk);
  return walk(geometry.coordinates);
}
