import { SaxesParser } from 'saxes';
import { importFault } from './faults.ts';
import type { Member, OsmSink, Tags } from './osm-sink.ts';
import type { ByteSource } from './readers/bytes.ts';

/**
 * Reads an OSM XML file (API, Overpass, JOSM) as a stream; elements may come in any order. Deleted elements are left out.
 * Yields after every piece, so that a caller can wait.
 * @throws AppError with the line when the XML is broken, cut short, or not an <osm> document.
 */
export async function* readOsmXml(file: ByteSource, sink: OsmSink): AsyncGenerator<void> {
  const parser = new SaxesParser();
  const reader = new ElementReader(sink);
  parser.on('opentag', (tag) => reader.open(tag.name, tag.attributes as Record<string, string>));
  parser.on('closetag', (tag) => reader.close(tag.name));
  parser.on('error', (error) => {
    throw error;
  });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of file.chunks()) {
      parser.write(decoder.decode(chunk, { stream: true }));
      yield;
    }
    parser.write(decoder.decode()).close();
  } catch (error) {
    if (error instanceof Error && 'sentence' in error) throw error;
    throw damaged(file, parser.line, error as Error);
  }
  if (!reader.isOsm) throw damaged(file, 1, new Error('the root element is not <osm>'));
}

function damaged(file: ByteSource, line: number, error: Error) {
  const reason = error.message.replace(/^\d+:\d+: /, '').replace(/\.$/, '');
  return importFault(
    `${file.name} 不是完好的 OSM XML 文件：第 ${line} 行 ${reason}。`,
    `${file.name} is not a sound OSM XML file: line ${line}: ${reason}.`,
    'file',
    error,
  );
}

class ElementReader {
  isOsm = false;
  private depth = 0;
  private attributes: Record<string, string> = {};
  private tags: Tags | null = null;
  private refs: number[] = [];
  private members: Member[] = [];

  constructor(private readonly sink: OsmSink) {}

  open(name: string, attributes: Record<string, string>): void {
    this.depth++;
    if (this.depth === 1) this.isOsm = name === 'osm';
    else if (this.depth === 2) this.begin(attributes);
    else if (name === 'tag') {
      this.tags ??= {};
      this.tags[attributes.k ?? ''] = attributes.v ?? '';
    } else if (name === 'nd') this.refs.push(this.numberOf(attributes, 'ref', 'nd'));
    else if (name === 'member') {
      const type = attributes.type;
      if (type !== 'node' && type !== 'way' && type !== 'relation') throw new Error(`a member has the type ${type}`);
      this.members.push({ type, ref: this.numberOf(attributes, 'ref', name), role: attributes.role ?? '' });
    }
  }

  close(name: string): void {
    this.depth--;
    if (this.depth !== 1 || this.attributes.action === 'delete' || this.attributes.visible === 'false') return;
    if (name === 'node') {
      const at = this.attributes;
      this.sink.node(
        this.numberOf(at, 'id', name),
        this.numberOf(at, 'lon', name),
        this.numberOf(at, 'lat', name),
        this.tags,
      );
    } else if (name === 'way') this.sink.way(this.numberOf(this.attributes, 'id', name), this.refs, this.tags);
    else if (name === 'relation')
      this.sink.relation(this.numberOf(this.attributes, 'id', name), this.members, this.tags);
  }

  private begin(attributes: Record<string, string>): void {
    this.attributes = attributes;
    this.tags = null;
    this.refs = [];
    this.members = [];
  }

  private numberOf(attributes: Record<string, string>, key: string, element: string): number {
    const value = Number(attributes[key]);
    if (attributes[key] === undefined || attributes[key] === '' || !Number.isFinite(value))
      throw new Error(`a ${element} has no number in its attribute ${key}`);
    return value;
  }
}
