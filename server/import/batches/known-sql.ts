import type { Database } from '../../db/open.ts';
import { type Box, type KnownPlaces, knownPlaces } from '../crs/index.ts';

/** Buildings that coordinates are compared with; of more, some from everywhere. */
const MOST_BUILDINGS = 50_000;

/** What stands on the map in the boxes that are asked for, given the box around all areas. */
export async function knownAround(sql: Database, boxes: (areas: Box | null) => Box[]): Promise<KnownPlaces> {
  const [extent] = await sql<{ box: Box | null }[]>`
    select case when e is null then null else array[ST_XMin(e), ST_YMin(e), ST_XMax(e), ST_YMax(e)] end as box
    from (select ST_Extent(geometry) as e from area where parent_code is null) whole`;
  const areas = extent?.box ?? null;
  const wanted = boxes(areas);
  if (wanted.length === 0) return knownPlaces(areas, []);
  const side = (at: number) => wanted.map((box) => box[at]!);
  const buildings = await sql<{ box: Box }[]>`
    select array[ST_XMin(b.geometry), ST_YMin(b.geometry), ST_XMax(b.geometry), ST_YMax(b.geometry)] as box
    from building b
    where exists (select from unnest(${side(0)}::float8[], ${side(1)}::float8[], ${side(2)}::float8[], ${side(3)}::float8[])
      as w (west, south, east, north) where b.geometry && ST_MakeEnvelope(w.west, w.south, w.east, w.north, 4326))
    order by hashint8(b.id) limit ${MOST_BUILDINGS}`;
  return knownPlaces(
    areas,
    buildings.map(({ box }) => box),
  );
}
