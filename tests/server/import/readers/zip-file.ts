import { crc32, deflateRawSync } from 'node:zlib';

/** One file of an archive; what is given besides its content is written in place of the truth. */
export interface ZipPart {
  name: string | Buffer;
  content: string | Uint8Array;
  /** Length that the directory says. */
  size?: number;
  /** General purpose bits: 1 encrypted, 0x800 the name is UTF-8. */
  flags?: number;
  /** Another archive's entry data in place of its own: byte of the archive at which they begin. */
  at?: number;
}

/** A ZIP archive (APPNOTE.TXT 6.3) as bytes. */
export function zipFile(parts: readonly ZipPart[]): Buffer {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  const known = new Map<string | Uint8Array, { packed: Buffer; crc: number; length: number }>();
  let offset = 0;
  for (const { name, content, size, flags = 0x800, at } of parts) {
    const nameBytes = Buffer.from(name);
    const { packed, crc, length } = known.get(content) ?? packedOf(content);
    known.set(content, { packed, crc, length });
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(flags, 2);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc, 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(size ?? length, 18);
    head.writeUInt16LE(nameBytes.length, 22);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    head.copy(entry, 6);
    entry.writeUInt32LE(at ?? offset, 42);
    directory.push(entry, nameBytes);
    if (at !== undefined) continue;
    local.push(Buffer.from('PK\x03\x04'), head, nameBytes, packed);
    offset += 30 + nameBytes.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, listed, end]);
}

function packedOf(content: string | Uint8Array) {
  const data = Buffer.from(content);
  return { packed: deflateRawSync(data), crc: crc32(data), length: data.length };
}
