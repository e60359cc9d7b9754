import type Flatbush from 'flatbush';
import type { NameTable } from './name-table.ts';
import type { AreaRow, CompoundRow } from './rows.ts';

/** Where nothing belongs: no compound, no road, no building. */
export const NONE = 0xffffffff;

/**
 * The places of a deployment in flat arrays. Each has a number: areas from 0, then compounds from `compounds.from`, roads, POIs, and
 * buildings, in the order of the rows. `at` arrays of a kind are indexed by number less its `from`.
 */
export interface PlaceIndex {
  readonly areas: AreaPlaces;
  readonly compounds: CompoundPlaces;
  readonly roads: RoadPlaces;
  readonly pois: PoiPlaces;
  readonly buildings: BuildingPlaces;
  readonly names: NameTable;
  /** Texts of numbers: of doors, buildings, numbers beside roads; `numberIds` finds them. */
  readonly numbers: readonly string[];
  readonly numberIds: ReadonlyMap<string, number>;
  /** What has a number beside a road. */
  readonly numbered: Grouped;
  /** Buildings of a compound by their number. */
  readonly housed: Grouped;
  readonly units: UnitPlaces;
  readonly doors: DoorPlaces;
  readonly shapes: ShapeIndex;
}

interface Places {
  /** Number of the first place of the kind. */
  readonly from: number;
  readonly count: number;
  /** Longitude and latitude in turn. */
  readonly centres: Float64Array;
  /** Deepest area, its place number; NONE outside all. */
  readonly area: Uint32Array;
}

export interface AreaPlaces extends Places {
  readonly codes: readonly string[];
  readonly levels: readonly AreaRow['level'][];
  readonly names: readonly string[];
  /** Place number of the area above; NONE of the top. */
  readonly parent: Uint32Array;
}
export interface CompoundPlaces extends Places {
  readonly ids: Int32Array;
  readonly names: readonly CompoundRow['name'][];
  readonly address: readonly (string | null)[];
  /** Road and number of its address: place number and id of the number; NONE where it has none. */
  readonly road: Uint32Array;
  readonly number: Uint32Array;
}
/** A road is all pieces of one name. */
export interface RoadPlaces extends Places {
  /** Lowest id of its pieces; 0 of a road that stands in addresses only. */
  readonly ids: Int32Array;
  readonly names: readonly string[];
}
export interface PoiPlaces extends Places {
  /** Index in `poiKinds`. */
  readonly kind: Uint8Array;
  readonly ids: Int32Array;
  readonly names: readonly string[];
  readonly address: readonly (string | null)[];
  readonly road: Uint32Array;
  readonly number: Uint32Array;
  readonly building: Uint32Array;
  /** 1 of what is named as a city, a district or a town is, though no area of the deployment: it holds others rather than stands beside them. */
  readonly wide: Uint8Array;
}
export const poiKinds = ['organisation', 'facility', 'place', 'building'] as const;

export interface BuildingPlaces extends Places {
  readonly ids: Int32Array;
  readonly names: readonly (string | null)[];
  readonly address: readonly (string | null)[];
  readonly compound: Uint32Array;
  readonly road: Uint32Array;
  readonly number: Uint32Array;
  /** Number by its name, as 3 of 3幢. */
  readonly own: Uint32Array;
  /** Units of building b: from `unitStarts[b]` to `unitStarts[b + 1]`. */
  readonly unitStarts: Uint32Array;
}
export interface UnitPlaces {
  readonly ids: Int32Array;
  readonly unit_no: Uint8Array;
  readonly names: readonly string[];
}
/** Doors of units: those of all, or of some buildings that were asked for. */
export interface DoorPlaces {
  /** First door of a unit (its index), and the one after its last. */
  first(unit: number): number;
  end(unit: number): number;
  readonly ids: Int32Array;
  readonly floor: Int16Array;
  /** Key of the door (see `doorKey`), and the door as it is written. */
  readonly keys: readonly string[];
  readonly texts: readonly string[];
}

/** Places by what they stand at (a road, a compound) and by number, as the ids of numbers rise. */
export interface Grouped {
  readonly starts: Uint32Array;
  readonly number: Uint32Array;
  readonly place: Uint32Array;
}

/** Shapes for what is asked of a point; metres east and north of `origin`. */
export interface ShapeIndex {
  readonly origin: readonly [lon: number, lat: number];
  /** Metres a degree. */
  readonly perDegree: readonly [lon: number, lat: number];
  readonly areas: Shapes;
  readonly buildings: Shapes;
  readonly roads: Shapes;
}
export interface Shapes {
  /** Boxes: of each shape, or of each segment of a line; null where there is none. */
  readonly boxes: Flatbush | null;
  /** Place of each box. */
  readonly places: Uint32Array;
  /** x and y in turn. Box i is made of coordinates from `starts[i]` to `starts[i + 1]`, or of two ends for a segment. */
  readonly coordinates: Float32Array;
  readonly starts: Uint32Array;
  /** Of shapes only: rings of box i end at `ringEnds` from `ringStarts[i]` to `ringStarts[i + 1]`, in `coordinates`. */
  readonly ringStarts: Uint32Array;
  readonly ringEnds: Uint32Array;
}

/** Of the numbers of one group, the places; visits nothing where there are none. */
export function forNumber(
  { starts, number, place }: Grouped,
  group: number,
  wanted: number,
  visit: (place: number) => void,
): void {
  let low = starts[group]!;
  let high = starts[group + 1]!;
  const end = high;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (number[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  for (; low < end && number[low] === wanted; low++) visit(place[low]!);
}
