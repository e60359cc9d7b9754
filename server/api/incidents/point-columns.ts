import type { PointRows } from './points.ts';
import type { PointColumnTypes, PointsHeader, PointsMediaType } from './schema.ts';

export const pointsMediaType: PointsMediaType = 'application/vnd.jingwei.incident-points';

const MAGIC = 'JWIP';
const VERSION = 2;
const PREFIX_BYTES = 16;
/** More than there are points in an answer. */
const PLACES = 2 ** 20;
/** Bytes a point, in the order of the columns. */
const bytesEach: Record<keyof PointColumnTypes, number> = {
  id: 4,
  position: 8,
  day: 2,
  category: 1,
  status: 1,
  urgency: 1,
  course: 1,
};

/** Lays points out as `PointsHeader` describes. A category that is not in the list stands as one more, without a name. */
export function laidOut(rows: PointRows, said: Omit<PointsHeader, 'count' | 'offsets'>): Uint8Array<ArrayBuffer> {
  const { count } = rows;
  const { offsets, length } = placed(count);
  const categories = [...said.categories, ''];
  const json = new TextEncoder().encode(JSON.stringify({ count, offsets, ...said, categories } satisfies PointsHeader));
  const start = PREFIX_BYTES + aligned(json.length);
  const bytes = new Uint8Array(start + length);
  bytes.fill(0x20, PREFIX_BYTES, start);
  bytes.set(new TextEncoder().encode(MAGIC));
  bytes.set(json, PREFIX_BYTES);
  new Uint32Array(bytes.buffer, 4, 2).set([VERSION, start - PREFIX_BYTES]);
  fill(bytes.buffer, start, rows, offsets);
  return bytes;
}

function placed(count: number): { offsets: PointsHeader['offsets']; length: number } {
  let length = 0;
  const offsets = Object.entries(bytesEach).map(([name, each]) => {
    const offset = length;
    length += aligned(each * count);
    return [name, offset];
  });
  return { offsets: Object.fromEntries(offsets), length };
}

function fill(buffer: ArrayBuffer, start: number, rows: PointRows, offsets: PointsHeader['offsets']): void {
  const { count } = rows;
  const id = new Uint32Array(buffer, start + offsets.id, count);
  const position = new Int32Array(buffer, start + offsets.position, count * 2);
  const day = new Uint16Array(buffer, start + offsets.day, count);
  const category = new Uint8Array(buffer, start + offsets.category, count);
  const status = new Uint8Array(buffer, start + offsets.status, count);
  const urgency = new Uint8Array(buffer, start + offsets.urgency, count);
  const course = new Uint8Array(buffer, start + offsets.course, count);
  const [ids, longitudes, latitudes, packed, courses] = [
    rows.id,
    rows.longitude,
    rows.latitude,
    rows.packed,
    rows.course,
  ].map(({ buffer, byteOffset, byteLength }) => new DataView(buffer, byteOffset, byteLength)) as [
    DataView,
    DataView,
    DataView,
    DataView,
    DataView,
  ];
  const order = inOrder(ids, count);
  for (let point = 0; point < count; point++) {
    const at = order ? order[point]! * 4 : point * 4;
    id[point] = ids.getUint32(at);
    position[point * 2] = longitudes.getInt32(at);
    position[point * 2 + 1] = latitudes.getInt32(at);
    const bits = packed.getUint32(at);
    day[point] = bits >>> 16;
    category[point] = bits >>> 8;
    status[point] = (bits >>> 2) & 0x3f;
    urgency[point] = bits & 3;
    course[point] = courses.getUint32(at);
  }
}

/** Places of the rows in order of id, so that the same points make the same bytes; null where they lie so. */
function inOrder(ids: DataView, count: number): Float64Array | null {
  let sorted = true;
  for (let row = 1; row < count && sorted; row++) sorted = ids.getUint32(row * 4) > ids.getUint32(row * 4 - 4);
  if (sorted) return null;
  // An id has 31 bits and a place 20: together they fit into the 53 of a number.
  const keys = Float64Array.from({ length: count }, (_, row) => ids.getUint32(row * 4) * PLACES + row).sort();
  return keys.map((key) => key % PLACES);
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}
