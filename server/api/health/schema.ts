import type { TileSet } from '../deployment/schema.ts';

/** How the server is doing, for whoever runs it. Names rows by their keys only: no name, place or person. */
export interface Health {
  /** `degraded`: everything is served, but something is older than the database or takes more memory than allowed. */
  status: 'ok' | 'degraded';
  /** Only for whoever keeps the deployment: right `register` or `audit`. */
  tiles?: TilesHealth;
}

/** How the tiles are doing. */
export interface TilesHealth {
  layers: LayerHealth[];
  /** Bytes of all layers in memory. */
  bytes: number;
  /** Bytes that they may take, `TILE_MEMORY_MB`. */
  budget_bytes: number;
  /** Bytes of finished tiles. */
  cache_bytes: number;
  /** Threads that cut tiles; 0 where the thread of the requests does. */
  cutter_thread_count: number;
  /** Why the last look for changes failed; null when it did not. */
  error: string | null;
}

/** How one layer of the tiles is doing. */
export interface LayerHealth {
  set: TileSet;
  layer: string;
  /** `database`: it does not fit into the memory that tiles may take. Null until first loaded. */
  served_from: 'memory' | 'database' | null;
  /** The whole layer is being read, or waits for that; until then it is served as it was, or by the database. */
  loading: boolean;
  /** Version of what is served; follows the database's. */
  version: number;
  /** Null where it is not in memory. */
  feature_count: number | null;
  bytes: number | null;
  bytes_per_feature: number | null;
  /** Rows changed since the layer was read as a whole. */
  overlay_count: number;
  left_out_count: number;
  /** The first hundred rows left out of the tiles, and why. */
  left_out: { key: string; reason: string }[];
  /** Why the last load or change could not be taken in; null when it could. */
  error: string | null;
  /** What the operator may want to do about it, in both languages; null where there is nothing. */
  advice: { 'zh-CN': string; en: string } | null;
}
