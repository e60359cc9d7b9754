import { clipLines } from '../geometry/clip-line.ts';
import { clipPolygon } from '../geometry/clip-polygon.ts';
import { Paths } from '../geometry/paths.ts';
import { addToLine, addToRing, endLine, endRing, quantiseLine, quantiseRing } from '../geometry/quantise.ts';
import type { Store } from '../store/store.ts';
import type { Frame } from './frame.ts';

// Working memory, used again by every feature.
const projected = new Paths();
const clipped = new Paths();
const rounded = new Paths();
const output = new Paths();

/**
 * What of a feature lies in a tile, in whole tile units, as it is encoded; empty where nothing does. The list returned
 * is used again by the next call.
 * @param inside whether the feature's box lies wholly within the buffered tile, so that nothing needs to be cut.
 */
export function cutFeature(store: Store, feature: number, frame: Frame, inside: boolean): Paths {
  output.clear();
  const from = feature === 0 ? 0 : store.pathEnds[feature - 1]!;
  const to = store.pathEnds[feature]!;
  // A shift can stand for the change of units, and its result fits into 32 bits.
  const whole = inside && frame.z >= 2 && frame.z <= 20;
  if (store.type === 'point') cutPoints(store, from, to, frame);
  else if (store.type === 'line') {
    if (whole) roundLines(store, from, to, frame);
    else cutLines(store, from, to, frame);
  } else if (whole) roundPolygons(store, from, to, frame);
  else cutPolygons(store, from, to, frame);
  return output;
}

function cutPoints({ coordinates: c }: Store, from: number, to: number, { originX, originY, scale, box }: Frame): void {
  for (let path = from; path < to; path++) {
    const x = (c[path * 2]! - originX) * scale;
    const y = (c[path * 2 + 1]! - originY) * scale;
    if (x < box.minX || x > box.maxX || y < box.minY || y > box.maxY) continue;
    output.add(Math.round(x), Math.round(y));
    output.end();
  }
}

function roundLines(store: Store, from: number, to: number, frame: Frame): void {
  const { coordinates: c, vertexEnds, vertexZooms } = store;
  const { originX, originY, detail } = frame;
  const shift = 20 - frame.z;
  const half = (1 << shift) >> 1;
  for (let path = from; path < to; path++) {
    const begin = output.length;
    for (let i = path === 0 ? 0 : vertexEnds[path - 1]!; i < vertexEnds[path]!; i++) {
      if (vertexZooms[i]! > detail) continue;
      addToLine(output, begin, (c[i * 2]! - originX + half) >> shift, (c[i * 2 + 1]! - originY + half) >> shift);
    }
    endLine(output, begin);
  }
}

function cutLines(store: Store, from: number, to: number, frame: Frame): void {
  projected.clear();
  let inside = true;
  for (let path = from; path < to; path++) inside = project(store, path, frame) && inside;
  let lines = projected;
  if (!inside) {
    clipped.clear();
    clipLines(projected, frame.box, clipped);
    lines = clipped;
  }
  for (let line = 0; line < lines.count; line++) quantiseLine(lines, line, output);
}

function roundPolygons(store: Store, from: number, to: number, frame: Frame): void {
  for (let path = from; path < to; ) {
    const rings = output.count;
    let area = keptArea(roundRing(store, path, frame), 1);
    const shown = area > 0;
    for (path++; path < to && store.holes[path] === 1; path++) {
      if (shown) area += keptArea(roundRing(store, path, frame), -1);
    }
    // Holes that have come to fill their exterior leave nothing of it.
    if (area <= 0) while (output.count > rings) output.remove();
  }
}

/** The area of the ring added last; rounding can turn the thinnest rings over, and then it is 0 and the ring gone. */
function keptArea(area: number, direction: 1 | -1): number {
  if (area * direction > 0) return area;
  if (area !== 0) output.remove();
  return 0;
}

/** Adds a ring in whole units; returns twice its signed area, 0 when there is nothing of it at this zoom. */
function roundRing({ coordinates: c, vertexEnds, vertexZooms }: Store, path: number, frame: Frame): number {
  const { originX, originY } = frame;
  const shift = 20 - frame.z;
  const half = (1 << shift) >> 1;
  const begin = output.length;
  const first = path === 0 ? 0 : vertexEnds[path - 1]!;
  const detail = ringDetail(vertexZooms, first, vertexEnds[path]!, frame);
  if (detail < 0) return 0;
  addToRing(output, begin, (c[first * 2]! - originX + half) >> shift, (c[first * 2 + 1]! - originY + half) >> shift);
  for (let i = first + 1; i < vertexEnds[path]!; i++) {
    if (vertexZooms[i]! > detail) continue;
    addToRing(output, begin, (c[i * 2]! - originX + half) >> shift, (c[i * 2 + 1]! - originY + half) >> shift);
  }
  return endRing(output, begin);
}

