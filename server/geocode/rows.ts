/** What a place is of: the tables that geocoding knows. */
export type PlaceKind = 'area' | 'compound' | 'building' | 'road' | 'organisation' | 'facility' | 'place';

/** A ring or line as longitude and latitude in turn, degrees, WGS 84; a ring may be closed or open. */
export type Outline = ArrayLike<number>;

export interface AreaRow {
  area_code: string;
  /** Of the district's own tree: district, street, community, grid. */
  level: string;
  name: string;
  /** What it was called before, and what areas that went into it were called. */
  past_names: readonly string[];
  /** All rings of the shape, holes among them: a place is inside where an odd number of them holds it. */
  rings: readonly Outline[];
  centre: readonly [lon: number, lat: number];
}

export interface CompoundRow {
  id: number;
  area_code: string | null;
  name: string;
  past_names: readonly string[];
  address: string | null;
  centre: readonly [lon: number, lat: number];
}

export interface BuildingRow {
  id: number;
  area_code: string | null;
  compound_id: number | null;
  name: string | null;
  address: string | null;
  /** As of an area. */
  rings: readonly Outline[];
  centre: readonly [lon: number, lat: number];
}

/** Units and doors stand in order of building, then unit. */
export interface UnitRow {
  id: number;
  building_id: number;
  unit_no: number;
  name: string;
}
export interface DoorRow {
  id: number;
  unit_id: number;
  floor: number;
  door: string;
}

export interface RoadRow {
  id: number;
  area_code: string | null;
  name: string;
  lines: readonly Outline[];
}

/** An organisation, facility or named place. */
export interface PoiRow {
  kind: 'organisation' | 'facility' | 'place';
  id: number;
  area_code: string | null;
  building_id: number | null;
  name: string;
  past_names: readonly string[];
  address: string | null;
  /** What such a thing is called in general, as 农贸市场; null where the catalogue has no word. */
  kind_name: string | null;
  centre: readonly [lon: number, lat: number];
}

/** What people call something, as somebody has decided. */
export interface SynonymRow {
  text: string;
  kind: 'area' | 'compound' | 'road' | 'poi';
  /** Name of what is meant. */
  name: string;
}

/** Everything an index is made of; a deployment's own rows. */
export interface PlaceRows {
  areas: readonly AreaRow[];
  compounds: readonly CompoundRow[];
  buildings: readonly BuildingRow[];
  units: readonly UnitRow[];
  doors: readonly DoorRow[];
  roads: readonly RoadRow[];
  pois: readonly PoiRow[];
  synonyms: readonly SynonymRow[];
}
