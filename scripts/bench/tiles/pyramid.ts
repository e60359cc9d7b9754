import type { Database } from '../../../server/db/open.ts';
import { Random } from '../../../server/simulator/random.ts';

/** Address of a tile. */
export interface Tile {
  z: number;
  x: number;
  y: number;
}

/** Zooms of the pyramid: first, last of those that are there with every tile that holds buildings, last. */
const FIRST_ZOOM = 10;
const WHOLE_TO_ZOOM = 13;
const LAST_ZOOM = 16;
/** Tiles selected at each zoom that is not there as a whole. */
const SELECTED = 120;

/** The fixed pyramid over the buildings: all tiles that hold some at zooms 10 to 13, and the same 120 at each of 14 to 16. */
export async function pyramidOf(sql: Database): Promise<Tile[]> {
  const places = await sql<{ x: number; y: number }[]>`
    select distinct floor((ST_X(corner) + 180) / 360 * 2 ^ ${LAST_ZOOM}::int)::int as x,
      floor((0.5 - ln(tan(pi() / 4 + radians(ST_Y(corner)) / 2)) / (2 * pi())) * 2 ^ ${LAST_ZOOM}::int)::int as y
    from building, ST_StartPoint(ST_ExteriorRing(ST_GeometryN(geometry, 1))) as corner order by x, y`;
  const random = new Random('tiles');
  const pyramid: Tile[] = [];
  for (let z = FIRST_ZOOM; z <= LAST_ZOOM; z++) {
    const shift = LAST_ZOOM - z;
    const keys = new Set(places.map(({ x, y }) => `${x >> shift}/${y >> shift}`));
    const tiles = [...keys].map((key): Tile => {
      const [x, y] = key.split('/').map(Number);
      return { z, x: x!, y: y! };
    });
    while (z > WHOLE_TO_ZOOM && tiles.length > SELECTED) tiles.splice(random.integer(0, tiles.length - 1), 1);
    pyramid.push(...tiles);
  }
  return pyramid;
}
