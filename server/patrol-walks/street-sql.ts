import type { WalkStreet } from '../api/patrol-walk/schema.ts';
import type { Bounds, LonLat } from '../api/wire.ts';
import type { Database } from '../db/open.ts';

/** Classes of streets, the widest first; rails and what is built or planned are none. */
const kinds = [
  'motorway trunk primary secondary tertiary unclassified residential living_street pedestrian',
  'service track cycleway footway path steps',
].flatMap((words) => words.split(' '));
/** What is drawn beyond the bounds of the routes, and which small streets are: those so near to a route, degrees (some 300 m). */
const MARGIN_DEGREES = 0.003;
/** Shapes are drawn as exactly as 1 m. */
const TOLERANCE_DEGREES = 0.00001;

/** How much of the streets is sent. */
export interface StreetLimits {
  most: number;
  /** Characters of their JSON. */
  mostText: number;
}

/**
 * Streets around some lines, clipped to their bounds and 300 m more: those nearest to the lines, and of the rest the widest. Wide ones first.
 * @param lines at least one place between them; none: no streets.
 */
export async function listStreetsAround(
  sql: Database,
  lines: readonly (readonly LonLat[])[],
  { most, mostText }: StreetLimits,
): Promise<WalkStreet[]> {
  const places = lines.flat();
  if (places.length === 0) return [];
  const [west, south, east, north] = boundsOf(places);
  const shape = { type: 'MultiPoint', coordinates: thinned(places) };
  const streets = await sql<WalkStreet[]>`
    with frame as materialized (
      select ST_MakeEnvelope(${west}::float8, ${south}::float8, ${east}::float8, ${north}::float8, 4326) as box,
        ST_SetSRID(ST_GeomFromGeoJSON(${JSON.stringify(shape)}), 4326) as places),
    part as (
      select replace(r.kind, '_link', '') as kind, r.name, r.id, (ST_Dump(ST_ClipByBox2D(r.geometry, f.box::box2d))).geom as piece,
        ST_DWithin(r.geometry, f.places, ${MARGIN_DEGREES}::float8) as near
      from frame f join road r on r.geometry && f.box
      where replace(r.kind, '_link', '') = any (${kinds}))
    select kind, name, ST_AsGeoJSON(ST_Simplify(piece, ${TOLERANCE_DEGREES}::float8), 5)::jsonb -> 'coordinates' as line
    from part where ST_Dimension(piece) = 1
    order by near desc, array_position(${kinds}, kind), id limit ${most}`;
  return widestFirst(cut(streets, mostText));
}

/** As many streets as their JSON has room for. */
function cut(streets: readonly WalkStreet[], mostText: number): WalkStreet[] {
  let left = mostText;
  const kept: WalkStreet[] = [];
  for (const street of streets) {
    left -= JSON.stringify(street).length + 1;
    if (left < 0) break;
    kept.push(street);
  }
  return kept;
}

function widestFirst(streets: WalkStreet[]): WalkStreet[] {
  return streets.sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
}

function boundsOf(places: readonly LonLat[]): Bounds {
  const bounds: Bounds = [180, 90, -180, -90];
  for (const [lon, lat] of places) {
    bounds[0] = Math.min(bounds[0], lon - MARGIN_DEGREES);
    bounds[1] = Math.min(bounds[1], lat - MARGIN_DEGREES);
    bounds[2] = Math.max(bounds[2], lon + MARGIN_DEGREES);
    bounds[3] = Math.max(bounds[3], lat + MARGIN_DEGREES);
  }
  return bounds;
}

/** Some 500 places at most: enough to tell what is near. */
function thinned(places: readonly LonLat[]): LonLat[] {
  const step = Math.ceil(places.length / 500);
  return places.filter((_, at) => at % step === 0);
}
