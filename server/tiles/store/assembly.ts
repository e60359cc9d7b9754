import { simplify } from '../geometry/simplify.ts';
import type { GeometryType } from '../geometry/wkb.ts';
import { narrowed, narrowedIds, overheadOf } from './columns.ts';
import { classesOf, orderOf } from './layout.ts';
import { measure } from './measures.ts';
import { sharedArray } from './shared.ts';
import type { Store } from './store.ts';
import type { ValueTable } from './values.ts';

/** The rows of a layer in the order in which they came; arrays as in a store. */
export interface Rows {
  type: GeometryType;
  ids: Float64Array;
  /** First zoom of each as its row says it. */
  minzooms: Uint8Array;
  pathEnds: Uint32Array;
  vertexEnds: Uint32Array;
  holes: Uint8Array;
  coordinates: Uint32Array;
  keys: string[];
  columns: Uint32Array[];
  values: ValueTable;
}

/** What a layer's declaration says of its shapes. */
export interface Shaping {
  /** Tile units that simplification may move a line by; see simplify.ts. */
  tolerance: number;
  /** Square tile units from which on a ring is shown; see measures.ts. */
  minArea: number;
}

/** The store of these rows. */
export function assemble(rows: Rows, { tolerance, minArea }: Shaping): Store {
  const vertexZooms = rows.type === 'point' ? new Uint8Array(0) : simplified(rows, tolerance);
  const measures = measure(rows, vertexZooms, minArea);
  const order = orderOf(measures);
  const sizes = sharedArray(Uint8Array, order.length);
  for (let i = 0; i < order.length; i++) sizes[i] = measures.sizes[order[i]!]!;
  const attributes = narrowed(rows.columns, rows.values, order);
  return {
    type: rows.type,
    count: order.length,
    ids: narrowedIds(rows.ids, order),
    classes: classesOf(measures, order),
    sizes,
    ...geometryInOrder(rows, vertexZooms, order),
    keys: rows.keys,
    ...attributes,
    overheadBytes: overheadOf(rows.columns, rows.values),
  };
}

function simplified({ type, vertexEnds, coordinates }: Rows, tolerance: number): Uint8Array {
  const zooms = new Uint8Array(coordinates.length / 2);
  let from = 0;
  for (const end of vertexEnds) {
    simplify(coordinates, from, end * 2, type === 'polygon', tolerance, zooms);
    from = end * 2;
  }
  return zooms;
}

type Geometry = Pick<Store, 'pathEnds' | 'vertexEnds' | 'holes' | 'coordinates' | 'vertexZooms'>;

function geometryInOrder(rows: Rows, vertexZooms: Uint8Array, order: Uint32Array): Geometry {
  const geometry: Geometry = {
    pathEnds: sharedArray(Uint32Array, rows.pathEnds.length),
    vertexEnds: sharedArray(Uint32Array, rows.vertexEnds.length),
    holes: sharedArray(Uint8Array, rows.holes.length),
    coordinates: sharedArray(Uint32Array, rows.coordinates.length),
    vertexZooms: sharedArray(Uint8Array, vertexZooms.length),
  };
  let paths = 0;
  let vertices = 0;
  for (let i = 0; i < order.length; i++) {
    const feature = order[i]!;
    for (let path = feature === 0 ? 0 : rows.pathEnds[feature - 1]!; path < rows.pathEnds[feature]!; path++) {
      for (let from = path === 0 ? 0 : rows.vertexEnds[path - 1]!; from < rows.vertexEnds[path]!; from++) {
        geometry.coordinates[vertices * 2] = rows.coordinates[from * 2]!;
        geometry.coordinates[vertices * 2 + 1] = rows.coordinates[from * 2 + 1]!;
        if (vertexZooms.length > 0) geometry.vertexZooms[vertices] = vertexZooms[from]!;
        vertices++;
      }
      geometry.holes[paths] = rows.holes[path]!;
      geometry.vertexEnds[paths++] = vertices;
    }
    geometry.pathEnds[i] = paths;
  }
  return geometry;
}
