import type { TileSet } from '../api/deployment/schema.ts';
import { FULL_DETAIL_ZOOM } from './geometry/simplify.ts';
import type { GeometryType } from './geometry/wkb.ts';

/** What a layer of a tile set is made of: the one place where its rows, attributes and zooms are said. */
export interface TileLayer {
  set: TileSet;
  /** Name in the tile. */
  name: string;
  type: GeometryType;
  /** First zoom of the layer, and of every feature in it whose own is not higher. */
  minzoom: number;
  /** Whose rows its features are: under this name `tile_layer_version` and `tile_change` tell of its changes. */
  table: string;
  /** SQL: what stands after `from`; the layer's own table is `t`. */
  from: string;
  /** SQL: unique, ascending, a number in digits; it becomes the feature's id. */
  key: 't.id' | 't.area_code';
  /** SQL: geometry in EPSG:4326. */
  geometry: string;
  /** SQL of a feature's own first zoom. */
  featureMinzoom: string;
  attributes: Record<string, Attribute>;
  /** Tile units a line may move by through simplification; see simplify.ts. 8 are a pixel of the usual 512. */
  tolerance: number;
  /** Square tile units from which on a polygon or hole is shown; see measures.ts. */
  minArea: number;
  /** Whether every feature is drawn whatever the tile's size; see cut.ts. */
  complete: boolean;
}

interface Attribute {
  /** As TileJSON names types. */
  type: 'String' | 'Number' | 'Boolean';
  sql: string;
}

/** Tiles are cut down to this zoom; clients enlarge the last one. */
export const MAXZOOM = FULL_DETAIL_ZOOM;

const text = (sql: string): Attribute => ({ type: 'String', sql });
const number = (sql: string): Attribute => ({ type: 'Number', sql });
const flag = (sql: string): Attribute => ({ type: 'Boolean', sql });

const kind = text('t.kind');
const name = text('t.name');
/** Days since 1970-01-01; absent where never confirmed. */
const confirmed_day = number("t.confirmed_on - date '1970-01-01'");

/** SQL for the first zoom of each kind; `others` where a kind is not named. */
function byKind(zooms: Record<number, string[]>, others: number): string {
  const cases = Object.entries(zooms).map(([zoom, kinds]) => {
    const list = kinds.map((each) => `'${each}'`).join(', ');
    return `when t.kind in (${list}) then ${zoom}`;
  });
  return `case ${cases.join(' ')} else ${others} end`;
}

const roadMinzoom = byKind(
  {
    0: ['motorway', 'motorway_link', 'trunk', 'trunk_link'],
    10: ['primary', 'primary_link', 'secondary', 'secondary_link', 'rail'],
    12: ['tertiary', 'tertiary_link', 'residential', 'unclassified', 'living_street'],
  },
  14,
);
const waterwayMinzoom = byKind({ 6: ['river'], 9: ['canal'] }, 12);
const placeMinzoom = byKind(
  { 0: ['city'], 6: ['town'], 9: ['suburb', 'quarter', 'village'], 12: ['neighbourhood', 'square', 'station'] },
  13,
);
const boundaryMinzoom = 'case when t.admin_level <= 6 then 0 when t.admin_level <= 8 then 8 else 10 end';
/**
 * Counted from the deepest level up, as the depth of the tree is data: grids from 12, what holds them from 10, just before
 * the map draws their lines. All areas are drawn, so at lower zooms those of a province would make too large a tile.
 */
const areaMinzoom = `case (select max(position) from area_level) - l.position when 0 then 12 when 1 then 10 else 0 end`;

/** A layer of a table with a number as its id, whose attributes all stand in it. */
function plain(
  set: TileSet,
  table: string,
  type: GeometryType,
  minzoom: number,
  attributes: Record<string, Attribute>,
  more: Partial<TileLayer> = {},
): TileLayer {
  return {
    set,
    name: table,
    type,
    minzoom,
    table,
    from: `${table} t`,
    key: 't.id',
    geometry: 't.geometry',
    featureMinzoom: '0',
    attributes,
    tolerance: 4,
    minArea: 16,
    complete: false,
    ...more,
  };
}

const area: TileLayer = plain(
  'areas',
  'area',
  'polygon',
  0,
  { area_code: text('t.area_code'), level: text('t.level'), position: number('l.position'), name },
  {
    ...{ from: 'area t join area_level l on l.level = t.level', key: 't.area_code', featureMinzoom: areaMinzoom },
    // Without one of its areas a choropleth would lie.
    ...{ complete: true, minArea: 0 },
  },
);
const compound = plain('living', 'compound', 'polygon', 12, { kind, name, confirmed_day });
const squad = {
  squad_id: number('t.squad_id'),
  squad_kind: text('s.kind'),
  squad_name: text('s.name'),
};
const ofSquad = (table: string) => ({ from: `${table} t left join squad s on s.id = t.squad_id` });

/** Every layer of every tile set, in the order in which they stand in a tile. */
export const tileLayers: readonly TileLayer[] = [
  plain('ground', 'land', 'polygon', 0, { kind, name }),
  plain('ground', 'waterway', 'line', 0, { kind, name }, { featureMinzoom: waterwayMinzoom }),
  plain(
    'ground',
    'road',
    'line',
    0,
    { kind, name, oneway: flag('t.oneway'), bridge: flag('t.bridge'), tunnel: flag('t.tunnel') },
    { featureMinzoom: roadMinzoom },
  ),
  plain(
    'ground',
    'building',
    'polygon',
    13,
    { kind, name, floor_count: number('t.floor_count'), height_m: number('t.height_m') },
    { tolerance: 2, minArea: 8 },
  ),
  plain('ground', 'place', 'point', 0, { kind, name }, { featureMinzoom: placeMinzoom }),
  plain(
    'ground',
    'boundary',
    'polygon',
    0,
    { admin_level: number('t.admin_level'), name },
    { featureMinzoom: boundaryMinzoom },
  ),
  area,
  { ...area, name: 'area_label', type: 'point', geometry: 't.label_point' },
  compound,
  { ...compound, name: 'compound_label', type: 'point', minzoom: 13, geometry: 'ST_PointOnSurface(t.geometry)' },
  plain('living', 'organisation', 'point', 13, { kind, name, confirmed_day }),
  plain('living', 'facility', 'point', 13, { kind, name, confirmed_day }),
  plain('living', 'device', 'point', 13, { kind, name, status: text('t.status'), confirmed_day }),
  plain('patrol', 'patrol_point', 'point', 11, { name, ...squad }, ofSquad('patrol_point')),
  plain('patrol', 'patrol_route', 'line', 11, { name, ...squad }, ofSquad('patrol_route')),
];

/** The layers of one set. */
export function layersOf(set: TileSet): TileLayer[] {
  return tileLayers.filter((layer) => layer.set === set);
}
