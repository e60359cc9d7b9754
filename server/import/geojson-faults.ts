import { signedArea } from './rings.ts';

// https://www.rfc-editor.org/rfc/rfc7946
const depths: Record<string, number> = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
};
const geometryTypes = new Set([...Object.keys(depths), 'GeometryCollection']);
const foreign = ['properties', 'geometry', 'features'];

/** What is wrong with a value that should be GeoJSON: faults make it unusable, warnings do not. */
export interface Findings {
  faults: string[];
  warnings: Set<string>;
}

type Members = Record<string, unknown>;

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nounOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** Checks one Feature, or a geometry that stands without one. A null geometry is allowed. */
export function checkFeature(value: unknown): Findings {
  const findings: Findings = { faults: [], warnings: new Set() };
  const { faults } = findings;
  if (!isObject(value)) return { ...findings, faults: [`a feature should be an object, but is ${nounOf(value)}`] };
  if (geometryTypes.has(String(value.type))) checkGeometry(value, findings);
  else if (value.type !== 'Feature')
    faults.push(`"type" should be "Feature", but is ${JSON.stringify(value.type) ?? 'missing'}`);
  else {
    checkBox(value.bbox, faults);
    if ('id' in value && typeof value.id !== 'string' && typeof value.id !== 'number')
      faults.push(`"id" should be text or a number, but is ${nounOf(value.id)}`);
    if ('features' in value) faults.push('a Feature cannot hold "features"');
    if (value.properties !== null && !isObject(value.properties))
      faults.push(
        'properties' in value
          ? `"properties" should be an object, but is ${nounOf(value.properties)}`
          : '"properties" is missing',
      );
    if (!('geometry' in value)) faults.push('"geometry" is missing');
    else if (value.geometry !== null) checkGeometry(value.geometry, findings);
  }
  return findings;
}

/** Checks the outermost object of a FeatureCollection, its features left out. */
export function checkCollection(value: unknown): string[] {
  if (!isObject(value)) return [`a GeoJSON file should hold an object, but holds ${nounOf(value)}`];
  const faults: string[] = [];
  if (value.type !== 'FeatureCollection')
    return [`"type" is ${JSON.stringify(value.type) ?? 'missing'}, which is no GeoJSON type`];
  checkBox(value.bbox, faults);
  if (!('features' in value)) faults.push('"features" is missing');
  else if (!Array.isArray(value.features)) faults.push(`"features" should be a list, but is ${nounOf(value.features)}`);
  for (const member of ['geometry', 'properties', 'coordinates'])
    if (member in value) faults.push(`a FeatureCollection cannot hold "${member}"`);
  return faults;
}

/** The coordinate system of the old `crs` member when it is not WGS 84 or CGCS2000; null when all is well. */
export function foreignCrs(value: unknown): string | null {
  const crs = isObject(value) ? value.crs : undefined;
  if (crs === undefined || crs === null) return null;
  const name = isObject(crs) && isObject(crs.properties) ? String(crs.properties.name ?? '') : '';
  return /CRS84|(^|[^\d])(4326|4490)$/.test(name) ? null : name || JSON.stringify(crs).slice(0, 60);
}

function checkBox(box: unknown, faults: string[]): void {
  if (box === undefined) return;
  if (!Array.isArray(box)) faults.push(`"bbox" should be a list, but is ${nounOf(box)}`);
  else if (!box.every((value) => typeof value === 'number')) faults.push('every value of "bbox" should be a number');
  else if (box.length !== 4 && box.length !== 6)
    faults.push(`"bbox" should have 4 or 6 numbers, but has ${box.length}`);
}

function checkGeometry(value: unknown, findings: Findings): void {
  const { faults, warnings } = findings;
  if (!isObject(value)) {
    faults.push(`a geometry should be an object, but is ${nounOf(value)}`);
    return;
  }
  const type = String(value.type);
  checkBox(value.bbox, faults);
  for (const member of foreign) if (member in value) faults.push(`a geometry cannot hold "${member}"`);
  if (type === 'GeometryCollection') {
    if (!Array.isArray(value.geometries)) faults.push('"geometries" of a GeometryCollection is missing or no list');
    else {
      if (value.geometries.length === 1)
        warnings.add('a GeometryCollection with a single geometry should be that geometry');
      for (const part of value.geometries) checkGeometry(part, findings);
    }
    return;
  }
  const depth = depths[type];
  if (depth === undefined)
    faults.push(`"type" of a geometry is ${JSON.stringify(value.type) ?? 'missing'}, which is none that GeoJSON knows`);
  else if (!('coordinates' in value)) faults.push('"coordinates" is missing');
  else {
    const fault = checkNesting(value.coordinates, depth) ?? checkShape(type, value.coordinates, warnings);
    if (fault) faults.push(`${type}: ${fault}`);
  }
}

/** The first fault of lists nested `depth` deep around positions; null when there is none. */
function checkNesting(value: unknown, depth: number): string | null {
  if (!Array.isArray(value))
    return depth === 0
      ? `a position should be a list, but is ${nounOf(value)}`
      : 'coordinates should be nested more deeply';
  if (depth === 0) {
    if (value.length < 2) return 'a position needs two or more numbers';
    for (const number of value)
      if (typeof number !== 'number')
        return `every part of a position should be a number, but one is ${nounOf(number)}`;
    return null;
  }
  if (value.length === 0) return 'coordinates are empty';
  for (const part of value) {
    const fault = checkNesting(part, depth - 1);
    if (fault) return fault;
  }
  return null;
}

type Ring = number[][];

function checkShape(type: string, coordinates: unknown, warnings: Set<string>): string | null {
  if (type.endsWith('Polygon')) {
    const polygons = (type === 'Polygon' ? [coordinates] : coordinates) as Ring[][];
    for (const polygon of polygons) {
      for (let i = 0; i < polygon.length; i++) {
        const fault = checkRing(polygon[i]!, i === 0, warnings);
        if (fault) return fault;
      }
    }
  } else if (type.endsWith('LineString')) {
    const lines = (type === 'LineString' ? [coordinates] : coordinates) as Ring[];
    for (const line of lines) {
      if (line.length < 2) return 'a line needs two or more positions';
      checkPrecision(line, warnings);
    }
  } else checkPrecision((type === 'Point' ? [coordinates] : coordinates) as Ring, warnings);
  return null;
}

function checkRing(ring: Ring, isOuter: boolean, warnings: Set<string>): string | null {
  const first = ring[0]!;
  const last = ring.at(-1)!;
  const closed = first[0] === last[0] && first[1] === last[1];
  if (ring.length < 4) return `a ring needs four or more positions${closed ? '' : ', the last like the first'}`;
  if (!closed) return 'the first and last position of a ring should be the same';
  if (signedArea(ring) > 0 !== isOuter)
    warnings.add('a ring runs against the right-hand rule; it is read as if it did not');
  checkPrecision(ring, warnings);
  return null;
}

/** Nine decimals of a degree are a tenth of a millimetre. */
function checkPrecision(positions: Ring, warnings: Set<string>): void {
  for (const position of positions) {
    const scaled = position[0]! * 1e9;
    const scaledLat = position[1]! * 1e9;
    if (Math.abs(scaled - Math.round(scaled)) > 0.01 || Math.abs(scaledLat - Math.round(scaledLat)) > 0.01) {
      warnings.add('coordinates with more than nine decimals, finer than anything that is measured');
      return;
    }
  }
}
