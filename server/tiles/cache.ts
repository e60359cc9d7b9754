/** Encoded tiles by key, the least recently used forgotten first, bounded by the bytes they hold together. */
export class TileCache {
  private readonly tiles = new Map<string, Uint8Array | null>();
  private bytes = 0;

  /** @param limit bytes; a tile larger than that is not kept. */
  constructor(private readonly limit: number) {}

  /** The tile, null if it is known to be empty, undefined if it is not here. */
  get(key: string): Uint8Array | null | undefined {
    const tile = this.tiles.get(key);
    if (tile === undefined) return undefined;
    this.tiles.delete(key);
    this.tiles.set(key, tile);
    return tile;
  }

  set(key: string, tile: Uint8Array | null): void {
    this.delete(key);
    if (weight(tile) > this.limit) return;
    this.tiles.set(key, tile);
    this.bytes += weight(tile);
    for (const oldest of this.tiles.keys()) {
      if (this.bytes <= this.limit) break;
      this.delete(oldest);
    }
  }

  private delete(key: string): void {
    const tile = this.tiles.get(key);
    if (tile === undefined) return;
    this.tiles.delete(key);
    this.bytes -= weight(tile);
  }
}

/** A key and its entry take memory too: without it empty tiles would be kept without end. */
function weight(tile: Uint8Array | null): number {
  return (tile?.byteLength ?? 0) + 100;
}
