import type { Geometry, Position } from 'geojson';
import type { DxfEntity } from './dxf-entities.ts';
import { closed } from './shapes.ts';

/** What is drawn by an entity. */
export interface DxfShape {
  geometry: Geometry;
  text?: string;
  block?: string;
  elevation?: number;
}

type Pairs = DxfEntity['pairs'];

/** Arcs become pieces of at most so many radians: 5 degrees, 1 mm off on a radius of 1 m. */
const STEP = Math.PI / 36;
const FULL = Math.PI * 2;
const DEGREE = Math.PI / 180;

/** The outline, line, point or text of an entity; null for a kind that is not read, or without sound numbers. */
export function shapeOfEntity(entity: DxfEntity): DxfShape | null {
  const shape = shapeOf(entity);
  return shape && allFinite((shape.geometry as { coordinates: unknown }).coordinates) ? shape : null;
}

function shapeOf({ type, pairs, vertices }: DxfEntity): DxfShape | null {
  // What stands in paper space is the frame of a print.
  if (numberAt(pairs, 67) === 1) return null;
  switch (type) {
    case 'LINE':
      return lineShape([place(pairs, 10), place(pairs, 11)]);
    case 'LWPOLYLINE':
      return polyline(pairs, lightCorners(pairs), numberAt(pairs, 38));
    case 'POLYLINE':
      return heavyPolyline(pairs, vertices);
    case 'CIRCLE':
      return circle(place(pairs, 10), numberAt(pairs, 40));
    case 'ARC':
      return arc(pairs);
    case 'ELLIPSE':
      return ellipse(pairs);
    case 'POINT':
      return { geometry: point(pairs) };
    case 'TEXT':
    case 'MTEXT':
      return { geometry: point(pairs), text: textOfEntity(pairs) };
    case 'INSERT':
      return { geometry: point(pairs), block: textAt(pairs, 2) };
    default:
      return null;
  }
}

/** The first value of a group code as text; empty without one. */
export function textAt(pairs: Pairs, code: number): string {
  return pairs.find(([own]) => own === code)?.[1].trim() ?? '';
}

/** The first value of a group code as a number; 0, its usual default, without one. */
function numberAt(pairs: Pairs, code: number): number {
  return numberOf(textAt(pairs, code) || '0');
}

const numberOf = (text: string) => (text.trim() === '' ? Number.NaN : Number(text));

/** A position; y has the code of x plus ten. */
function place(pairs: Pairs, code: number): Position {
  return [numberOf(textAt(pairs, code)), numberOf(textAt(pairs, code + 10))];
}

const point = (pairs: Pairs): Geometry => ({ type: 'Point', coordinates: place(pairs, 10) });

function allFinite(value: unknown): boolean {
  return Array.isArray(value) ? value.every(allFinite) : Number.isFinite(value);
}

/** Without the codes for fonts, lines and characters that AutoCAD puts into texts; long ones stand in pieces of code 3. */
function textOfEntity(pairs: Pairs): string {
  const whole = pairs.filter(([code]) => code === 3 || code === 1).map(([, value]) => value);
  return whole
    .join('')
    .replace(/\\U\+([0-9A-F]{4})/gi, (_all, code) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\P/g, ' ')
    .replace(/\\[A-Za-z][^;\\{}]*;|%%[a-z]/gi, '')
    .replace(/[{}]/g, '')
    .trim();
}

interface Corner {
  x: number;
  y: number;
  bulge: number;
}

function lightCorners(pairs: Pairs): Corner[] {
  const corners: Corner[] = [];
  for (const [code, value] of pairs) {
    if (code === 10) corners.push({ x: numberOf(value), y: Number.NaN, bulge: 0 });
    else if (code === 20 && corners.length > 0) corners.at(-1)!.y = numberOf(value);
    else if (code === 42 && corners.length > 0) corners.at(-1)!.bulge = numberOf(value);
  }
  return corners;
}

