import { inflateSync } from 'node:zlib';
import { PbfReader } from 'pbf';
import { AppError } from '../errors.ts';
import { importFault } from './faults.ts';
import type { Member, OsmSink, Tags } from './osm-sink.ts';
import type { ByteSource } from './readers/bytes.ts';

// Sizes and field numbers: https://wiki.openstreetmap.org/wiki/PBF_Format
const MAX_HEADER_BYTES = 64 * 1024;
const MAX_BLOB_BYTES = 32 * 1024 * 1024;
const supported = new Set(['OsmSchema-V0.6', 'DenseNodes']);
const memberTypes = ['node', 'way', 'relation'] as const;

/**
 * Reads an OSM PBF file blob by blob; elements may come in any order. Yields after every blob, so that a caller can wait.
 * @throws AppError when the file is no PBF, is cut short, or uses a compression or feature that is not supported.
 */
export async function* readOsmPbf(file: ByteSource, sink: OsmSink): AsyncGenerator<void> {
  const queue = new ByteQueue(file);
  let headerSeen = false;
  for (let size = await queue.takeOrEnd(4); size; size = await queue.takeOrEnd(4)) {
    const headerBytes = size.readUInt32BE(0);
    if (headerBytes === 0 || headerBytes > MAX_HEADER_BYTES)
      throw damaged(file, 'a blob header has an impossible size');
    const header = decode(file, readBlobHeader, await queue.take(headerBytes));
    if (header.bytes > MAX_BLOB_BYTES) throw damaged(file, 'a blob is larger than 32 MiB');
    const blob = decode(file, unpack, await queue.take(header.bytes));
    if (header.type === 'OSMHeader') {
      decode(file, checkHeader, blob);
      headerSeen = true;
    } else if (header.type === 'OSMData') {
      if (!headerSeen) throw damaged(file, 'data come before the header');
      decode(file, (content) => readBlock(content, sink), blob);
    }
    yield;
  }
}

/** Takes exact numbers of bytes from a file's chunks. */
class ByteQueue {
  private readonly chunks: AsyncGenerator<Buffer>;
  private held: Buffer[] = [];
  private heldBytes = 0;

  constructor(private readonly file: ByteSource) {
    this.chunks = file.chunks();
  }

  /** Null exactly at the end of the file. */
  async takeOrEnd(count: number): Promise<Buffer | null> {
    while (this.heldBytes < count) {
      const next = await this.chunks.next();
      if (next.done) {
        if (this.heldBytes === 0) return null;
        throw damaged(this.file, 'it ends in the middle of a blob');
      }
      this.held.push(next.value);
      this.heldBytes += next.value.length;
    }
    const all = this.held.length === 1 ? this.held[0]! : Buffer.concat(this.held);
    const rest = all.subarray(count);
    this.held = rest.length > 0 ? [rest] : [];
    this.heldBytes = rest.length;
    return all.subarray(0, count);
  }

  async take(count: number): Promise<Buffer> {
    if (count === 0) return Buffer.alloc(0);
    const taken = await this.takeOrEnd(count);
    if (!taken) throw damaged(this.file, 'it ends in the middle of a blob');
    return taken;
  }
}

function damaged(file: ByteSource, what: string, cause?: unknown) {
  return importFault(
    `${file.name} 不是完好的 OSM PBF 文件：${what}。`,
    `${file.name} is not a sound OSM PBF file: ${what}.`,
    'file',
    cause,
  );
}

function decode<T>(file: ByteSource, step: (content: Uint8Array) => T, content: Uint8Array): T {
  try {
    return step(content);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw damaged(file, (error as Error).message, error);
  }
}

function readBlobHeader(content: Uint8Array): { type: string; bytes: number } {
  return new PbfReader(content).readFields(
    (field, header, pbf) => {
      if (field === 1) header.type = pbf.readString();
      else if (field === 3) header.bytes = pbf.readVarint();
    },
    { type: '', bytes: 0 },
  );
}

function unpack(content: Uint8Array): Uint8Array {
  const pbf = new PbfReader(content);
  for (let field = pbf.nextField(); field !== 0; field = pbf.nextField()) {
    if (field === 1) return pbf.readBytes();
    if (field === 3) return inflateSync(pbf.readBytes(), { maxOutputLength: MAX_BLOB_BYTES });
    if (field >= 4 && field <= 7)
      throw new Error('it is compressed with lzma, bzip2, lz4 or zstd; rewrite it with zlib (osmium cat -f pbf)');
    pbf.skip(pbf.type);
  }
  throw new Error('a blob holds no data');
}

function checkHeader(content: Uint8Array): void {
  new PbfReader(content).readFields((field, _result, pbf) => {
    if (field !== 4) return;
    const feature = pbf.readString();
    if (!supported.has(feature)) throw new Error(`it needs the feature ${feature}, which is not supported`);
  }, null);
}

/** Strings and scales that the elements of one block share. */
interface Block {
  strings: string[];
  granularity: number;
  latOffset: number;
  lonOffset: number;
  groups: [number, number][];
}

