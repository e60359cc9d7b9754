import { VectorTile, type VectorTileFeature } from '@mapbox/vector-tile';
import type { Geometry, Position } from 'geojson';
import { PbfReader } from 'pbf';
import { Paths } from '../../../server/tiles/geometry/paths.ts';
import type { GeometryType } from '../../../server/tiles/geometry/wkb.ts';
import type { Shaping } from '../../../server/tiles/store/assembly.ts';
import type { Store } from '../../../server/tiles/store/store.ts';
import { StoreBuilder } from '../../../server/tiles/store/store-builder.ts';
import type { Value } from '../../../server/tiles/store/values.ts';

/** A list of paths from arrays of `[x, y]`. */
export function pathsOf(...paths: Position[][]): Paths {
  const list = new Paths();
  for (const path of paths) {
    for (const [x, y] of path) list.add(x!, y!);
    list.end();
  }
  return list;
}

/** The paths of a list as arrays of `[x, y]`. */
export function positionsOf(paths: Paths): Position[][] {
  return Array.from({ length: paths.count }, (_, path) => {
    // Rounding may have made a negative zero: adding 0 makes it an ordinary one.
    const numbers = Array.from(paths.coordinates.subarray(paths.start(path), paths.ends[path]), (value) => value + 0);
    return numbers.flatMap((x, i) => (i % 2 === 0 ? [[x, numbers[i + 1]!]] : []));
  });
}

const types = {
  Point: 1,
  LineString: 2,
  Polygon: 3,
  MultiPoint: 4,
  MultiLineString: 5,
  MultiPolygon: 6,
} as const;

type Shape = Exclude<Geometry, { type: 'GeometryCollection' }>;

/** Little-endian WKB of a geometry. */
export function wkbOf(geometry: Shape): Uint8Array {
  const writer = { bytes: Buffer.alloc(1024), length: 0 };
  write(geometry, writer);
  return Uint8Array.from(writer.bytes.subarray(0, writer.length));
}

interface Writer {
  bytes: Buffer;
  length: number;
}

function write(geometry: Shape, writer: Writer): void {
  room(writer);
  writer.length = writer.bytes.writeUInt8(1, writer.length);
  count(types[geometry.type], writer);
  const points = (positions: Position[]) => {
    count(positions.length, writer);
    for (const each of positions) position(each, writer);
  };
  if (geometry.type === 'Point') position(geometry.coordinates, writer);
  else if (geometry.type === 'LineString') points(geometry.coordinates);
  else if (geometry.type === 'Polygon') {
    count(geometry.coordinates.length, writer);
    for (const ring of geometry.coordinates) points(ring);
  } else {
    count(geometry.coordinates.length, writer);
    const type = geometry.type.slice(5) as 'Point';
    for (const part of geometry.coordinates) write({ type, coordinates: part as Position }, writer);
  }
}

function position([x, y]: Position, writer: Writer): void {
  room(writer);
  writer.length = writer.bytes.writeDoubleLE(x!, writer.length);
  writer.length = writer.bytes.writeDoubleLE(y!, writer.length);
}

function count(value: number, writer: Writer): void {
  room(writer);
  writer.length = writer.bytes.writeUInt32LE(value, writer.length);
}

function room(writer: Writer): void {
  if (writer.length + 16 <= writer.bytes.length) return;
  writer.bytes = Buffer.concat([writer.bytes, Buffer.alloc(writer.bytes.length)]);
}

/** Longitude and latitude of a place in a tile, given in tile units from its north-west corner. */
export function degrees(z: number, x: number, y: number, [unitX, unitY]: Position): Position {
  const tiles = 2 ** z;
  const longitude = ((x + unitX! / 4096) / tiles) * 360 - 180;
  const latitude = (Math.atan(Math.sinh(Math.PI * (1 - (2 * (y + unitY! / 4096)) / tiles))) * 180) / Math.PI;
  return [longitude, latitude];
}

/** A row of a store in a test. */
export interface TestRow {
  id?: number;
  minzoom?: number;
  geometry: Exclude<Geometry, { type: 'GeometryCollection' }>;
  attributes?: (Value | null)[];
}

/** A store with these rows; ids count from 1 where none is given. */
export function storeOf(
  type: GeometryType,
  rows: TestRow[],
  keys: string[] = [],
  { tolerance = 0, minArea = 0 }: Partial<Shaping> = {},
): Store {
  const builder = new StoreBuilder(type, keys, { tolerance, minArea });
  rows.forEach((row, i) => {
    const reason = builder.add(row.id ?? i + 1, row.minzoom ?? 0, wkbOf(row.geometry), row.attributes ?? []);
    if (reason !== null) throw new Error(reason);
  });
  return builder.finish();
}

/** A decoded feature: polygons with closed rings, as the tile has them. */
export interface DecodedFeature {
  id: number | undefined;
  type: number;
  properties: Record<string, Value>;
  geometry: Position[][];
}

/** What Mapbox's own reader makes of a tile: features by layer. */
export function decode(bytes: Uint8Array): Record<string, DecodedFeature[]> {
  // The package's types are of its previous version, for an older reader.
  const tile = new VectorTile(new PbfReader(bytes) as never);
  const layers = Object.entries(tile.layers).map(([name, layer]) => {
    const features = Array.from({ length: layer.length }, (_, i) => layer.feature(i));
    return [name, features.map(decoded)];
  });
  return Object.fromEntries(layers);
}

function decoded(feature: VectorTileFeature): DecodedFeature {
  const geometry = feature.loadGeometry().map((path) => path.map(({ x, y }) => [x, y]));
  return { id: feature.id, type: feature.type, properties: { ...feature.properties }, geometry };
}

/** Signed area of a ring by the surveyor's formula, repeated last vertex or not. */
export function areaOf(ring: Position[]): number {
  return ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length]!;
    return sum + (x! * nextY! - nextX! * y!) / 2;
  }, 0);
}

/** Length of a line. */
export function lengthOf(line: Position[]): number {
  return line.slice(1).reduce((sum, [x, y], i) => sum + Math.hypot(x! - line[i]![0]!, y! - line[i]![1]!), 0);
}

/** Whether a place lies in an odd number of the rings. */
export function liesIn(rings: Position[][], [x, y]: Position): boolean {
  let inside = false;
  for (const ring of rings) {
    ring.forEach(([x1, y1], i) => {
      const [x2, y2] = ring[(i + 1) % ring.length]!;
      if (y1! > y! !== y2! > y! && x! < ((x2! - x1!) * (y! - y1!)) / (y2! - y1!) + x1!) inside = !inside;
    });
  }
  return inside;
}
