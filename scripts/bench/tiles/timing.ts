import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { median } from '../bench.ts';
import type { Tile } from './pyramid.ts';

/** One way of making a tile of buildings; null where there are none. */
export type Way = (tile: Tile) => Promise<Uint8Array | null>;

/** What one tile took, way by way. */
export interface TimedTile<Name extends string> {
  tile: Tile;
  /** Median milliseconds of the rounds. */
  ms: Record<Name, number>;
  /** Buildings in it. */
  features: Record<Name, number>;
  /** Bytes before compression. */
  bytes: Record<Name, number>;
}

/**
 * Times all ways on all tiles, one after the other, in rounds that each go over the whole pyramid, so that a slow
 * moment of the machine does not fall on one way or one zoom alone.
 */
export async function timeTiles<Name extends string>(
  tiles: readonly Tile[],
  ways: Record<Name, Way>,
  rounds: number,
): Promise<TimedTile<Name>[]> {
  const names = Object.keys(ways) as Name[];
  const each = <T>(of: (name: Name) => T) =>
    Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, T>;
  const timed = tiles.map((tile) => ({
    tile,
    times: each<number[]>(() => []),
    features: each(() => 0),
    bytes: each(() => 0),
  }));
  for (let round = 0; round < rounds; round++) {
    for (const { tile, times, features, bytes } of timed) {
      for (const name of names) {
        const begun = performance.now();
        const made = await ways[name](tile);
        times[name].push(performance.now() - begun);
        if (round > 0) continue;
        features[name] = buildingCount(made);
        bytes[name] = made?.length ?? 0;
      }
    }
  }
  return timed.map(({ tile, times, features, bytes }) => ({
    tile,
    ms: each((name) => median(times[name])),
    features,
    bytes,
  }));
}

/** Buildings in a tile. */
function buildingCount(bytes: Uint8Array | null): number {
  return bytes === null ? 0 : (new VectorTile(new PbfReader(bytes)).layers.building?.length ?? 0);
}
