import type { Geometry, Position } from 'geojson';
import { BATCH_ROWS, MAX_POSITIONS } from './limits.ts';
import { brokenShape, closed, combined } from './shapes.ts';
import type { ReadRow } from './types.ts';
import type { XmlEvents } from './xml.ts';

/** A placemark and the folder in which it stands, as names joined by slashes; empty for none. */
export interface Placemark {
  folder: string;
  row: ReadRow;
}

/** Children of a placemark that people fill in. */
const fields = new Set(['name', 'description', 'address', 'phoneNumber', 'when', 'begin', 'end']);
/** Elements of which the text is wanted. */
const texts = new Set([...fields, 'coordinates', 'coord', 'value', 'SimpleData']);

/** Collects placemarks (OGC 12-007r2) while a document is read. */
export class PlacemarkCollector implements XmlEvents {
  found: Placemark[] = [];
  networkLinks = 0;
  isKml = false;
  private number = 0;
  private path: string[] = [];
  private folders: string[] = [];
  private row: ReadRow | null = null;
  private shapes: Geometry[] = [];
  private rings: Position[][] = [];
  private track: Position[] = [];
  private positions = 0;
  private content: string | null = null;
  private key = '';

  open(name: string, attributes: Record<string, string>): void {
    if (this.path.length === 0) this.isKml = name === 'kml';
    this.path.push(name);
    if (name === 'Folder') this.folders.push('');
    else if (name === 'Placemark') this.begin(attributes);
    else if (name === 'NetworkLink') this.networkLinks++;
    else if (name === 'Polygon') this.rings = [];
    else if (name === 'Track') this.track = [];
    else if (name === 'Data' || name === 'SimpleData') this.key = attributes.name ?? '';
    this.content = texts.has(name) ? '' : null;
  }

  text(text: string): void {
    if (this.content !== null) this.content += text;
  }

  close(name: string): void {
    this.path.pop();
    const text = this.content?.trim() ?? '';
    this.content = null;
    if (name === 'Folder') this.folders.pop();
    else if (name === 'name' && this.path.at(-1) === 'Folder') this.folders[this.folders.length - 1] = text;
    if (!this.row) return;
    if (name === 'Placemark') this.end(this.row);
    else if (name === 'value' || name === 'SimpleData') this.put(this.row, this.key, text);
    else if (fields.has(name) && /^(Placemark|TimeStamp|TimeSpan)$/.test(this.path.at(-1)!))
      this.put(this.row, name, text);
    else this.closeShape(this.row, name, text);
  }

  /** Whether there are enough for a batch. */
  get isFull(): boolean {
    return this.found.length >= BATCH_ROWS;
  }

  private begin(attributes: Record<string, string>): void {
    this.row = { row: ++this.number, properties: {}, geometry: null };
    if (attributes.id) this.row.id = attributes.id;
    this.shapes = [];
    this.positions = 0;
  }

  private put(row: ReadRow, key: string, text: string): void {
    if (key !== '') row.properties[key] = text === '' ? null : text;
  }

  private end(row: ReadRow): void {
    row.geometry = row.reason ? null : combined(this.shapes);
    this.found.push({ folder: this.folders.filter((name) => name !== '').join('/'), row });
    this.row = null;
  }

  private closeShape(row: ReadRow, name: string, text: string): void {
    if (name === 'coordinates') this.addCoordinates(row, this.path.at(-1)!, text);
    else if (name === 'coord') this.track.push(...(this.positionsOf(row, text.replace(/\s+/g, ',')) ?? []));
    else if (name === 'Polygon') {
      if (this.rings.some((ring) => ring.length < 4)) row.reason = brokenShape;
      else if (this.rings.length > 0) this.shapes.push({ type: 'Polygon', coordinates: this.rings });
      this.rings = [];
    } else if (name === 'Track' && this.track.length > 1)
      this.shapes.push({ type: 'LineString', coordinates: this.track });
  }

  private addCoordinates(row: ReadRow, parent: string, text: string): void {
    const positions = this.positionsOf(row, text);
    if (!positions) return;
    if (parent === 'Point') this.shapes.push({ type: 'Point', coordinates: positions[0]! });
    else if (parent === 'LinearRing' && this.path.includes('Polygon')) this.rings.push(closed(positions));
    else if (positions.length < 2) row.reason = brokenShape;
    else this.shapes.push({ type: 'LineString', coordinates: parent === 'LinearRing' ? closed(positions) : positions });
  }

  /** Tuples of longitude, latitude and height between blanks; people put blanks behind commas, too. */
  private positionsOf(row: ReadRow, text: string): Position[] | null {
    const tuples = text
      .replace(/\s*,\s*/g, ',')
      .split(/\s+/)
      .filter((tuple) => tuple !== '');
    this.positions += tuples.length;
    const positions = tuples.map((tuple) => tuple.split(',').slice(0, 2).map(coordinate));
    const isSound =
      positions.length > 0 && positions.every((position) => position.length === 2 && position.every(Number.isFinite));
    if (isSound && this.positions <= MAX_POSITIONS) return positions;
    row.reason = brokenShape;
    return null;
  }
}

const coordinate = (text: string) => (text === '' ? Number.NaN : Number(text));