function readBlock(content: Uint8Array, sink: OsmSink): void {
  const pbf = new PbfReader(content);
  const block = pbf.readFields(
    (field, result, reader) => {
      if (field === 1)
        result.strings = reader.readMessage((_field, list, inner) => list.push(inner.readString()), [] as string[]);
      else if (field === 2) {
        const end = reader.readVarint() + reader.pos;
        result.groups.push([reader.pos, end]);
        reader.pos = end;
      } else if (field === 17) result.granularity = reader.readVarint();
      else if (field === 19) result.latOffset = reader.readVarint(true);
      else if (field === 20) result.lonOffset = reader.readVarint(true);
    },
    { strings: [], granularity: 100, latOffset: 0, lonOffset: 0, groups: [] } as Block,
  );
  for (const [start, end] of block.groups) {
    pbf.pos = start;
    pbf.readFields(
      (field, _result, reader) => {
        if (field === 1) readNode(reader, block, sink);
        else if (field === 2) readDenseNodes(reader, block, sink);
        else if (field === 3) readWay(reader, block, sink);
        else if (field === 4) readRelation(reader, block, sink);
      },
      null,
      end,
    );
  }
}

/** Degrees, rounded to the 1e-7 in which OpenStreetMap keeps them. */
function degrees(offset: number, granularity: number, units: number): number {
  return Math.round((offset + granularity * units) / 100) / 1e7;
}

function tagsOf(block: Block, keys: number[], values: number[]): Tags | null {
  if (keys.length === 0) return null;
  const tags: Tags = {};
  for (let i = 0; i < keys.length; i++) tags[block.strings[keys[i]!]!] = block.strings[values[i]!] ?? '';
  return tags;
}

function readNode(pbf: PbfReader, block: Block, sink: OsmSink): void {
  const node = pbf.readMessage(
    (field, result, reader) => {
      if (field === 1) result.id = reader.readSVarint();
      else if (field === 2) reader.readPackedVarint(result.keys);
      else if (field === 3) reader.readPackedVarint(result.values);
      else if (field === 8) result.lat = reader.readSVarint();
      else if (field === 9) result.lon = reader.readSVarint();
    },
    { id: 0, lat: 0, lon: 0, keys: [] as number[], values: [] as number[] },
  );
  const lon = degrees(block.lonOffset, block.granularity, node.lon);
  const lat = degrees(block.latOffset, block.granularity, node.lat);
  sink.node(node.id, lon, lat, tagsOf(block, node.keys, node.values));
}

function readDenseNodes(pbf: PbfReader, block: Block, sink: OsmSink): void {
  const dense = pbf.readMessage(
    (field, result, reader) => {
      if (field === 1) reader.readPackedSVarint(result.ids);
      else if (field === 8) reader.readPackedSVarint(result.lats);
      else if (field === 9) reader.readPackedSVarint(result.lons);
      else if (field === 10) reader.readPackedVarint(result.tags);
    },
    { ids: [] as number[], lats: [] as number[], lons: [] as number[], tags: [] as number[] },
  );
  if (dense.lats.length !== dense.ids.length || dense.lons.length !== dense.ids.length)
    throw new Error('a block of nodes has more ids than coordinates');
  let [id, lat, lon, tag] = [0, 0, 0, 0];
  for (let i = 0; i < dense.ids.length; i++) {
    id += dense.ids[i]!;
    lat += dense.lats[i]!;
    lon += dense.lons[i]!;
    let tags: Tags | null = null;
    // Keys and values in turn, a 0 after each node; no list at all when no node has tags.
    while (tag < dense.tags.length && dense.tags[tag] !== 0) {
      tags ??= {};
      tags[block.strings[dense.tags[tag]!]!] = block.strings[dense.tags[tag + 1]!] ?? '';
      tag += 2;
    }
    tag++;
    sink.node(
      id,
      degrees(block.lonOffset, block.granularity, lon),
      degrees(block.latOffset, block.granularity, lat),
      tags,
    );
  }
}

function readWay(pbf: PbfReader, block: Block, sink: OsmSink): void {
  const way = pbf.readMessage(
    (field, result, reader) => {
      if (field === 1) result.id = reader.readVarint(true);
      else if (field === 2) reader.readPackedVarint(result.keys);
      else if (field === 3) reader.readPackedVarint(result.values);
      else if (field === 8) reader.readPackedSVarint(result.refs);
    },
    { id: 0, keys: [] as number[], values: [] as number[], refs: [] as number[] },
  );
  accumulate(way.refs);
  sink.way(way.id, way.refs, tagsOf(block, way.keys, way.values));
}

function readRelation(pbf: PbfReader, block: Block, sink: OsmSink): void {
  const relation = pbf.readMessage(
    (field, result, reader) => {
      if (field === 1) result.id = reader.readVarint(true);
      else if (field === 2) reader.readPackedVarint(result.keys);
      else if (field === 3) reader.readPackedVarint(result.values);
      else if (field === 8) reader.readPackedVarint(result.roles);
      else if (field === 9) reader.readPackedSVarint(result.refs);
      else if (field === 10) reader.readPackedVarint(result.types);
    },
    {
      id: 0,
      keys: [] as number[],
      values: [] as number[],
      roles: [] as number[],
      refs: [] as number[],
      types: [] as number[],
    },
  );
  accumulate(relation.refs);
  const members = relation.refs.map(
    (ref, i): Member => ({
      ref,
      type: memberTypes[relation.types[i]!] ?? 'node',
      role: block.strings[relation.roles[i]!] ?? '',
    }),
  );
  sink.relation(relation.id, members, tagsOf(block, relation.keys, relation.values));
}

/** Turns differences into values, in place. */
function accumulate(differences: number[]): void {
  for (let i = 1; i < differences.length; i++) differences[i]! += differences[i - 1]!;
}
