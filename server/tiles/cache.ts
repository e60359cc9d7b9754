import type { FinishedTile } from './finished-tile.ts';

/** Finished tiles by key, the least recently used forgotten first, bounded by the bytes they hold together. */
export class TileCache {
  private readonly tiles = new Map<string, FinishedTile>();
  private held = 0;

  /** @param limit bytes; a tile larger than that is not kept. */
  constructor(private readonly limit: number) {}

  /** Bytes held now. */
  get bytes(): number {
    return this.held;
  }

  /** The tile, undefined if it is not here. */
  get(key: string): FinishedTile | undefined {
    const tile = this.tiles.get(key);
    if (tile === undefined) return undefined;
    this.tiles.delete(key);
    this.tiles.set(key, tile);
    return tile;
  }

  set(key: string, tile: FinishedTile): void {
    this.delete(key);
    if (weight(tile) > this.limit) return;
    this.tiles.set(key, tile);
    this.held += weight(tile);
    for (const oldest of this.tiles.keys()) {
      if (this.held <= this.limit) break;
      this.delete(oldest);
    }
  }

  private delete(key: string): void {
    const tile = this.tiles.get(key);
    if (tile === undefined) return;
    this.tiles.delete(key);
    this.held -= weight(tile);
  }
}

/** A key, an entry and prepared headers take memory too: without it empty tiles would be kept without end. */
function weight({ body }: FinishedTile): number {
  return (body?.byteLength ?? 0) + 1000;
}
