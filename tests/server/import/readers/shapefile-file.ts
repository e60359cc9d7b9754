import { zipFile } from './zip-file.ts';

/** A shape: rings or parts of positions, or null for none. */
export interface TestShape {
  /** 1 point, 3 line, 5 area, 8 points; 10 more with heights, 20 more with measures; 31 patches. */
  type: number;
  parts: number[][][];
}

/** The files of a shapefile (ESRI Shapefile Technical Description, July 1998), each to be changed before it is packed. */
export interface ShapefileParts {
  shp: Buffer;
  shx: Buffer;
  dbf: Buffer;
  prj?: string;
  cpg?: string;
}

/** @param rows one text for each shape, UTF-8 unless given as bytes, in a field of 20 bytes. */
export function shapefileParts(
  type: number,
  shapes: readonly (TestShape | null)[],
  rows: readonly (string | Buffer)[],
): ShapefileParts {
  const records = shapes.map((shape) => (shape ? recordOf(shape) : Buffer.alloc(4)));
  const shp = [
    headOf(
      type,
      records.reduce((sum, { length }) => sum + 8 + length, 100),
    ),
  ];
  const shx = [headOf(type, 100 + records.length * 8)];
  let at = 100;
  records.forEach((record, i) => {
    shp.push(words(i + 1, record.length / 2), record);
    shx.push(words(at / 2, record.length / 2));
    at += 8 + record.length;
  });
  return { shp: Buffer.concat(shp), shx: Buffer.concat(shx), dbf: dbfOf(rows), cpg: 'UTF-8' };
}

/** The shapefile as an archive; parts that are undefined are missing. */
export function shapefileZip(parts: Partial<ShapefileParts>, name = 'places'): Buffer {
  return zipFile(
    Object.entries(parts)
      .filter(([, content]) => content !== undefined)
      .map(([part, content]) => ({ name: `${name}.${part}`, content: content! })),
  );
}

function headOf(type: number, bytes: number): Buffer {
  const head = Buffer.alloc(100);
  head.writeUInt32BE(9994, 0);
  head.writeUInt32BE(bytes / 2, 24);
  head.writeUInt32LE(1000, 28);
  head.writeUInt32LE(type, 32);
  return head;
}

function words(first: number, second: number): Buffer {
  const pair = Buffer.alloc(8);
  pair.writeUInt32BE(first, 0);
  pair.writeUInt32BE(second, 4);
  return pair;
}

function recordOf({ type, parts }: TestShape): Buffer {
  const positions = parts.flat();
  const extra = type > 10 ? positions.length * 8 + 16 : 0;
  const coordinates = Buffer.alloc(positions.length * 16);
  positions.forEach(([x, y], i) => {
    coordinates.writeDoubleLE(x!, i * 16);
    coordinates.writeDoubleLE(y!, i * 16 + 8);
  });
  if (type % 10 === 1) return Buffer.concat([word(type), coordinates, Buffer.alloc(type > 10 ? 8 : 0)]);
  const box = Buffer.alloc(32);
  if (type % 10 === 8)
    return Buffer.concat([word(type), box, word(positions.length), coordinates, Buffer.alloc(extra)]);
  let first = 0;
  const starts = parts.map((part) => {
    const start = word(first);
    first += part.length;
    return start;
  });
  return Buffer.concat([
    ...[word(type), box, word(parts.length), word(positions.length)],
    ...[...starts, coordinates, Buffer.alloc(extra)],
  ]);
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function dbfOf(rows: readonly (string | Buffer)[]): Buffer {
  const head = Buffer.alloc(32 + 32 + 1);
  head[0] = 3;
  head.writeUInt32LE(rows.length, 4);
  head.writeUInt16LE(head.length, 8);
  head.writeUInt16LE(21, 10);
  head.write('NAME', 32, 'latin1');
  head.write('C', 43, 'latin1');
  head[48] = 20;
  head[64] = 0x0d;
  const texts = rows.map((row) => {
    const text = Buffer.alloc(21, 0x20);
    Buffer.from(row).copy(text, 1);
    return text;
  });
  return Buffer.concat([head, ...texts, Buffer.from([0x1a])]);
}
