import type { Geometry, Position } from 'geojson';
import type { Sentence } from '../../errors.ts';

/** One geometry of several: of one kind a Multi-, else a collection; null of none. */
export function combined(parts: readonly Geometry[]): Geometry | null {
  if (parts.length <= 1) return parts[0] ?? null;
  const { type } = parts[0]!;
  const isPlain = type === 'Point' || type === 'LineString' || type === 'Polygon';
  if (!isPlain || parts.some((part) => part.type !== type))
    return { type: 'GeometryCollection', geometries: [...parts] };
  return {
    type: `Multi${type}`,
    coordinates: parts.map((part) => (part as { coordinates: unknown }).coordinates),
  } as Geometry;
}

/** A ring that ends where it begins. */
export function closed(ring: Position[]): Position[] {
  const [first, last] = [ring[0], ring.at(-1)];
  return first && last && (first[0] !== last[0] || first[1] !== last[1]) ? [...ring, first] : ring;
}

/** What is told of a shape without enough positions, or with one that is none. */
export const brokenShape: Sentence = {
  'zh-CN': '这个图形的坐标不完整或不是数字，无法读取。请在原来的软件中修正后重新导出。',
  en: 'The coordinates of this shape are incomplete or no numbers, so it cannot be read. Correct it in the program that it comes from and export it again.',
};
