import { worldX, worldY } from '../../../server/tiles/geometry/world.ts';
import { townBounds } from '../../fixtures/town.ts';

/** Zoom, column and row of every tile that the fixture town lies in, west to east, then north to south. */
export function townTiles(z: number): [z: number, x: number, y: number][] {
  const [west, south, east, north] = townBounds;
  const size = 2 ** (32 - z);
  const columns = range(Math.floor(worldX(west) / size), Math.floor(worldX(east) / size));
  const rows = range(Math.floor(worldY(north) / size), Math.floor(worldY(south) / size));
  return rows.flatMap((y) => columns.map((x): [number, number, number] => [z, x, y]));
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