/** Zoom whose vertices a ring is drawn with, -1 when it is not drawn. Simplifying more never makes one vanish. */
function ringDetail(vertexZooms: Uint8Array, first: number, to: number, { z, detail }: Frame): number {
  if (vertexZooms[first]! > z) return -1;
  if (detail === z) return z;
  let kept = 1;
  for (let i = first + 1; i < to; i++) {
    if (vertexZooms[i]! <= detail) kept++;
  }
  return kept < 3 ? z : detail;
}

function cutPolygons(store: Store, from: number, to: number, frame: Frame): void {
  for (let path = from; path < to; ) {
    projected.clear();
    let inside = project(store, path, frame);
    const exterior = projected.count === 1;
    for (path++; path < to && store.holes[path] === 1; path++) {
      if (exterior) inside = project(store, path, frame) && inside;
    }
    if (exterior) addPolygon(inside ? projected : clipPolygon(projected, frame.box));
  }
}

/**
 * Adds the path's vertices that are kept at the tile's zoom to `projected`, in tile units; a path that is not shown, or
 * of too few of them, is left out. Returns whether all lie within the buffered tile.
 */
function project(store: Store, path: number, frame: Frame): boolean {
  const { coordinates, vertexZooms, vertexEnds, type } = store;
  const { originX, originY, scale, box } = frame;
  const first = path === 0 ? 0 : vertexEnds[path - 1]!;
  const to = vertexEnds[path]!;
  const detail = type === 'polygon' ? ringDetail(vertexZooms, first, to, frame) : frame.detail;
  let inside = true;
  for (let vertex = first; vertex < to && detail >= 0; vertex++) {
    if (vertexZooms[vertex]! > detail && vertex > first) continue;
    const x = (coordinates[vertex * 2]! - originX) * scale;
    const y = (coordinates[vertex * 2 + 1]! - originY) * scale;
    inside &&= x >= box.minX && x <= box.maxX && y >= box.minY && y <= box.maxY;
    projected.add(x, y);
  }
  const least = type === 'polygon' ? 6 : 4;
  if (projected.length - projected.start(projected.count) < least) projected.drop();
  else projected.end();
  return inside;
}

/** Adds what remains of one polygon to `output`: every exterior ring followed by the holes that lie in it. */
function addPolygon(rings: Paths): void {
  if (rings.count === 1) {
    // Nearly all polygons: no holes to place, and nothing to copy.
    if (quantiseRing(rings, 0, output) < 0) output.remove();
    return;
  }
  rounded.clear();
  const areas: number[] = [];
  for (let ring = 0; ring < rings.count; ring++) {
    const area = quantiseRing(rings, ring, rounded);
    if (area !== 0) areas.push(area);
  }
  const holes = Array.from(areas.keys()).filter((ring) => areas[ring]! < 0);
  for (const [exterior, area] of areas.entries()) {
    if (area < 0) continue;
    const within = areas.length - holes.length === 1 ? holes : holes.filter((hole) => liesIn(hole, exterior));
    // Holes that have come to fill their exterior leave nothing of it.
    if (within.reduce((sum, hole) => sum + areas[hole]!, area) <= 0) continue;
    for (const ring of [exterior, ...within]) {
      output.addRange(rounded, rounded.start(ring), rounded.ends[ring]!);
      output.end();
    }
  }
}

/** Whether a hole's first vertex lies in the exterior ring. */
function liesIn(hole: number, exterior: number): boolean {
  const c = rounded.coordinates;
  const x = c[rounded.start(hole)]!;
  const y = c[rounded.start(hole) + 1]!;
  const to = rounded.ends[exterior]!;
  let inside = false;
  for (let i = rounded.start(exterior), j = to - 2; i < to; j = i, i += 2) {
    const yi = c[i + 1]!;
    const yj = c[j + 1]!;
    if (yi > y !== yj > y && x < ((c[j]! - c[i]!) * (y - yi)) / (yj - yi) + c[i]!) inside = !inside;
  }
  return inside;
}
