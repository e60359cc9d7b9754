import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import type { Database } from '../../../server/db/open.ts';
import { Random } from '../../../server/simulator/random.ts';
import { worldX, worldY } from '../../../server/tiles/geometry/world.ts';
import type { Tile } from './pyramid.ts';

const EDITS = 20;
const ZOOM = 15;
/** How often a page that waits for a change asks, in ms. */
const POLL_MS = 20;
/** After this many ms a change counts as lost. */
const LOST_MS = 10_000;
/** Edits come at random moments within this many ms after the last one was seen, so that they meet no rhythm of the server. */
const PAUSE_MS = 600;

/** Buildings of a tile by id: number of floors. */
type Buildings = Map<number, unknown>;

/** One change of the table, and how a tile shows that it was made. */
interface Edit {
  make(): Promise<unknown>;
  tile: Tile;
  shown(buildings: Buildings): boolean;
}

/**
 * Changes, adds, moves and deletes single buildings of the served database, one edit after the other.
 * @returns for each, the milliseconds from its commit until the new tile was received.
 * @throws Error when a tile does not show an edit within ten seconds.
 */
export async function timeEdits(sql: Database, url: string): Promise<number[]> {
  const random = new Random('edits');
  const times: number[] = [];
  const buildings = await sql<{ id: number; x: number; y: number }[]>`
    select id, ST_X(corner) as x, ST_Y(corner) as y
    from building, ST_StartPoint(ST_ExteriorRing(ST_GeometryN(geometry, 1))) as corner
    where source_id in ${sql(Array.from({ length: EDITS }, (_, at) => String(at + 1)))} order by id`;
  for (const [at, building] of buildings.entries()) {
    const edit = await editOf(sql, building, at);
    await pause(random.between(0, PAUSE_MS));
    await edit.make();
    const committed = performance.now();
    await untilShown(url, edit);
    times.push(performance.now() - committed);
  }
  return times;
}

async function editOf(sql: Database, { id, x, y }: { id: number; x: number; y: number }, at: number): Promise<Edit> {
  const tile = tileOf(x, y);
  switch (at % 4) {
    case 0:
      return {
        make: () => sql`update building set floor_count = 77 where id = ${id}`,
        tile,
        shown: (buildings) => buildings.get(id) === 77,
      };
    case 1: {
      const [{ next } = { next: 0 }] = await sql<{ next: number }[]>`select max(id) + 1 as next from building`;
      return {
        make: () => sql`insert into building (id, kind, floor_count, geometry) overriding system value
          select ${next}, kind, 78, geometry from building where id = ${id}`,
        tile,
        shown: (buildings) => buildings.get(next) === 78,
      };
    }
    case 2: {
      // Two tiles to the east, so that neither holds it in its margin.
      const east = (2 * 360) / 2 ** ZOOM;
      return {
        make: () => sql`update building set geometry = ST_Translate(geometry, ${east}, 0) where id = ${id}`,
        tile: { ...tile, x: tile.x + 2 },
        shown: (buildings) => buildings.has(id),
      };
    }
    default:
      return {
        make: () => sql`delete from building where id = ${id}`,
        tile,
        shown: (buildings) => !buildings.has(id),
      };
  }
}

function tileOf(longitude: number, latitude: number): Tile {
  const step = 2 ** (32 - ZOOM);
  return { z: ZOOM, x: Math.floor(worldX(longitude) / step), y: Math.floor(worldY(latitude) / step) };
}

/** Asks for the address of the tiles as a page does, and for the tile whenever the address has changed. */
async function untilShown(url: string, { tile, shown }: Edit): Promise<void> {
  const end = performance.now() + LOST_MS;
  let last = '';
  while (performance.now() < end) {
    const address = await groundAddress(url);
    if (address !== last && shown(await buildingsAt(address, tile))) return;
    last = address;
    await pause(POLL_MS);
  }
  throw new Error(`an edit was not in tile ${tile.z}/${tile.x}/${tile.y} after ${LOST_MS / 1000} s`);
}

/** Versioned address of the tiles that hold the buildings, with {z}/{x}/{y}. */
export async function groundAddress(url: string): Promise<string> {
  const description = (await (await fetch(`${url}/api/tiles/ground`)).json()) as { tiles: string[] };
  return description.tiles[0]!;
}

/** A tile's own address. */
export function addressOf(address: string, { z, x, y }: Tile): string {
  return address.replace('{z}', String(z)).replace('{x}', String(x)).replace('{y}', String(y));
}

async function buildingsAt(address: string, tile: Tile): Promise<Buildings> {
  const response = await fetch(addressOf(address, tile));
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  const layer = new VectorTile(new PbfReader(new Uint8Array(await response.arrayBuffer()))).layers.building;
  const features = Array.from({ length: layer?.length ?? 0 }, (_, at) => layer!.feature(at));
  return new Map(features.map(({ id, properties }) => [id!, properties.floor_count]));
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
