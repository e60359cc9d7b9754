import type { Geometry, Position } from 'geojson';
import type { LonLat } from '../api/wire.ts';
import { toGcj02 } from '../import/crs/shifted.ts';
import type { Datum } from './table.ts';

/** Decimals of a degree that are written: a centimetre. */
const DECIMALS = 7;

/** A shape in the numbers of a datum; WGS 84 and CGCS2000 have the same ones to a few centimetres. Heights are left out. */
export function inDatum(geometry: Geometry, datum: Datum): Geometry {
  if (datum !== 'gcj02') return geometry;
  if (geometry.type === 'GeometryCollection')
    return { ...geometry, geometries: geometry.geometries.map((part) => inDatum(part, datum)) };
  return { ...geometry, coordinates: moved(geometry.coordinates) } as Geometry;
}

type Nested = Position | Position[] | Position[][] | Position[][][];

function moved(part: Nested): Nested {
  if (typeof part[0] === 'number') return toGcj02(part as LonLat).map(rounded) as Position;
  return (part as Position[]).map((inner) => moved(inner)) as Position[];
}

const rounded = (degrees: number) => Number(degrees.toFixed(DECIMALS));
