import { deflateSync } from 'node:zlib';
import { PbfWriter } from 'pbf';
import type { Member, OsmSink, Tags } from '../../../server/import/osm-sink.ts';

/** Elements as tests write them and as a recording sink gives them back. */
export type Element =
  | { type: 'node'; id: number; lon: number; lat: number; tags: Tags | null }
  | { type: 'way'; id: number; refs: number[]; tags: Tags | null }
  | { type: 'relation'; id: number; members: Member[]; tags: Tags | null };

/** A sink that keeps what it is given. */
export function recorder(): OsmSink & { elements: Element[] } {
  const elements: Element[] = [];
  return {
    elements,
    node: (id, lon, lat, tags) => elements.push({ type: 'node', id, lon, lat, tags }),
    way: (id, refs, tags) => elements.push({ type: 'way', id, refs, tags }),
    relation: (id, members, tags) => elements.push({ type: 'relation', id, members, tags }),
  };
}

/** How a test wants its file. */
export interface PbfOptions {
  /** Nodes one by one instead of densely. */
  plainNodes?: boolean;
  /** Blobs without compression. */
  raw?: boolean;
  granularity?: number;
  latOffset?: number;
  lonOffset?: number;
  features?: string[];
}

/** An OSM PBF file with one data blob for each list of elements. */
export function pbfFile(blocks: Element[][], options: PbfOptions = {}): Buffer {
  const header = message((pbf) => {
    for (const feature of options.features ?? ['OsmSchema-V0.6', 'DenseNodes']) pbf.writeStringField(4, feature);
  });
  const data = blocks.map((elements) => blob('OSMData', block(elements, options), options.raw));
  return Buffer.concat([blob('OSMHeader', header, options.raw), ...data]);
}

function message(write: (pbf: PbfWriter) => void): Uint8Array {
  const pbf = new PbfWriter();
  write(pbf);
  return pbf.finish();
}

/** One blob with its header; `field` other than 1 and 3 stands for a compression that is not supported. */
export function blob(type: string, content: Uint8Array, raw = false, field = raw ? 1 : 3): Buffer {
  const body = message((pbf) => {
    pbf.writeVarintField(2, content.length);
    pbf.writeBytesField(field, raw ? content : deflateSync(content));
  });
  const head = message((pbf) => {
    pbf.writeStringField(1, type);
    pbf.writeVarintField(3, body.length);
  });
  const size = Buffer.alloc(4);
  size.writeUInt32BE(head.length);
  return Buffer.concat([size, head, body]);
}

function block(elements: Element[], options: PbfOptions): Uint8Array {
  const strings = [''];
  const index = (text: string) => {
    const known = strings.indexOf(text);
    return known > 0 ? known : strings.push(text) - 1;
  };
  const groups = elements.map((element) => group(element, options, index));
  return message((pbf) => {
    pbf.writeMessage(
      1,
      (list: string[], inner) => {
        for (const text of list) inner.writeStringField(1, text);
      },
      strings,
    );
    for (const content of groups) pbf.writeBytesField(2, content);
    if (options.granularity) pbf.writeVarintField(17, options.granularity);
    if (options.latOffset) pbf.writeVarintField(19, options.latOffset);
    if (options.lonOffset) pbf.writeVarintField(20, options.lonOffset);
  });
}

function differences(values: number[]): number[] {
  return values.map((value, at) => value - (values[at - 1] ?? 0));
}

function group(element: Element, options: PbfOptions, index: (text: string) => number): Uint8Array {
  const keys = Object.keys(element.tags ?? {}).map(index);
  const values = Object.values(element.tags ?? {}).map(index);
  const units = (degrees: number, offset = 0) => Math.round((degrees * 1e9 - offset) / (options.granularity ?? 100));
  const writeTags = (pbf: PbfWriter) => {
    pbf.writePackedVarint(2, keys);
    pbf.writePackedVarint(3, values);
  };
  return message((pbf) => {
    if (element.type === 'node' && options.plainNodes) {
      pbf.writeMessage(
        1,
        (node: typeof element, inner) => {
          inner.writeSVarintField(1, node.id);
          writeTags(inner);
          inner.writeSVarintField(8, units(node.lat, options.latOffset));
          inner.writeSVarintField(9, units(node.lon, options.lonOffset));
        },
        element,
      );
    } else if (element.type === 'node') {
      pbf.writeMessage(
        2,
        (node: typeof element, inner) => {
          inner.writePackedSVarint(1, [node.id]);
          inner.writePackedSVarint(8, [units(node.lat, options.latOffset)]);
          inner.writePackedSVarint(9, [units(node.lon, options.lonOffset)]);
          if (keys.length > 0) inner.writePackedVarint(10, [...keys.flatMap((key, at) => [key, values[at]!]), 0]);
        },
        element,
      );
    } else if (element.type === 'way') {
      pbf.writeMessage(
        3,
        (way: typeof element, inner) => {
          inner.writeVarintField(1, way.id);
          writeTags(inner);
          inner.writePackedSVarint(8, differences(way.refs));
        },
        element,
      );
    } else {
      pbf.writeMessage(
        4,
        (relation: typeof element, inner) => {
          inner.writeVarintField(1, relation.id);
          writeTags(inner);
          inner.writePackedVarint(
            8,
            relation.members.map(({ role }) => index(role)),
          );
          inner.writePackedSVarint(9, differences(relation.members.map(({ ref }) => ref)));
          inner.writePackedVarint(
            10,
            relation.members.map(({ type }) => ['node', 'way', 'relation'].indexOf(type)),
          );
        },
        element,
      );
    }
  });
}
