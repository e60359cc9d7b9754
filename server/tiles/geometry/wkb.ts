import { Paths } from './paths.ts';

export type GeometryType = 'point' | 'line' | 'polygon';

/** What was read: paths as they stand in the file, rings with their repeated last vertex. */
export interface WkbGeometry {
  type: GeometryType;
  paths: Paths;
  /** Number of paths up to and including each polygon's last ring; its first ring is the exterior. Only for polygons. */
  polygonEnds: number[];
}

const geometry: WkbGeometry = { type: 'point', paths: new Paths(), polygonEnds: [] };
const hasZ = 0x8000_0000;
const hasM = 0x4000_0000;
const hasSrid = 0x2000_0000;

/**
 * Reads Well-Known Binary: points, lines, polygons and their multi forms, of either byte order, ISO or EWKB. Z, M and
 * the SRID are passed over. The object returned is used again by the next call. Empty geometry has no paths.
 * @throws Error on another type, and on bytes that end too early.
 */
export function readWkb(bytes: Uint8Array): WkbGeometry {
  geometry.paths.clear();
  geometry.polygonEnds = [];
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), at: 0 };
  readGeometry(reader);
  return geometry;
}

interface Reader {
  view: DataView;
  at: number;
}

function readGeometry(reader: Reader): void {
  const little = reader.view.getUint8(reader.at) === 1;
  let code = reader.view.getUint32(reader.at + 1, little);
  reader.at += 5;
  let dimensions = 2;
  if (code & hasSrid) reader.at += 4;
  if (code & hasZ) dimensions++;
  if (code & hasM) dimensions++;
  code &= 0x1fff_ffff;
  // ISO: 1001 is a point with Z, 2001 with M, 3001 with both.
  dimensions += [0, 1, 1, 2][Math.floor(code / 1000)] ?? 0;
  readBody(reader, code % 1000, little, dimensions);
}

function readBody(reader: Reader, type: number, little: boolean, dimensions: number): void {
  const { paths, polygonEnds } = geometry;
  if (type === 1) {
    geometry.type = 'point';
    readPath(reader, 1, little, dimensions);
  } else if (type === 2) {
    geometry.type = 'line';
    readPath(reader, readCount(reader, little), little, dimensions);
  } else if (type === 3) {
    geometry.type = 'polygon';
    for (let rings = readCount(reader, little); rings > 0; rings--)
      readPath(reader, readCount(reader, little), little, dimensions);
    polygonEnds.push(paths.count);
  } else if (type >= 4 && type <= 6) {
    geometry.type = type === 4 ? 'point' : type === 5 ? 'line' : 'polygon';
    for (let parts = readCount(reader, little); parts > 0; parts--) readGeometry(reader);
  } else throw new Error(`geometry type ${type} is neither point, line nor polygon`);
}

function readCount(reader: Reader, little: boolean): number {
  const count = reader.view.getUint32(reader.at, little);
  reader.at += 4;
  return count;
}

/** An empty point is written as two NaN; it makes no path. */
function readPath(reader: Reader, vertices: number, little: boolean, dimensions: number): void {
  const { view } = reader;
  for (let i = 0; i < vertices; i++) {
    const x = view.getFloat64(reader.at, little);
    const y = view.getFloat64(reader.at + 8, little);
    reader.at += dimensions * 8;
    if (vertices > 1 || !Number.isNaN(x)) geometry.paths.add(x, y);
  }
  geometry.paths.end();
}
