import type { Geometry, Position } from 'geojson';
import { crsOf } from './crs.ts';
import { type DbfTold, dbf, shortNames } from './dbf.ts';
import type { Encoding } from './encoding.ts';
import { inDatum } from './shifted.ts';
import { datumNames, type Feature, type Table, type Value } from './table.ts';
import { type ZipPart, zipped } from './zip.ts';

// ESRI Shapefile Technical Description, July 1998. One file holds one type of shape; lengths are counted in 16-bit words.

/** Shape types, by what a table calls them. */
const shapeTypes = { point: 1, line: 3, polygon: 5 } as const;
type Kind = keyof typeof shapeTypes;
const HEAD_BYTES = 100;
const NULL_SHAPE = Buffer.alloc(4);

/** Words of the note that lies beside the files. */
export interface ShapefileWords {
  fileName: string;
  coordinates: string;
  encoding: string;
  columns: string;
  cut: (count: number) => string;
}

/** Rows of one type of shape, encoded as they come. */
interface Layer {
  shapes: Buffer[];
  rows: Value[][];
  bounds: Bounds;
}
type Bounds = [west: number, south: number, east: number, north: number];

/**
 * A table as shapefiles in a ZIP archive, with `.cpg`, `.prj` and a note on the columns, whose names are cut to 10 bytes. Rows are held
 * until the last has come, as the widths of columns stand before them. Where shapes are of several types, each is a file of its own;
 * rows without a shape go with the first.
 */
export function shapefile(
  table: Table,
  encoding: Extract<Encoding, 'utf-8' | 'gbk'>,
  words: ShapefileWords,
): AsyncGenerator<Uint8Array> {
  return zipped(partsOf(table, encoding, words));
}

async function* partsOf(table: Table, encoding: 'utf-8' | 'gbk', words: ShapefileWords): AsyncGenerator<ZipPart> {
  const { name, columns, datum } = table;
  const layers = await layersOf(table);
  const told: DbfTold = { cut_count: 0 };
  for (const [kind, layer] of layers) {
    const base = layers.size === 1 ? name : `${name}_${kind}`;
    yield [`${base}.shp`, shapes(kind, layer)];
    yield [`${base}.shx`, index(kind, layer)];
    yield [`${base}.dbf`, dbf(columns, layer.rows, encoding, told)];
    yield [`${base}.prj`, [crsOf[datum].wkt]];
    yield [`${base}.cpg`, [encoding === 'gbk' ? 'GBK' : 'UTF-8']];
  }
  yield [words.fileName, [noteOf(table, encoding, told, words)]];
}

