import { composedAddress, nameOf } from './describing.ts';
import { standingOf } from './evidence.ts';
import { unitsOf } from './inner.ts';
import { NONE, type PlaceIndex, type Shapes } from './place-index.ts';
import { distanceToSegment, metresBetween, toMetres } from './shape-index.ts';

/** What is where, as it would be told of a point. */
export interface Whereabouts {
  /** The building that the point lies in, else the nearest within 150 m. */
  building: { id: number; name: string; address: string; household_id: number | null; distance_m: number } | null;
  /** The nearest road with a name within 300 m, and the number beside it that is nearest to the point within 100 m. */
  road: { id: number; name: string; number: string | null; distance_m: number } | null;
  /** Areas that hold the point, from the largest. */
  areas: { area_code: string; level: string; name: string }[];
}

const BUILDING_M = 150;
const ROAD_M = 300;
const NUMBER_M = 100;
/** Boxes looked at: the nearest box is not always that of the nearest shape. */
const BOXES = 12;

/** What is at and around a point. @param lon degrees, WGS 84. */
export function reverseGeocode(index: PlaceIndex, lon: number, lat: number): Whereabouts {
  const [x, y] = toMetres(index.shapes, lon, lat);
  return { building: nearestBuilding(index, x, y), road: nearestRoad(index, x, y), areas: areasAt(index, x, y) };
}

function nearestBuilding(index: PlaceIndex, x: number, y: number): Whereabouts['building'] {
  const { buildings, doors } = index;
  const nearest = nearestOf(index.shapes.buildings, x, y, BUILDING_M, distanceToShape);
  if (!nearest) return null;
  const { place, distance_m } = nearest;
  const at = place - buildings.from;
  const units = unitsOf(index, at);
  const [unit] = units;
  const only = units.length === 1 && doors.end(unit!) - doors.first(unit!) === 1;
  const door = only ? doors.first(unit!) : undefined;
  return {
    id: buildings.ids[at]!,
    name: nameOf(index, place),
    address: composedAddress(
      index,
      standingOf(index, place),
      place,
      undefined,
      door === undefined ? undefined : doors.texts[door],
    ),
    household_id: door === undefined ? null : doors.ids[door]!,
    distance_m,
  };
}

function nearestRoad(index: PlaceIndex, x: number, y: number): Whereabouts['road'] {
  const { roads, numbers } = index;
  const nearest = nearestOf(index.shapes.roads, x, y, ROAD_M, distanceToSegment);
  if (!nearest) return null;
  const at = nearest.place - roads.from;
  const number = nearestNumber(index, at, x, y);
  return {
    id: roads.ids[at]!,
    name: roads.names[at]!,
    number: number === undefined ? null : numbers[number]!,
    distance_m: nearest.distance_m,
  };
}

/** Id of the number beside a road that is nearest to a point. */
function nearestNumber(index: PlaceIndex, road: number, x: number, y: number): number | undefined {
  const { numbered, compounds, pois, buildings, shapes } = index;
  let best: number | undefined;
  let least = NUMBER_M;
  for (let slot = numbered.starts[road]!; slot < numbered.starts[road + 1]!; slot++) {
    const place = numbered.place[slot]!;
    const kind = place >= buildings.from ? buildings : place >= pois.from ? pois : compounds;
    const at = (place - kind.from) * 2;
    const [px, py] = toMetres(shapes, kind.centres[at]!, kind.centres[at + 1]!);
    const distance = Math.hypot(px - x, py - y);
    if (distance < least) {
      least = distance;
      best = numbered.number[slot]!;
    }
  }
  return best;
}

function areasAt(index: PlaceIndex, x: number, y: number): Whereabouts['areas'] {
  const { areas, shapes } = index;
  const found: Whereabouts['areas'] = [];
  for (const box of shapes.areas.boxes?.search(x, y, x, y) ?? []) {
    if (distanceToShape(shapes.areas, box, x, y) > 0) continue;
    const at = shapes.areas.places[box]!;
    found.push({ area_code: areas.codes[at]!, level: areas.levels[at]!, name: areas.names[at]! });
  }
  return found.sort((a, b) => a.area_code.length - b.area_code.length || (a.area_code < b.area_code ? -1 : 1));
}

type Distance = (shapes: Shapes, box: number, x: number, y: number) => number;

function nearestOf(shapes: Shapes, x: number, y: number, within_m: number, distanceTo: Distance) {
  let place = NONE;
  let least = within_m;
  for (const box of shapes.boxes?.neighbors(x, y, BOXES, within_m) ?? []) {
    const distance = distanceTo(shapes, box, x, y);
    if (distance < least || (distance === least && place === NONE)) {
      least = distance;
      place = shapes.places[box]!;
    }
  }
  return place === NONE ? undefined : { place, distance_m: least };
}

/** Metres from a point to a shape, 0 inside: where an odd number of its rings holds the point. */
function distanceToShape(
  { coordinates, starts, ringStarts, ringEnds }: Shapes,
  shape: number,
  x: number,
  y: number,
): number {
  let from = starts[shape]!;
  let isInside = false;
  let least = Number.POSITIVE_INFINITY;
  for (let ring = ringStarts[shape]!; ring < ringStarts[shape + 1]!; ring++) {
    const end = ringEnds[ring]!;
    for (let at = from, before = end - 2; at < end; before = at, at += 2) {
      const [x0, y0] = [coordinates[before]!, coordinates[before + 1]!];
      const [x1, y1] = [coordinates[at]!, coordinates[at + 1]!];
      if (y0 > y !== y1 > y && x < ((x1 - x0) * (y - y0)) / (y1 - y0) + x0) isInside = !isInside;
      least = Math.min(least, metresBetween(x0, y0, x1, y1, x, y));
    }
    from = end;
  }
  return isInside ? 0 : least;
}
