import type { Deployment, TileSet } from '../api/deployment/schema.ts';
import type { TilesHealth } from '../api/health/schema.ts';
import type { FinishedTile } from './finished-tile.ts';

/** What the routes need of the tile engine; made by `openTiles` in engine.ts. */
export interface TileService {
  /** Versioned address and zoom range a set, as `/api/deployment` and TileJSON show them. */
  addresses(): Promise<Deployment['tiles']>;
  /**
   * One Mapbox Vector Tile. `version` is the set's current version; a caller with an older one gets the same tile, but
   * may not cache it.
   * @throws AppError too_busy when too many others wait for theirs.
   */
  tile(set: TileSet, z: number, x: number, y: number): Promise<{ version: string; tile: FinishedTile }>;
  /** A tile that is at hand, by `set/version/z/x/y` with the set's current version; undefined where it has to be made. */
  kept(path: string): FinishedTile | undefined;
  /** Names, attributes and zoom ranges of the layers in a set, for TileJSON. */
  vectorLayers(set: TileSet): { id: string; minzoom: number; maxzoom: number; fields: Record<string, string> }[];
  health(): TilesHealth;
}
