import { type ByteSource, cutShort } from './bytes.ts';
import { MAX_ROW_CHARACTERS } from './limits.ts';
import { textOf } from './text.ts';

// DXF Reference, AutoCAD 2018: lines come in pairs, a group code and its value.

/** An entity as its pairs; vertices of a POLYLINE, which stand behind it, with it. */
export interface DxfEntity {
  type: string;
  /** Its number in the drawing, from 1. */
  row: number;
  pairs: [code: number, value: string][];
  vertices: [code: number, value: string][][];
}

/**
 * The entities of a drawing as they come, without those inside blocks.
 * @throws AppError when pairs are broken, or the mark at the end is missing.
 */
export async function* readEntities(source: ByteSource, encoding: string): AsyncGenerator<DxfEntity[]> {
  const reader = new EntityReader(source.name);
  for await (const lines of linesOf(source, encoding)) {
    for (const line of lines) reader.line(line);
    if (reader.found.length > 0) yield reader.found.splice(0);
  }
  if (!reader.isEnded) throw cutShort(source.name);
}

async function* linesOf(source: ByteSource, encoding: string): AsyncGenerator<string[]> {
  let rest = '';
  for await (const text of textOf(source, encoding)) {
    const lines = (rest + text).split('\n');
    rest = lines.pop()!;
    if (rest.length > MAX_ROW_CHARACTERS) throw cutShort(source.name);
    yield lines;
  }
  yield [rest];
}

/** Pairs of one entity; a polyline of a million corners has four million. */
const MAX_PAIRS = 8_000_000;

class EntityReader {
  found: DxfEntity[] = [];
  isEnded = false;
  private code: number | null = null;
  private section: string | null = '';
  private entity: DxfEntity | null = null;
  private pairs: DxfEntity['pairs'] = [];
  private rows = 0;

  constructor(private readonly name: string) {}

  line(line: string): void {
    if (this.isEnded) return;
    const text = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (this.code !== null) {
      this.pair(this.code, text);
      this.code = null;
      return;
    }
    this.code = Number(text);
    if (text.trim() === '' || !Number.isInteger(this.code)) throw cutShort(this.name);
  }

  private pair(code: number, value: string): void {
    if (code === 0) this.begin(value.trim());
    else if (code === 2 && this.section === null) this.section = value.trim();
    else if (this.entity) {
      if (this.pairs.length >= MAX_PAIRS) throw cutShort(this.name);
      this.pairs.push([code, value]);
    }
  }

  private begin(type: string): void {
    if (type === 'SECTION') this.section = null;
    else if (type === 'ENDSEC' || type === 'EOF') {
      this.end();
      this.section = '';
      this.isEnded = type === 'EOF';
    } else if (this.section === 'ENTITIES') this.beginEntity(type);
  }

  private beginEntity(type: string): void {
    if (type === 'VERTEX' && this.entity?.type === 'POLYLINE') {
      this.pairs = [];
      this.entity.vertices.push(this.pairs);
      return;
    }
    this.end();
    // Ends of polylines and of blocks' attributes.
    if (type === 'SEQEND') return;
    this.pairs = [];
    this.entity = { type, row: ++this.rows, pairs: this.pairs, vertices: [] };
  }

  private end(): void {
    if (this.entity) this.found.push(this.entity);
    this.entity = null;
  }
}
