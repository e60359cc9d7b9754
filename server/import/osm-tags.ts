import { landOf } from './osm-land.ts';
import { roadOf, waterwayOf } from './osm-roads.ts';
import type { Tags } from './osm-sink.ts';
import { addressOf, metresOf, nameOf, wholeNumberOf } from './osm-values.ts';

/** What an element is drawn with: a node, an open or closed line, or a filled shape. A closed way may be read as both of the latter. */
export type Shape = 'point' | 'line' | 'area';

/** The tables that OpenStreetMap fills. */
export type OsmTable = 'land' | 'waterway' | 'road' | 'building' | 'place' | 'boundary';

/** A row that an element's tags call for. */
export interface TaggedRow {
  table: OsmTable;
  values: Record<string, string | null>;
  /** Turn the line round: its traffic runs against its direction. */
  reversed?: boolean;
}

const placeKeys = [
  'place',
  'amenity',
  'shop',
  'office',
  'tourism',
  'leisure',
  'healthcare',
  'craft',
  'historic',
] as const;
const stations = new Set(['station', 'halt', 'tram_stop']);
const notPlaces = new Set([
  'no',
  'yes',
  'locality',
  'island',
  'islet',
  'county',
  'state',
  'country',
  'region',
  'district',
]);
const landuses = new Set(['residential', 'commercial', 'retail', 'industrial', 'cemetery', 'military', 'religious']);

/** Whether any row can come of these tags; others need not be kept. */
export function isOfInterest(tags: Tags): boolean {
  return rowsOf(tags, 'point').length > 0 || rowsOf(tags, 'line').length > 0 || rowsOf(tags, 'area').length > 0;
}

/** The rows that an element's tags call for, given its shape; none when it is not of interest. */
export function rowsOf(tags: Tags, shape: Shape): TaggedRow[] {
  const rows: TaggedRow[] = [];
  if (shape === 'line') {
    const road = tags.area === 'yes' ? null : roadOf(tags);
    if (road) rows.push({ table: 'road', ...road });
    const waterway = waterwayOf(tags);
    if (waterway) rows.push({ table: 'waterway', values: waterway });
    return rows;
  }
  if (shape === 'area') {
    const building = buildingOf(tags);
    if (building) rows.push({ table: 'building', values: building });
    const land = landOf(tags);
    if (land) rows.push({ table: 'land', values: land });
    const boundary = boundaryOf(tags);
    if (boundary) rows.push({ table: 'boundary', values: boundary });
  }
  const place = placeOf(tags);
  if (place) rows.push({ table: 'place', values: place });
  return rows;
}

function buildingOf(tags: Tags): Record<string, string | null> | null {
  const kind = tags.building?.trim();
  if (!kind || kind === 'no') return null;
  return {
    kind,
    name: nameOf(tags),
    address: addressOf(tags),
    floor_count: wholeNumberOf(tags['building:levels'], 1, 200),
    basement_count: wholeNumberOf(tags['building:levels:underground'], 0, 20) ?? '0',
    height_m: metresOf(tags.height ?? tags['building:height'], 1000),
    built_year: wholeNumberOf(/^\d{4}/.exec(tags.start_date ?? '')?.[0], 1000, 2100),
  };
}

function boundaryOf(tags: Tags): Record<string, string | null> | null {
  const level = tags.boundary === 'administrative' ? wholeNumberOf(tags.admin_level, 1, 12) : null;
  return level ? { admin_level: level, name: nameOf(tags) } : null;
}

/** A named thing that one looks for: settlements, stations, stops, and whatever bears an amenity, shop, office … tag. */
function placeOf(tags: Tags): Record<string, string | null> | null {
  const name = nameOf(tags);
  const kind = name ? placeKindOf(tags) : null;
  return kind ? { kind, name } : null;
}

function placeKindOf(tags: Tags): string | null {
  if (stations.has(tags.railway ?? '') || tags.public_transport === 'station' || tags.amenity === 'bus_station')
    return 'station';
  if (tags.highway === 'bus_stop') return 'bus_stop';
  for (const key of placeKeys) {
    const value = tags[key]?.split(';')[0]?.trim();
    if (value && !notPlaces.has(value)) return value;
    if (value === 'yes' && key !== 'place') return key;
  }
  return landuses.has(tags.landuse ?? '') ? tags.landuse! : null;
}
