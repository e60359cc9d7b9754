import type { TileSet } from '../../api/deployment/schema.ts';
import { type CutLayer, cutTile, MAX_TILE_BYTES } from '../cut/cut.ts';
import { type FinishedTile, finishTile } from '../finished-tile.ts';

/** One tile to be cut. */
export interface CutRequest {
  set: TileSet;
  z: number;
  x: number;
  y: number;
  /** Encoded layers from elsewhere that stand in the tile too; null without any. */
  more: Uint8Array | null;
}

/** Cuts tiles from layers in memory. */
export interface Cutter {
  readonly threadCount: number;
  /** Tiles of this set that are asked for from now on are cut from these layers. */
  use(set: TileSet, layers: readonly CutLayer[]): void;
  /** Gives back the memory of layers that are no longer used. */
  tidy(): void;
  /** @throws AppError too_busy when too many others wait, or when the threads that tried have died. */
  cut(request: CutRequest): Promise<FinishedTile>;
  close(): Promise<void>;
}

/** Cuts a tile and compresses it. */
export function cutFinished(layers: readonly CutLayer[], { z, x, y, more }: CutRequest): FinishedTile {
  const cut = cutTile(layers, z, x, y, MAX_TILE_BYTES - (more?.length ?? 0));
  // Fields of a message may stand one after the other: two tiles in a row are one with the layers of both.
  return finishTile(cut && more ? Buffer.concat([cut, more]) : (cut ?? more));
}

/** Cuts tiles in the thread that asks for them, for tests and tools that want no other. */
export class InlineCutter implements Cutter {
  readonly threadCount = 0;
  private readonly layers = new Map<TileSet, readonly CutLayer[]>();

  use(set: TileSet, layers: readonly CutLayer[]): void {
    this.layers.set(set, layers);
  }

  tidy(): void {}

  async cut(request: CutRequest): Promise<FinishedTile> {
    return cutFinished(this.layers.get(request.set) ?? [], request);
  }

  async close(): Promise<void> {}
}
