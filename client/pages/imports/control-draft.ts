import type { ControlPoint } from '../../../server/api/imports/schema.ts';

/** A control point as it is typed. */
export type DraftPoint = Record<'x' | 'y' | 'lon' | 'lat', string>;

const emptyPoint: DraftPoint = { x: '', y: '', lon: '', lat: '' };

/** Points as they stand in their fields; two empty rows where there are none. */
export function draftsOf(points: readonly ControlPoint[]): DraftPoint[] {
  if (points.length === 0) return [emptyPoint, emptyPoint];
  return points.map(({ x, y, lon, lat }) => ({ x: `${x}`, y: `${y}`, lon: `${lon}`, lat: `${lat}` }));
}

/** The drafts with an empty row more. */
export function withPoint(drafts: readonly DraftPoint[]): DraftPoint[] {
  return [...drafts, emptyPoint];
}

/** Whether a row is filled with figures that can be a place. */
export function isWhole({ x, y, lon, lat }: DraftPoint): boolean {
  const figures = [x, y, lon, lat];
  return (
    figures.every((figure) => figure.trim() !== '' && Number.isFinite(Number(figure))) &&
    Math.abs(Number(lon)) <= 180 &&
    Math.abs(Number(lat)) <= 90
  );
}

/** The rows that are whole, as points. */
export function pointsOf(drafts: readonly DraftPoint[]): ControlPoint[] {
  return drafts
    .filter(isWhole)
    .map(({ x, y, lon, lat }) => ({ x: Number(x), y: Number(y), lon: Number(lon), lat: Number(lat) }));
}
