import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

type Piece = string | Uint8Array;
/** What an entry of an archive holds, in pieces; texts are UTF-8. */
export type Content = AsyncIterable<Piece> | Iterable<Piece>;
/** An entry of an archive. */
export type ZipPart = [name: string, content: Content];

interface Entry {
  name: Buffer;
  /** Where it begins in the archive. */
  offset: number;
  crc: number;
  /** Bytes before and after packing. */
  size: number;
  packed: number;
}

/**
 * A ZIP archive piece by piece as its entries come, sizes behind each entry. At most 65,535 entries or 4 GiB, which no file of ours
 * comes near. The same entries make the same archive.
 */
export async function* zipped(parts: AsyncIterable<ZipPart> | Iterable<ZipPart>): AsyncGenerator<Uint8Array> {
  const entries: Entry[] = [];
  let offset = 0;
  for await (const [name, content] of parts) {
    const entry: Entry = { name: Buffer.from(name), offset, crc: 0, size: 0, packed: 0 };
    for await (const piece of entryBytes(entry, content)) {
      offset += piece.length;
      yield piece;
    }
    entries.push(entry);
  }
  yield directory(entries, offset);
}

/** Sizes follow (bit 3), names are UTF-8 (bit 11), deflated; the date is 1 January 1980, so that equal rows make equal files. */
const traits = [20, 0x0808, 8, 0, 0x21];

async function* entryBytes(entry: Entry, content: Content): AsyncGenerator<Buffer> {
  yield Buffer.concat([numbers([0x04034b50], traits, [0, 0, 0], [entry.name.length, 0]), entry.name]);
  const raw = async function* () {
    for await (const piece of inPieces(content)) {
      entry.crc = crc32(piece, entry.crc);
      entry.size += piece.length;
      yield piece;
    }
  };
  const packing = createDeflateRaw();
  // What fails on the way fails the reading of what is packed.
  pipeline(Readable.from(raw()), packing, () => {});
  for await (const piece of packing as AsyncIterable<Buffer>) {
    entry.packed += piece.length;
    yield piece;
  }
  yield numbers([0x08074b50, entry.crc, entry.packed, entry.size]);
}

/** Small pieces go together: packing each for itself would cost more. */
export async function* inPieces(content: Content): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let text = '';
  let size = 0;
  for await (const part of content) {
    if (typeof part === 'string') text += part;
    else {
      if (text) held.push(Buffer.from(text));
      text = '';
      held.push(Buffer.from(part.buffer, part.byteOffset, part.byteLength));
    }
    size += part.length;
    if (size < 65_536) continue;
    yield Buffer.concat([...held, Buffer.from(text)]);
    held = [];
    text = '';
    size = 0;
  }
  if (size) yield Buffer.concat([...held, Buffer.from(text)]);
}

function directory(entries: readonly Entry[], offset: number): Buffer {
  const list = Buffer.concat(
    entries.flatMap(({ name, crc, packed, size, offset: at }) => [
      numbers([0x02014b50], [20, ...traits], [crc, packed, size], [name.length, 0, 0, 0, 0], [0, at]),
      name,
    ]),
  );
  const { length } = entries;
  return Buffer.concat([list, numbers([0x06054b50], [0, 0, length, length], [list.length, offset], [0])]);
}

/** Numbers as they lie in an archive, little-endian: by turns lists of 4-byte and of 2-byte ones. */
function numbers(...lists: readonly (readonly number[])[]): Buffer {
  const sizes = lists.map((_, at) => (at % 2 === 0 ? 4 : 2));
  const bytes = Buffer.alloc(lists.reduce((sum, list, at) => sum + list.length * sizes[at]!, 0));
  let place = 0;
  for (const [at, list] of lists.entries()) {
    for (const number of list) place = at % 2 ? bytes.writeUInt16LE(number, place) : bytes.writeUInt32LE(number, place);
  }
  return bytes;
}
