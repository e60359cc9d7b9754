import { inflateRawSync } from 'node:zlib';

/** All pieces as one. */
export async function together(pieces: AsyncIterable<string | Uint8Array>): Promise<Buffer> {
  const held: Buffer[] = [];
  for await (const piece of pieces) held.push(Buffer.from(piece as Uint8Array));
  return Buffer.concat(held);
}

/**
 * The entries of a ZIP archive by what its directory says, each unpacked.
 * @throws Error where sizes or sums of an entry and of the directory differ.
 */
export function entriesOf(archive: Buffer): Record<string, Buffer> {
  const end = archive.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const count = archive.readUInt16LE(end + 10);
  const entries: Record<string, Buffer> = {};
  let at = archive.readUInt32LE(end + 16);
  for (let entry = 0; entry < count; entry++) {
    const [packed, size] = [archive.readUInt32LE(at + 20), archive.readUInt32LE(at + 24)];
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.subarray(at + 46, at + 46 + nameLength).toString();
    const offset = archive.readUInt32LE(at + 42);
    const start = offset + 30 + archive.readUInt16LE(offset + 26) + archive.readUInt16LE(offset + 28);
    const bytes = inflateRawSync(archive.subarray(start, start + packed));
    // What follows the entry says the same as the directory: sum, packed, size.
    const same = archive.subarray(start + packed + 4, start + packed + 16).equals(archive.subarray(at + 16, at + 28));
    if (bytes.length !== size || !same) throw new Error(`${name} is not what the directory says`);
    entries[name] = bytes;
    at += 46 + nameLength;
  }
  if (at !== end) throw new Error('the directory is longer than it says');
  return entries;
}

/** The texts of the cells of an XLSX sheet of ours, row by row; numbers as texts, empty cells left out. */
export function cellsOf(sheet: Buffer): string[][] {
  const unescaped = (text: string) =>
    text.replace(/&(lt|gt|quot|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[name]!);
  return [...sheet.toString().matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row]) =>
    [...row!.matchAll(/<c [^>]*>(?:<v>(.*?)<\/v>|<is><t[^>]*>(.*?)<\/t><\/is>)<\/c>/gs)].map(([, number, text]) =>
      unescaped(number ?? text!),
    ),
  );
}

/** A dBase file as its columns and rows of texts without the spaces around them. */
export function dbfOf(bytes: Buffer, encoding: string): { fields: string[]; rows: string[][]; driver: number } {
  const [count, headSize, width] = [bytes.readUInt32LE(4), bytes.readUInt16LE(8), bytes.readUInt16LE(10)];
  const decoder = new TextDecoder(encoding, { fatal: true });
  const fields: { name: string; type: string; size: number; decimals: number }[] = [];
  for (let at = 32; bytes[at] !== 0x0d; at += 32) {
    const name = bytes.subarray(at, bytes.indexOf(0, at)).toString('latin1');
    fields.push({ name, type: String.fromCharCode(bytes[at + 11]!), size: bytes[at + 16]!, decimals: bytes[at + 17]! });
  }
  if (headSize !== 33 + fields.length * 32) throw new Error('the head of the dBase file is not as long as it says');
  if (width !== 1 + fields.reduce((sum, { size }) => sum + size, 0))
    throw new Error('rows are not as wide as they say');
  if (bytes.length !== headSize + count * width + 1) throw new Error('the dBase file is not as long as it says');
  const rows = Array.from({ length: count }, (_, row) => {
    let at = headSize + row * width + 1;
    return fields.map(({ size }) => {
      at += size;
      return decoder.decode(bytes.subarray(at - size, at)).trim();
    });
  });
  return {
    fields: fields.map(({ name, type, size, decimals }) => `${name} ${type}${size}${decimals ? `.${decimals}` : ''}`),
    rows,
    driver: bytes[29]!,
  };
}

/** The shapes of a `.shp` as their type and parts, checked against the index beside it. */
export function shapesOf(shp: Buffer, shx: Buffer): { type: number; parts: number[][][] }[] {
  if (shp.readInt32BE(0) !== 9994 || shp.readInt32BE(24) * 2 !== shp.length) throw new Error('not a shapefile');
  if (shx.readInt32BE(24) * 2 !== shx.length) throw new Error('the index is not as long as it says');
  const shapes: { type: number; parts: number[][][] }[] = [];
  for (let at = 100; at < shp.length; ) {
    const number = shp.readInt32BE(at);
    const size = shp.readInt32BE(at + 4) * 2;
    const entry = 100 + (number - 1) * 8;
    if (shx.readInt32BE(entry) * 2 !== at || shx.readInt32BE(entry + 4) * 2 !== size)
      throw new Error(`the index says otherwise of shape ${number}`);
    shapes.push(shapeOf(shp.subarray(at + 8, at + 8 + size)));
    at += 8 + size;
  }
  return shapes;
}

function shapeOf(bytes: Buffer): { type: number; parts: number[][][] } {
  const type = bytes.readInt32LE(0);
  const position = (at: number) => [bytes.readDoubleLE(at), bytes.readDoubleLE(at + 8)];
  if (type === 0) return { type, parts: [] };
  if (type === 1) return { type, parts: [[position(4)]] };
  const [partCount, count] = [bytes.readInt32LE(36), bytes.readInt32LE(40)];
  const starts = Array.from({ length: partCount }, (_, at) => bytes.readInt32LE(44 + at * 4));
  const first = 44 + partCount * 4;
  return {
    type,
    parts: starts.map((start, at) =>
      Array.from({ length: (starts[at + 1] ?? count) - start }, (_, place) => position(first + (start + place) * 16)),
    ),
  };
}
