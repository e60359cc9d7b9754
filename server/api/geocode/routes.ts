import { type Context, Hono } from 'hono';
import type { Database } from '../../db/open.ts';
import { someDoors } from '../../geocode/doors.ts';
import { type Candidate, geocode as matchesOf } from '../../geocode/geocode.ts';
import { hitOf } from '../../geocode/hits.ts';
import { placeIndex } from '../../geocode/loader.ts';
import type { PlaceIndex } from '../../geocode/place-index.ts';
import { reverseGeocode } from '../../geocode/reverse.ts';
import { type ApiEnv, validated } from '../context.ts';
import { granted } from '../granted.ts';
import { areaAt } from '../roads/sql.ts';
import { type GeocodeAnswer, geocodeQuery, type ReverseAnswer, reverseQuery } from './schema.ts';
import { listDoors } from './sql.ts';

/** Buildings whose doors are looked at. */
const LOOKED_INTO = 8;

/** Addresses to places and back. Places are for whoever sees the map, doors for whoever sees those. */
export const geocode = new Hono<ApiEnv>()
  .get('/', granted('map'), validated('query', geocodeQuery), async (c) => {
    const { q, limit, area } = c.req.valid('query');
    const sql = c.get('sql');
    const index = await placeIndex(sql, { area_code: area ?? ownArea(c) });
    const options = { limit, ...(area !== undefined && { area_code: area }) };
    const answer: GeocodeAnswer = { items: (await withDoors(sql, index, q, options)).map(hitOf) };
    return c.json(answer);
  })
  .get('/reverse', granted('map'), validated('query', reverseQuery), async (c) => {
    const { lon, lat } = c.req.valid('query');
    const sql = c.get('sql');
    const index = await placeIndex(sql, { area_code: await areaAt(sql, [lon, lat]) });
    const { building, road, areas } = reverseGeocode(index, lon, lat);
    const answer: ReverseAnswer = {
      building: building && {
        id: building.id,
        name: building.name,
        address: building.address,
        distance_m: rounded(building.distance_m),
      },
      road: road && { ...road, distance_m: rounded(road.distance_m) },
      areas,
    };
    return c.json(answer);
  });

/** Where the deployment has many districts, the one of the caller's own duty is meant. */
function ownArea(c: Context<ApiEnv>): string | undefined {
  return c.get('caller').rights.map?.find((prefix) => prefix !== '');
}

/** Matches with the doors that the caller may see: first the buildings that may be meant, then their doors. */
async function withDoors(
  sql: Database,
  index: PlaceIndex,
  q: string,
  options: { limit: number; area_code?: string },
): Promise<Candidate[]> {
  const found = matchesOf(index, q, { ...options, limit: LOOKED_INTO + options.limit });
  const buildings = [...new Set(found.flatMap(({ kind, id }) => (kind === 'building' ? [Number(id)] : [])))];
  if (buildings.length === 0) return found.slice(0, options.limit);
  const doors = someDoors(index.units, await listDoors(sql, buildings.slice(0, LOOKED_INTO)));
  return matchesOf(index, q, { ...options, doors });
}

function rounded(metres: number): number {
  return Math.round(metres * 10) / 10;
}
