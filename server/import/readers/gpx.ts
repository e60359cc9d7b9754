import type { Position } from 'geojson';
import { importFault } from '../faults.ts';
import type { ByteSource } from './bytes.ts';
import { BATCH_ROWS, MAX_POSITIONS } from './limits.ts';
import { columnsOf } from './sampling.ts';
import { brokenShape, combined } from './shapes.ts';
import type { OpenedTables, ReadOptions, ReadRow, TableInFile } from './types.ts';
import { readXml, type XmlEvents } from './xml.ts';

const kinds = { wpt: '航点 (wpt)', rte: '路线 (rte)', trk: '轨迹 (trk)' } as const;
type Kind = keyof typeof kinds;
const fields = new Set(['name', 'desc', 'cmt', 'ele', 'time', 'sym', 'type', 'src', 'number']);

/**
 * GPX 1.0 and 1.1; tables are waypoints, routes and tracks, a row the number of the element among its likes. A track has the time of
 * its first point.
 * @throws AppError when it is broken, or holds nothing.
 */
export async function openGpx(source: ByteSource, options: ReadOptions): Promise<OpenedTables> {
  const facts = new Map<Kind, { rows: number; columns: string[] }>();
  for await (const found of elementsOf(source, options)) {
    for (const { kind, row } of found) {
      const known = facts.get(kind) ?? { rows: 0, columns: [] };
      const columns = [...new Set([...known.columns, ...columnsOf(source.name, [row])])];
      facts.set(kind, { rows: known.rows + 1, columns });
    }
  }
  if (facts.size === 0) throw nothing(source.name);
  return {
    format: 'gpx',
    tables: [...facts].map(([kind, { rows, columns }]) => tableOf(kind, rows, columns)),
    notes: [],
    sizeBytes: source.sizeBytes,
    bytesRead: source.bytesRead,
    async *read(table) {
      for await (const found of elementsOf(source, options))
        yield found.filter(({ kind }) => kinds[kind] === table).map(({ row }) => row);
    },
    close: async () => {},
  };
}

function tableOf(kind: Kind, rows: number, columns: string[]): TableInFile {
  return {
    name: kinds[kind],
    columns,
    rows,
    geometry: kind === 'wpt' ? 'point' : 'line',
    crs: { epsg: 4326 },
    encoding: null,
  };
}

function nothing(name: string) {
  return importFault(
    `${name} 里没有航点、路线或轨迹。请检查导出是否成功。`,
    `${name} holds no waypoints, routes or tracks. Check that it was exported in full.`,
    'file',
  );
}

interface Found {
  kind: Kind;
  row: ReadRow;
}

async function* elementsOf(source: ByteSource, { encoding }: ReadOptions): AsyncGenerator<Found[]> {
  const collector = new GpxCollector();
  for await (const _piece of readXml(source, collector, encoding))
    if (collector.found.length >= BATCH_ROWS) yield collector.found.splice(0);
  yield collector.found.splice(0);
}

class GpxCollector implements XmlEvents {
  found: Found[] = [];
  private readonly numbers = { wpt: 0, rte: 0, trk: 0 };
  private path: string[] = [];
  private row: ReadRow | null = null;
  private lines: Position[][] = [];
  private positions = 0;
  private content: string | null = null;

  open(name: string, attributes: Record<string, string>): void {
    if (this.path.length === 1 && name in kinds) {
      this.row = { row: ++this.numbers[name as Kind], properties: {}, geometry: null };
      this.lines = name === 'rte' ? [[]] : [];
      this.positions = 0;
    }
    if (name === 'trkseg') this.lines.push([]);
    if (this.row && (name === 'wpt' || name === 'rtept' || name === 'trkpt')) this.place(this.row, name, attributes);
    this.path.push(name);
    this.content = fields.has(name) ? '' : null;
  }

  text(text: string): void {
    if (this.content !== null) this.content += text;
  }

  close(name: string): void {
    this.path.pop();
    const { row } = this;
    const text = this.content?.trim() ?? '';
    this.content = null;
    if (!row) return;
    if (this.path.length === 1 && name in kinds) this.end(row, name as Kind);
    else if (fields.has(name) && this.path.length === 2) row.properties[name] = text === '' ? null : text;
    else if (name === 'time' && (row.properties.time ?? '') === '') row.properties.time = text;
  }

  private place(row: ReadRow, name: string, { lat, lon }: Record<string, string>): void {
    const position = [Number(lon || Number.NaN), Number(lat || Number.NaN)];
    if (!position.every(Number.isFinite) || ++this.positions > MAX_POSITIONS) row.reason = brokenShape;
    else if (name === 'wpt') row.geometry = { type: 'Point', coordinates: position };
    else this.lines.at(-1)?.push(position);
  }

  private end(row: ReadRow, kind: Kind): void {
    // A segment of one point, as receivers write them on losing the signal, has no extent.
    const lines = this.lines.filter((line) => line.length > 1);
    if (kind !== 'wpt' && !row.reason)
      row.geometry = combined(lines.map((coordinates) => ({ type: 'LineString', coordinates })));
    this.found.push({ kind, row });
    this.row = null;
  }
}
