import type { LonLat } from '../../server/api/wire.ts';

/** A place as figures that can be typed again, about 1 m exact: `112.10340, 32.00120`. */
export function formatPlace([longitude, latitude]: LonLat): string {
  return `${longitude.toFixed(5)}, ${latitude.toFixed(5)}`;
}

/** The place that such figures name, with any comma or blank between them; null where they name none. */
export function readPlace(text: string): LonLat | null {
  const parts = text
    .trim()
    .split(/[\s,，、]+/)
    .filter(Boolean);
  if (parts.length !== 2 || parts.some((part) => !/^-?\d{1,3}(\.\d+)?$/.test(part))) return null;
  const [longitude, latitude] = parts.map(Number) as LonLat;
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90 ? [longitude, latitude] : null;
}
