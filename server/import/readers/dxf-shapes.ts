import type {
  IArcEntity,
  ICircleEntity,
  IEllipseEntity,
  IEntity,
  IInsertEntity,
  ILineEntity,
  ILwpolylineEntity,
  IMtextEntity,
  IPoint,
  IPointEntity,
  IPolylineEntity,
  ITextEntity,
} from 'dxf-parser';
import type { Geometry, Position } from 'geojson';
import { closed } from './shapes.ts';

/** What is drawn by an entity. */
export interface DxfShape {
  geometry: Geometry;
  text?: string;
  block?: string;
  elevation?: number;
}

/** Arcs become pieces of at most so many radians: 5 degrees, 1 mm off on a radius of 1 m. */
const STEP = Math.PI / 36;
const FULL = Math.PI * 2;

/** The outline, line, point or text of an entity; null for a kind that is not read, or without sound numbers. */
export function shapeOfEntity(entity: IEntity): DxfShape | null {
  const shape = shapeOf(entity);
  return shape && allFinite(shape.geometry) ? shape : null;
}

function shapeOf(entity: IEntity): DxfShape | null {
  switch (entity.type) {
    case 'LINE':
      return lineShape((entity as ILineEntity).vertices?.map(place) ?? []);
    case 'LWPOLYLINE':
    case 'POLYLINE':
      return polyline(entity as ILwpolylineEntity | IPolylineEntity);
    case 'CIRCLE':
      return circle(entity as ICircleEntity);
    case 'ARC':
      return arc(entity as IArcEntity);
    case 'ELLIPSE':
      return ellipse(entity as IEllipseEntity);
    case 'POINT':
      return pointShape((entity as IPointEntity).position);
    case 'TEXT':
      return textShape((entity as ITextEntity).startPoint, (entity as ITextEntity).text);
    case 'MTEXT':
      return textShape((entity as IMtextEntity).position, (entity as IMtextEntity).text);
    case 'INSERT': {
      const { position, name } = entity as IInsertEntity;
      const shape = pointShape(position);
      return shape && { ...shape, block: name };
    }
    default:
      return null;
  }
}

const place = ({ x, y }: IPoint): Position => [x, y];

function allFinite(geometry: Geometry): boolean {
  const check = (value: unknown): boolean => (Array.isArray(value) ? value.every(check) : Number.isFinite(value));
  return check((geometry as { coordinates: unknown }).coordinates);
}

function pointShape(position: IPoint | undefined): DxfShape | null {
  return position ? { geometry: { type: 'Point', coordinates: place(position) } } : null;
}

function textShape(position: IPoint | undefined, text: string | undefined): DxfShape | null {
  const shape = pointShape(position);
  return shape && { ...shape, text: plainText(text ?? '') };
}

/** Without the codes for fonts, lines and characters that AutoCAD puts into texts. */
function plainText(text: string): string {
  return text
    .replace(/\\U\+([0-9A-F]{4})/gi, (_all, code) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\P/g, ' ')
    .replace(/\\[A-Za-z][^;\\{}]*;|%%[a-z]/gi, '')
    .replace(/[{}]/g, '')
    .trim();
}

function lineShape(positions: Position[]): DxfShape | null {
  return positions.length < 2 ? null : { geometry: { type: 'LineString', coordinates: positions } };
}

function polyline(entity: ILwpolylineEntity | IPolylineEntity): DxfShape | null {
  if ('is3dPolygonMesh' in entity && (entity.is3dPolygonMesh || entity.isPolyfaceMesh)) return null;
  const vertices = (entity.vertices ?? []) as { x: number; y: number; z?: number; bulge?: number }[];
  const isClosed = entity.shape === true;
  const positions = vertices.flatMap((vertex, i) => {
    const next = vertices[i + 1] ?? (isClosed ? vertices[0] : undefined);
    return [[vertex.x, vertex.y], ...(vertex.bulge && next ? bulged(vertex, next, vertex.bulge) : [])];
  });
  const elevation = 'elevation' in entity ? entity.elevation : vertices[0]?.z;
  const shape = outline(isClosed ? closed(positions) : positions);
  return shape && (elevation ? { ...shape, elevation } : shape);
}

/** What ends where it began is an area, however it was drawn. */
function outline(positions: Position[]): DxfShape | null {
  const [first, last] = [positions[0], positions.at(-1)];
  if (!first || !last || positions.length < 4 || first[0] !== last[0] || first[1] !== last[1])
    return lineShape(positions);
  return { geometry: { type: 'Polygon', coordinates: [positions] } };
}

/** Positions between two vertices on an arc; a bulge is the tangent of a quarter of its angle (DXF Reference, LWPOLYLINE). */
function bulged(from: { x: number; y: number }, to: { x: number; y: number }, bulge: number): Position[] {
  const offset = (1 - bulge * bulge) / (4 * bulge);
  const x = (from.x + to.x) / 2 - (to.y - from.y) * offset;
  const y = (from.y + to.y) / 2 + (to.x - from.x) * offset;
  const start = Math.atan2(from.y - y, from.x - x);
  const radius = Math.hypot(from.x - x, from.y - y);
  return turned(x, y, radius, start, 4 * Math.atan(bulge)).slice(1, -1);
}

/** Positions on an arc from an angle on, by an angle. */
function turned(x: number, y: number, radius: number, start: number, angle: number): Position[] {
  const steps = Math.max(1, Math.ceil(Math.abs(angle) / STEP));
  return Array.from({ length: steps + 1 }, (_, i) => {
    const at = start + (angle * i) / steps;
    return [x + radius * Math.cos(at), y + radius * Math.sin(at)];
  });
}

function circle({ center, radius }: ICircleEntity): DxfShape | null {
  if (!center || !(radius > 0)) return null;
  const ring = turned(center.x, center.y, radius, 0, FULL);
  return { geometry: { type: 'Polygon', coordinates: [closed(ring.slice(0, -1))] } };
}

/** Arcs run counter-clockwise. */
function arc({ center, radius, startAngle, endAngle }: IArcEntity): DxfShape | null {
  if (!center || !(radius > 0)) return null;
  const angle = (((endAngle - startAngle) % FULL) + FULL) % FULL || FULL;
  return lineShape(turned(center.x, center.y, radius, startAngle, angle));
}

function ellipse({
  center,
  majorAxisEndPoint: axis,
  axisRatio,
  startAngle,
  endAngle,
}: IEllipseEntity): DxfShape | null {
  if (!center || !axis) return null;
  const [start, end] = [startAngle ?? 0, endAngle ?? FULL];
  const angle = (((end - start) % FULL) + FULL) % FULL || FULL;
  const positions = turned(0, 0, 1, start, angle).map(([u, v]) => [
    center.x + u! * axis.x - v! * axis.y * axisRatio,
    center.y + u! * axis.y + v! * axis.x * axisRatio,
  ]);
  return angle < FULL - 1e-6
    ? lineShape(positions)
    : { geometry: { type: 'Polygon', coordinates: [closed(positions.slice(0, -1))] } };
}
