import type { PointColumnTypes, PointsHeader } from '../../server/api/incidents/schema.ts';

/** Length of what stands before the header, in bytes. */
const prefix_bytes = 16;
const version = 2;

// Named here once more, and checked against the server's list by the compiler.
const arrays = {
  id: Uint32Array,
  position: Int32Array,
  day: Uint16Array,
  category: Uint8Array,
  status: Uint8Array,
  urgency: Uint8Array,
  course: Uint8Array,
} satisfies { [Name in keyof PointColumnTypes]: ArrayOf[PointColumnTypes[Name]] };

interface ArrayOf {
  uint8: Uint8ArrayConstructor;
  uint16: Uint16ArrayConstructor;
  uint32: Uint32ArrayConstructor;
  int32: Int32ArrayConstructor;
}

/** The binary answer of points: its header and its columns, which are views into the answer. */
export interface PointColumns {
  header: PointsHeader;
  id: Uint32Array;
  /** Longitude and latitude of each point in turn, 1e-7 degrees. */
  position: Int32Array;
  /** Days from the header's first. */
  day: Uint16Array;
  /** Places in the header's lists. */
  category: Uint8Array;
  status: Uint8Array;
  /** 0 done, 1 open, 2 due within 24 h, 3 overdue. */
  urgency: Uint8Array;
  /** High 4 bits: 0 not settled, 1 grid, 2 community, 3 street, 4 district; low 4 bits: hands, at most 15. */
  course: Uint8Array;
}

/**
 * Reads the binary answer of points.
 * @throws Error when it is no such answer, is of another version or ends too early.
 */
export function readPointColumns(answer: ArrayBuffer): PointColumns {
  const bytes = new Uint8Array(answer);
  const magic = String.fromCharCode(...bytes.subarray(0, 4));
  if (magic !== 'JWIP' || answer.byteLength < prefix_bytes) throw new Error('this is no answer of incident points');
  const [found, length] = new Uint32Array(answer, 4, 2) as unknown as [number, number];
  if (found !== version) throw new Error(`incident points of version ${found} cannot be read, only of ${version}`);
  const start = prefix_bytes + length;
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(prefix_bytes, start))) as PointsHeader;
  const column = <Name extends keyof typeof arrays>(name: Name) => {
    const numbers = header.count * (name === 'position' ? 2 : 1);
    return new arrays[name](answer, start + header.offsets[name], numbers) as InstanceType<(typeof arrays)[Name]>;
  };
  return {
    header,
    id: column('id'),
    position: column('position'),
    day: column('day'),
    category: column('category'),
    status: column('status'),
    urgency: column('urgency'),
    course: column('course'),
  };
}
