import { median } from '../bench.ts';
import type { Tile } from './pyramid.ts';

/** One way of making a tile of buildings; null where there are none, undefined for a tile that it is not asked for. */
export type Way = (tile: Tile) => Promise<Uint8Array | null | undefined>;

/** What the ways made of a tile. */
export type Made<Name extends string> = Record<Name, Uint8Array | null | undefined>;

/** What one tile took, way by way. */
export interface TimedTile<Name extends string> {
  tile: Tile;
  /** Median milliseconds of the rounds; infinite where a way was not asked. */
  ms: Record<Name, number>;
}

/**
 * Times all ways on all tiles of one zoom, one way after the other so that each runs as warm as it would on its own,
 * in rounds, so that a slow moment of the machine does not fall on one way alone.
 * @param look is given what the ways made of a tile in the first round.
 */
export async function timeTiles<Name extends string>(
  tiles: readonly Tile[],
  ways: Record<Name, Way>,
  rounds: number,
  look: (tile: Tile, made: Made<Name>) => void = () => {},
): Promise<TimedTile<Name>[]> {
  const names = Object.keys(ways) as Name[];
  const each = <T>(of: (name: Name) => T) =>
    Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, T>;
  const times = tiles.map(() => each<number[]>(() => []));
  for (let round = 0; round < rounds; round++) {
    const made = tiles.map((): Made<Name> => each(() => null));
    for (const name of names) {
      for (const [at, tile] of tiles.entries()) {
        const begun = performance.now();
        const bytes = await ways[name](tile);
        times[at]![name].push(bytes === undefined ? Infinity : performance.now() - begun);
        if (round === 0) made[at]![name] = bytes;
      }
    }
    if (round === 0) for (const [at, tile] of tiles.entries()) look(tile, made[at]!);
  }
  return tiles.map((tile, at) => ({ tile, ms: each((name) => median(times[at]![name])) }));
}
