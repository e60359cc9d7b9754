import type { Database } from '../../db/open.ts';
import type { LonLat } from '../wire.ts';

/** Code of the grid at a place; undefined outside every grid. */
export async function areaAt(sql: Database, [longitude, latitude]: LonLat): Promise<string | undefined> {
  const [row] = await sql<{ area_code: string | null }[]>`
    select grid_at(ST_SetSRID(ST_MakePoint(${longitude}, ${latitude}), 4326)) as area_code`;
  return row?.area_code ?? undefined;
}
