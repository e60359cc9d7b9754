import type { PackFigures } from '../api/report-packs/schema.ts';

/** Units of the drawing along its longer side. */
const LONGER_SIDE = 1000;

type Ring = [number, number][];

/** Outlines as paths in a box, north up. Degrees of longitude are as long as at the middle of the whole. */
export function pathsOf(
  outlines: readonly { area_code: string; name: string; shape: string }[],
): Pick<PackFigures['map'], 'width' | 'height' | 'areas'> {
  const shapes = outlines.map(({ shape }) => ringsOf(JSON.parse(shape)));
  const points = shapes.flat(2);
  if (points.length === 0) return { width: 1, height: 1, areas: [] };
  const [west, east] = extent(points.map(([longitude]) => longitude));
  const [south, north] = extent(points.map(([, latitude]) => latitude));
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = LONGER_SIDE / Math.max((east - west) * narrow, north - south, Number.EPSILON);
  const at = ([longitude, latitude]: [number, number]) =>
    `${Math.round((longitude - west) * narrow * scale)} ${Math.round((north - latitude) * scale)}`;
  return {
    width: Math.max(1, Math.round((east - west) * narrow * scale)),
    height: Math.max(1, Math.round((north - south) * scale)),
    areas: outlines.map(({ area_code, name }, place) => ({
      ...{ area_code, name },
      path: shapes[place]!.map((ring) => `M${ring.slice(0, -1).map(at).join('L')}Z`).join(''),
    })),
  };
}

function ringsOf(shape: { type: string; coordinates: unknown }): Ring[] {
  if (shape.type === 'Polygon') return shape.coordinates as Ring[];
  return shape.type === 'MultiPolygon' ? (shape.coordinates as Ring[][]).flat() : [];
}

function extent(values: readonly number[]): [number, number] {
  return [values.reduce((least, each) => Math.min(least, each)), values.reduce((most, each) => Math.max(most, each))];
}