function noteOf({ title, columns, datum }: Table, encoding: string, told: DbfTold, words: ShapefileWords): string {
  const names = shortNames(columns.map(({ name }) => name));
  const lines = [
    title,
    `${words.coordinates}: ${datumNames[datum]}`,
    `${words.encoding}: ${encoding.toUpperCase()}`,
    ...(told.cut_count > 0 ? [words.cut(told.cut_count)] : []),
    '',
    `${words.columns}:`,
    ...columns.map(({ name, head, words: codes }, at) => {
      const listed = codes ? ` (${[...codes].map(([id, word]) => `${id} ${word}`).join(', ')})` : '';
      return `${names[at]} = ${name}, ${head}${listed}`;
    }),
  ];
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

async function layersOf({ features, datum }: Table): Promise<Map<Kind, Layer>> {
  const layers = new Map<Kind, Layer>();
  const unplaced: Feature[] = [];
  const layer = (kind: Kind) => {
    let found = layers.get(kind);
    if (!found) {
      found = { shapes: [], rows: [], bounds: [Infinity, Infinity, -Infinity, -Infinity] };
      layers.set(kind, found);
    }
    return found;
  };
  for await (const feature of features) {
    const { geometry } = feature;
    if (!geometry) unplaced.push(feature);
    else add(layer(kindOf(geometry)), inDatum(geometry, datum), feature.values);
  }
  for (const { values } of unplaced) {
    const first = [...layers.values()][0] ?? layer('point');
    first.shapes.push(NULL_SHAPE);
    first.rows.push(values);
  }
  if (layers.size === 0) layer('point');
  return layers;
}

function kindOf({ type }: Geometry): Kind {
  if (type === 'Point') return 'point';
  if (type.endsWith('LineString')) return 'line';
  if (type.endsWith('Polygon')) return 'polygon';
  throw new TypeError(`a shapefile of ours holds no ${type}`);
}

function add({ shapes: held, rows, bounds }: Layer, geometry: Geometry, values: Value[]): void {
  rows.push(values);
  if (geometry.type === 'Point') {
    const bytes = Buffer.alloc(20);
    bytes.writeInt32LE(shapeTypes.point);
    writePosition(bytes, geometry.coordinates, 4);
    held.push(bytes);
    widen(bounds, [geometry.coordinates]);
    return;
  }
  const parts = partsOfShape(geometry);
  const own: Bounds = [Infinity, Infinity, -Infinity, -Infinity];
  for (const part of parts) widen(own, part);
  for (const part of parts) widen(bounds, part);
  const count = parts.reduce((sum, part) => sum + part.length, 0);
  const bytes = Buffer.alloc(44 + parts.length * 4 + count * 16);
  bytes.writeInt32LE(shapeTypes[kindOf(geometry)]);
  for (const [at, degrees] of own.entries()) bytes.writeDoubleLE(degrees, 4 + at * 8);
  bytes.writeInt32LE(parts.length, 36);
  bytes.writeInt32LE(count, 40);
  let first = 0;
  let place = 44 + parts.length * 4;
  for (const [at, part] of parts.entries()) {
    bytes.writeInt32LE(first, 44 + at * 4);
    first += part.length;
    for (const position of part) place = writePosition(bytes, position, place);
  }
  held.push(bytes);
}

/** Lines, or rings: outer ones clockwise, holes against it, which is the reverse of GeoJSON. */
function partsOfShape(geometry: Geometry): Position[][] {
  switch (geometry.type) {
    case 'LineString':
      return [geometry.coordinates];
    case 'MultiLineString':
      return geometry.coordinates;
    case 'Polygon':
      return turned(geometry.coordinates);
    case 'MultiPolygon':
      return geometry.coordinates.flatMap(turned);
    default:
      return [];
  }
}

function turned(rings: readonly Position[][]): Position[][] {
  return rings.map((ring, at) => (isClockwise(ring) === (at === 0) ? ring : [...ring].reverse()));
}

function isClockwise(ring: readonly Position[]): boolean {
  let twice_area = 0;
  // From the first position, so that nothing is lost of small rings far from the origin.
  const [x, y] = ring[0] as [number, number];
  for (let at = 1; at < ring.length; at++) {
    const [before, here] = [ring[at - 1]!, ring[at]!];
    twice_area += (before[0]! - x) * (here[1]! - y) - (here[0]! - x) * (before[1]! - y);
  }
  return twice_area < 0;
}

function widen(bounds: Bounds, positions: readonly Position[]): void {
  for (const [lon, lat] of positions as readonly [number, number][]) {
    bounds[0] = Math.min(bounds[0], lon);
    bounds[1] = Math.min(bounds[1], lat);
    bounds[2] = Math.max(bounds[2], lon);
    bounds[3] = Math.max(bounds[3], lat);
  }
}

function writePosition(bytes: Buffer, position: Position, at: number): number {
  bytes.writeDoubleLE(position[0]!, at);
  return bytes.writeDoubleLE(position[1]!, at + 8);
}

function head(kind: Kind, bounds: Bounds, size: number): Buffer {
  const bytes = Buffer.alloc(HEAD_BYTES);
  bytes.writeInt32BE(9994);
  bytes.writeInt32BE(size / 2, 24);
  bytes.writeInt32LE(1000, 28);
  bytes.writeInt32LE(shapeTypes[kind], 32);
  // The bounds of nothing are zeros.
  if (bounds[0] <= bounds[2]) for (const [at, degrees] of bounds.entries()) bytes.writeDoubleLE(degrees, 36 + at * 8);
  return bytes;
}

function* shapes(kind: Kind, { shapes: held, bounds }: Layer): Generator<Buffer> {
  yield head(kind, bounds, HEAD_BYTES + held.reduce((sum, { length }) => sum + 8 + length, 0));
  for (const [at, shape] of held.entries()) {
    const record = Buffer.alloc(8);
    record.writeInt32BE(at + 1);
    record.writeInt32BE(shape.length / 2, 4);
    yield record;
    yield shape;
  }
}

function* index(kind: Kind, { shapes: held, bounds }: Layer): Generator<Buffer> {
  yield head(kind, bounds, HEAD_BYTES + held.length * 8);
  let offset = HEAD_BYTES;
  for (const { length } of held) {
    const entry = Buffer.alloc(8);
    entry.writeInt32BE(offset / 2);
    entry.writeInt32BE(length / 2, 4);
    offset += 8 + length;
    yield entry;
  }
}
