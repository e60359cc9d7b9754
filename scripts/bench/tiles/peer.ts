import type { Database } from '../../../server/db/open.ts';
import { buffers } from '../../../server/tiles/cut/frame.ts';
import { EXTENT } from '../../../server/tiles/geometry/world.ts';
import type { Tile } from './pyramid.ts';

const MARGIN = buffers.polygon / EXTENT;

/**
 * The buildings of a tile as tile servers on PostGIS usually ask for them: nothing simplified, nothing left out but what is
 * smaller than `minArea` square tile units, one prepared statement.
 */
export async function plainTile(sql: Database, { z, x, y }: Tile, minArea: number): Promise<Uint8Array | null> {
  const [row] = await sql<{ bytes: Uint8Array }[]>`
    with frame as (
      select ST_TileEnvelope(${z}::int, ${x}::int, ${y}::int) as box,
        ST_Transform(ST_TileEnvelope(${z}::int, ${x}::int, ${y}::int, margin => ${MARGIN}::float8), 4326) as search,
        ${minArea}::float8 * (40075016.6855784861 / 2 ^ ${z}::int / ${EXTENT}::int) ^ 2 as least)
    select ST_AsMVT(rows, 'building', ${EXTENT}::int, 'shape', 'id') as bytes
    from (
      select t.id, t.kind, t.name, t.floor_count, t.height_m,
        ST_AsMVTGeom(flat, frame.box, ${EXTENT}::int, ${buffers.polygon}::int, true) as shape
      from frame join building t on t.geometry && frame.search, ST_Transform(t.geometry, 3857) as flat
      where frame.least = 0 or ST_Area(flat) >= frame.least) rows
    where shape is not null`;
  return row && row.bytes.length > 0 ? row.bytes : null;
}
