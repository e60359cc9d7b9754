import type { Geometry, Position } from 'geojson';
import { MAX_POSITIONS } from './limits.ts';

// OGC 06-103r4, 8.2; heights and measures by ISO (type + 1000, 2000, 3000) or by the high bits of EWKB.

const HEIGHT_FLAG = 0x80000000;
const MEASURE_FLAG = 0x40000000;
const SRID_FLAG = 0x20000000;

/** Why a shape in WKB cannot be read. */
export class WkbFault extends Error {
  constructor(readonly kind: 'damaged' | 'curve' | 'large') {
    super(kind);
  }
}

/**
 * A geometry in well-known binary, without heights and measures; null when it is empty.
 * @throws WkbFault
 */
export function fromWkb(bytes: Buffer): Geometry | null {
  try {
    return new WkbReader(bytes).geometry(0);
  } catch (error) {
    if (error instanceof RangeError) throw new WkbFault('damaged');
    throw error;
  }
}

class WkbReader {
  private at = 0;
  private little = true;
  private positions = 0;
  /** Numbers of a position. */
  private width = 2;

  constructor(private readonly bytes: Buffer) {}

  geometry(depth: number): Geometry | null {
    if (depth > 8) throw new WkbFault('damaged');
    this.little = this.bytes.readUInt8(this.at++) === 1;
    const code = this.uint();
    if (code & SRID_FLAG) this.at += 4;
    const plain = code & 0xffff;
    const iso = Math.floor(plain / 1000);
    const extra = (code & HEIGHT_FLAG ? 1 : 0) + (code & MEASURE_FLAG ? 1 : 0) + [0, 1, 1, 2][iso]!;
    if (iso > 3) throw new WkbFault('damaged');
    const own = { little: this.little, width: 2 + extra };
    this.width = own.width;
    const some = <T>(list: T[]) => (list.length === 0 ? null : list);
    switch (plain % 1000) {
      case 1: {
        const coordinates = this.position();
        return Number.isNaN(coordinates[0]) ? null : { type: 'Point', coordinates };
      }
      case 2: {
        const coordinates = some(this.line());
        return coordinates && { type: 'LineString', coordinates };
      }
      case 3: {
        const coordinates = some(this.rings());
        return coordinates && { type: 'Polygon', coordinates };
      }
      case 4:
      case 5:
      case 6:
      case 7:
        return collect(plain % 1000, this.parts(depth));
      default:
        throw new WkbFault(plain % 1000 <= 17 ? 'curve' : 'damaged');
    }
  }

  private uint(): number {
    const value = this.little ? this.bytes.readUInt32LE(this.at) : this.bytes.readUInt32BE(this.at);
    this.at += 4;
    return value;
  }

  private position(): Position {
    if (++this.positions > MAX_POSITIONS) throw new WkbFault('large');
    const read = (at: number) => (this.little ? this.bytes.readDoubleLE(at) : this.bytes.readDoubleBE(at));
    const position = [read(this.at), read(this.at + 8)];
    this.at += this.width * 8;
    return position;
  }

  /** A count that the rest of the bytes can hold. */
  private count(bytesEach: number): number {
    const count = this.uint();
    if (count * bytesEach > this.bytes.length - this.at) throw new WkbFault('damaged');
    return count;
  }

  private line(): Position[] {
    return Array.from({ length: this.count(this.width * 8) }, () => this.position());
  }

  private rings(): Position[][] {
    return Array.from({ length: this.count(4) }, () => this.line()).filter((ring) => ring.length > 0);
  }

  private parts(depth: number): Geometry[] {
    const { little } = this;
    const parts = Array.from({ length: this.count(5) }, () => this.geometry(depth + 1));
    this.little = little;
    return parts.filter((part) => part !== null);
  }
}

function collect(type: number, parts: Geometry[]): Geometry | null {
  if (parts.length === 0) return null;
  if (type === 7) return { type: 'GeometryCollection', geometries: parts };
  const single = (['Point', 'LineString', 'Polygon'] as const)[type - 4]!;
  if (parts.some((part) => part.type !== single)) throw new WkbFault('damaged');
  const coordinates = parts.map((part) => (part as { coordinates: unknown }).coordinates);
  return { type: `Multi${single}`, coordinates } as Geometry;
}
