import { doubleArea } from '../geometry/paths.ts';
import { FULL_DETAIL_ZOOM } from '../geometry/simplify.ts';
import type { Rows } from './assembly.ts';
import type { Placed } from './layout.ts';

/**
 * Measures rows. A ring is shown from the zoom at which its area reaches `minArea` square tile units and three of its
 * vertices are kept, at the latest from `FULL_DETAIL_ZOOM`; a polygon is shown when one of its exteriors is. Writes the
 * zoom of each ring to the entry of its first vertex.
 */
export function measure(rows: Rows, vertexZooms: Uint8Array, minArea: number): Placed {
  const { type, pathEnds, vertexEnds, holes, coordinates, minzooms } = rows;
  const count = pathEnds.length;
  const measures = {
    count,
    zooms: new Uint8Array(count),
    boxes: new Uint32Array(count * 4),
    sizes: new Uint8Array(count),
  };
  let path = 0;
  let from = 0;
  for (let feature = 0; feature < count; feature++) {
    const begin = from;
    let extent = 0;
    let zoom = type === 'polygon' ? FULL_DETAIL_ZOOM : 0;
    for (; path < pathEnds[feature]!; path++) {
      const to = vertexEnds[path]! * 2;
      if (type === 'line') extent += lengthOf(coordinates, from, to);
      if (type === 'polygon') {
        const area = Math.abs(doubleArea(coordinates, from, to)) / 2;
        const ringZoom = Math.max(zoomOfArea(area, minArea), zoomOfThird(vertexZooms, from / 2, to / 2));
        vertexZooms[from / 2] = ringZoom;
        if (holes[path] === 0) {
          extent += area;
          zoom = Math.min(zoom, ringZoom);
        }
      }
      from = to;
    }
    measures.zooms[feature] = Math.min(FULL_DETAIL_ZOOM, Math.max(zoom, minzooms[feature]!));
    const side = type === 'polygon' ? Math.sqrt(extent) : extent;
    measures.sizes[feature] = Math.max(0, Math.min(255, Math.round(8 * Math.log2(Math.max(1, side)))));
    writeBox(coordinates, begin, from, measures.boxes, feature * 4);
  }
  return measures;
}

/** The lowest zoom at which an area in square world steps reaches the least one in square tile units (4^(20 - z) steps). */
function zoomOfArea(area: number, minArea: number): number {
  const zoom = Math.ceil(20 - Math.log2(area / minArea) / 2);
  return Math.max(0, Math.min(FULL_DETAIL_ZOOM, zoom));
}

/** The lowest zoom at which three of the vertices are kept. */
function zoomOfThird(zooms: Uint8Array, from: number, to: number): number {
  let first = FULL_DETAIL_ZOOM;
  let second = FULL_DETAIL_ZOOM;
  let third = FULL_DETAIL_ZOOM;
  for (let i = from; i < to; i++) {
    const zoom = zooms[i]!;
    if (zoom < first) [first, second, third] = [zoom, first, second];
    else if (zoom < second) [second, third] = [zoom, second];
    else if (zoom < third) third = zoom;
  }
  return third;
}

function lengthOf(c: Uint32Array, from: number, to: number): number {
  let length = 0;
  for (let i = from + 2; i < to; i += 2) length += Math.hypot(c[i]! - c[i - 2]!, c[i + 1]! - c[i - 1]!);
  return length;
}

function writeBox(c: Uint32Array, from: number, to: number, boxes: Uint32Array, at: number): void {
  let minX = 0xffff_ffff;
  let minY = 0xffff_ffff;
  let maxX = 0;
  let maxY = 0;
  for (let i = from; i < to; i += 2) {
    const x = c[i]!;
    const y = c[i + 1]!;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  boxes[at] = minX;
  boxes[at + 1] = minY;
  boxes[at + 2] = maxX;
  boxes[at + 3] = maxY;
}