/** Meshes (flags 16 and 64) are no lines; corners of a spline's frame (16) are not on it. */
function heavyPolyline(pairs: Pairs, vertices: Pairs[]): DxfShape | null {
  if ((numberAt(pairs, 70) & 80) !== 0) return null;
  const corners = vertices
    .filter((vertex) => (numberAt(vertex, 70) & 16) === 0)
    .map((vertex) => {
      const [x, y] = place(vertex, 10) as [number, number];
      return { x, y, bulge: numberAt(vertex, 42) };
    });
  return polyline(pairs, corners, numberAt(pairs, 30) || (vertices[0] ? numberAt(vertices[0], 30) : 0));
}

function polyline(pairs: Pairs, corners: readonly Corner[], elevation: number): DxfShape | null {
  const isClosed = (numberAt(pairs, 70) & 1) === 1;
  const positions = corners.flatMap((corner, i) => {
    const next = corners[i + 1] ?? (isClosed ? corners[0] : undefined);
    return [[corner.x, corner.y], ...(corner.bulge !== 0 && next ? bulged(corner, next) : [])];
  });
  const shape = outline(isClosed ? closed(positions) : positions);
  return shape && (elevation ? { ...shape, elevation } : shape);
}

function lineShape(positions: Position[]): DxfShape | null {
  return positions.length < 2 ? null : { geometry: { type: 'LineString', coordinates: positions } };
}

/** What ends where it began is an area, however it was drawn. */
function outline(positions: Position[]): DxfShape | null {
  const [first, last] = [positions[0], positions.at(-1)];
  const isRing = positions.length >= 4 && first![0] === last![0] && first![1] === last![1];
  return isRing ? { geometry: { type: 'Polygon', coordinates: [positions] } } : lineShape(positions);
}

/** Positions between two corners on an arc; a bulge is the tangent of a quarter of its angle. */
function bulged(from: Corner, to: Corner): Position[] {
  const offset = (1 - from.bulge * from.bulge) / (4 * from.bulge);
  const x = (from.x + to.x) / 2 - (to.y - from.y) * offset;
  const y = (from.y + to.y) / 2 + (to.x - from.x) * offset;
  const radius = Math.hypot(from.x - x, from.y - y);
  return turned([x, y], radius, Math.atan2(from.y - y, from.x - x), 4 * Math.atan(from.bulge)).slice(1, -1);
}

/** Positions on an arc from an angle on, by an angle. */
function turned([x, y]: Position, radius: number, start: number, angle: number): Position[] {
  const steps = Math.max(1, Math.ceil(Math.abs(angle) / STEP) || 1);
  return Array.from({ length: steps + 1 }, (_, i) => {
    const at = start + (angle * i) / steps;
    return [x! + radius * Math.cos(at), y! + radius * Math.sin(at)];
  });
}

/** Counter-clockwise from one angle to another; once around where they are the same. */
function between(start: number, end: number): number {
  return (((end - start) % FULL) + FULL) % FULL || FULL;
}

function circle(center: Position, radius: number): DxfShape | null {
  if (!(radius > 0)) return null;
  const ring = turned(center, radius, 0, FULL).slice(0, -1);
  return { geometry: { type: 'Polygon', coordinates: [closed(ring)] } };
}

function arc(pairs: Pairs): DxfShape | null {
  const radius = numberAt(pairs, 40);
  if (!(radius > 0)) return null;
  const start = numberAt(pairs, 50) * DEGREE;
  return lineShape(turned(place(pairs, 10), radius, start, between(start, numberAt(pairs, 51) * DEGREE)));
}

function ellipse(pairs: Pairs): DxfShape | null {
  const [x, y] = place(pairs, 10) as [number, number];
  const [dx, dy] = place(pairs, 11) as [number, number];
  const [ratio, start, end] = [numberAt(pairs, 40), numberAt(pairs, 41), numberAt(pairs, 42)];
  const angle = between(start, end);
  const positions = turned([0, 0], 1, start, angle).map(([u, v]) => [
    x + u! * dx - v! * dy * ratio,
    y + u! * dy + v! * dx * ratio,
  ]);
  // Whole ones are written as 0 to 6.283185…, with fewer digits than it has.
  if (FULL - angle > 1e-6) return lineShape(positions);
  return { geometry: { type: 'Polygon', coordinates: [closed(positions.slice(0, -1))] } };
}
