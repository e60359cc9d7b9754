import type { Deployment, TileSet } from '../api/deployment/schema.ts';

/** What the tile routes need of the tile engine; made by `openTiles(sql)` in engine.ts. */
export interface TileService {
  /** Versioned address and zoom range a set, as `/api/deployment` and TileJSON show them. */
  addresses(): Promise<Deployment['tiles']>;
  /**
   * One Mapbox Vector Tile, uncompressed; `bytes` is null where nothing lies.
   * `version` is the set's current version; a caller with an older one gets the same tile, but may not cache it.
   */
  tile(set: TileSet, z: number, x: number, y: number): Promise<{ version: string; bytes: Uint8Array | null }>;
  /** Names, attributes and zoom ranges of the layers in a set, for TileJSON. */
  vectorLayers(set: TileSet): { id: string; minzoom: number; maxzoom: number; fields: Record<string, string> }[];
}
