import type { Geometry, Position } from 'geojson';

const types = {
  Point: 1,
  LineString: 2,
  Polygon: 3,
  MultiPoint: 4,
  MultiLineString: 5,
  MultiPolygon: 6,
  GeometryCollection: 7,
} as const;
const SRID_FLAG = 0x20000000;
const WGS84 = 4326;

let buffer = Buffer.alloc(1 << 16);
let at = 0;

/** Hexadecimal EWKB of a geometry: little endian, SRID 4326, two dimensions (heights are left out). */
export function toHexWkb(geometry: Geometry): string {
  at = 0;
  writeGeometry(geometry, true);
  return buffer.toString('hex', 0, at);
}

function room(bytes: number): void {
  if (at + bytes <= buffer.length) return;
  const larger = Buffer.alloc(Math.max(buffer.length * 2, at + bytes));
  buffer.copy(larger, 0, 0, at);
  buffer = larger;
}

function writeHead(type: number, outermost: boolean): void {
  room(13);
  buffer[at] = 1;
  buffer.writeUInt32LE(outermost ? type + SRID_FLAG : type, at + 1);
  at += 5;
  if (outermost) at = buffer.writeUInt32LE(WGS84, at);
}

function writeCount(count: number): void {
  room(4);
  at = buffer.writeUInt32LE(count, at);
}

function writePosition(position: Position): void {
  room(16);
  buffer.writeDoubleLE(position[0]!, at);
  buffer.writeDoubleLE(position[1]!, at + 8);
  at += 16;
}

function writePositions(positions: Position[]): void {
  writeCount(positions.length);
  room(positions.length * 16);
  for (const position of positions) writePosition(position);
}

function writeRings(rings: Position[][]): void {
  writeCount(rings.length);
  for (const ring of rings) writePositions(ring);
}

function writeGeometry(geometry: Geometry, outermost = false): void {
  writeHead(types[geometry.type], outermost);
  const { type } = geometry;
  if (type === 'Point') writePosition(geometry.coordinates);
  else if (type === 'LineString') writePositions(geometry.coordinates);
  else if (type === 'Polygon') writeRings(geometry.coordinates);
  else writeParts(partsOf(geometry));
}

function partsOf(geometry: Exclude<Geometry, { type: 'Point' | 'LineString' | 'Polygon' }>): Geometry[] {
  if (geometry.type === 'GeometryCollection') return geometry.geometries;
  if (geometry.type === 'MultiPoint')
    return geometry.coordinates.map((coordinates) => ({ type: 'Point', coordinates }));
  if (geometry.type === 'MultiLineString')
    return geometry.coordinates.map((coordinates) => ({ type: 'LineString', coordinates }));
  return geometry.coordinates.map((coordinates) => ({ type: 'Polygon', coordinates }));
}

function writeParts(parts: Geometry[]): void {
  writeCount(parts.length);
  for (const part of parts) writeGeometry(part);
}
