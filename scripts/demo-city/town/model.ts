import type { Random } from '../../../server/simulator/random.ts';
import type { Line, Point, Polygon, Ring } from './geometry.ts';
import type { Mesh } from './mesh.ts';
import type { Names } from './names.ts';

/** A street with one name and one class along its whole course. */
export interface Street {
  kind: 'trunk' | 'primary' | 'secondary' | 'tertiary' | 'residential' | 'living_street';
  name: string;
  /** Kerb to kerb, m. */
  width_m: number;
  /** From the middle to where private ground begins, m. */
  half_m: number;
  lanes: number;
  /** From the middle to the middle of each of two one-way carriageways, m; 0 where the street is not divided. */
  divided_m: number;
  /** Streets that are one line under several names share this number. */
  course: number;
}

/** How a block is built over. */
export type Style = 'walkup' | 'slab' | 'tower' | 'old' | 'centre' | 'industry';

/** What a piece of ground between walls and streets is for. */
export type Use =
  | 'compound'
  | 'oldtown'
  | 'park'
  | 'pocket'
  | 'square'
  | 'school'
  | 'kindergarten'
  | 'campus'
  | 'sports'
  | 'government'
  | 'hospital'
  | 'civic'
  | 'market'
  | 'mall'
  | 'office'
  | 'shops'
  | 'industry'
  | 'construction'
  | 'station'
  | 'depot'
  | 'green'
  | 'riverside';

/** Faces of the mesh that belong together: one compound, one school, one park. */
export interface Parcel {
  use: Use;
  style: Style;
  community: number;
  faces: number[];
  name: string;
  /** 0 to 1 drawn once for the parcel, where its builder wants a choice that does not hang on order. */
  taste: number;
}

/** The town while it is being drawn. */
export interface Layout {
  random: Random;
  names: Names;
  mesh: Mesh;
  streets: Street[];
  parcels: Parcel[];
  /** Index of the community of each face. */
  communityOf: Map<number, number>;
  styleOf: Map<number, Style>;
  river: Water;
  canal: Water;
  /** Middle line of the rail, drawn beyond the town at both ends. */
  rail: Line;
  /** Where the two main avenues cross. */
  centre: Point;
  /** Ends of the great streets beyond the town: the first point is a vertex of the mesh. */
  outskirts: { street: number; line: Line }[];
}

/** A watercourse: its middle line and half its width at each point. */
export interface Water {
  name: string;
  line: Line;
  half_m: number[];
  /** Banks closed to a polygon. */
  polygon: Ring;
}

export interface PlannedArea {
  level: 'district' | 'street' | 'community' | 'grid';
  area_code: string;
  name: string;
  polygons: Polygon[];
  /** Doors by the capacity of the buildings inside. */
  household_count: number;
}

export interface PlannedLand {
  kind: string;
  name: string | null;
  polygon: Polygon;
}

export interface PlannedRoad {
  kind: string;
  name: string | null;
  oneway: boolean;
  foot: boolean;
  bicycle: boolean;
  motor: boolean;
  bridge: boolean;
  tunnel: boolean;
  lanes: number | null;
  width_m: number | null;
  line: Line;
}

export interface PlannedPlace {
  kind: string;
  name: string;
  point: Point;
}

export interface PlannedCompound {
  kind: 'walled' | 'open';
  name: string;
  address: string;
  property_company: string | null;
  owners_committee: boolean;
  polygon: Polygon;
}

export interface PlannedBuilding {
  kind: string;
  name: string | null;
  address: string | null;
  /** Index in the plan's compounds; null outside every compound. */
  compound: number | null;
  /** Code of the grid that holds it. */
  area_code: string;
  floor_count: number;
  basement_count: number;
  height_m: number;
  built_year: number;
  polygon: Polygon;
}

/** A whole town in plan metres; nothing in it depends on anything but the seed. */
export interface TownPlan {
  seed: string;
  areas: PlannedArea[];
  land: PlannedLand[];
  waterways: { kind: string; name: string; line: Line }[];
  roads: PlannedRoad[];
  places: PlannedPlace[];
  compounds: PlannedCompound[];
  buildings: PlannedBuilding[];
}
