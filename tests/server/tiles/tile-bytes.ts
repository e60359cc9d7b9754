import type { TileSet } from '../../../server/api/deployment/schema.ts';
import { expandTile } from '../../../server/tiles/finished-tile.ts';
import type { TileService } from '../../../server/tiles/service.ts';

/** The uncompressed tile that a service gives; null where nothing lies. */
export async function bytesOf(
  tiles: TileService,
  set: TileSet,
  address: [z: number, x: number, y: number],
): Promise<Uint8Array | null> {
  const { tile } = await tiles.tile(set, ...address);
  return expandTile(tile);
}
