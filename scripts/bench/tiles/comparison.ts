import { VectorTile, type VectorTileFeature } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { MAX_TILE_BYTES } from '../../../server/tiles/cut/cut.ts';
import { FULL_DETAIL_ZOOM } from '../../../server/tiles/geometry/simplify.ts';
import type { Tile } from './pyramid.ts';
import type { Made } from './timing.ts';

/**
 * Ways of making a tile: `ours` gives it as PostGIS does, `finished` as it is sent, compressed and with a hash for its
 * ETag; `postgis` is what the product does for a layer that does not fit into memory, `plain` a query as is usual.
 */
export type WayName = 'ours' | 'finished' | 'postgis' | 'plain';

/** A tile of the pyramid and what is in it. */
export interface Content {
  tile: Tile;
  features: number;
  bytes: number;
  gzipBytes: number;
}

type Buildings = ReadonlyMap<number, VectorTileFeature>;

/** What a tile may hold times this: a larger one was possibly thinned out, by each side in its own way. */
const FULL_SHARE = 0.7;
/** A building of which so little reaches into the tile's margin, in tile units, may round to nothing. */
const SLIVER = 1;
/**
 * Below full detail the smallest buildings are left out, and rounding decides on those at the limit: in a box of so many
 * square tile units at most, and no more than this share of all.
 */
const SMALLEST = 64;
const MOST_AT_LIMIT = 0.005;

/** Looks whether all put the same buildings into a tile. */
export class Comparison {
  readonly contents: Content[] = [];
  /** Tiles that were the same. */
  compared = 0;
  private buildings = 0;
  private atLimit = 0;
  private readonly plain = new Set<Tile>();
  private readonly faults: string[] = [];

  add(tile: Tile, made: Made<WayName>): void {
    const ours = buildingsOf(made.ours);
    const bytes = made.ours?.length ?? 0;
    this.contents.push({ tile, features: ours.size, bytes, gzipBytes: made.finished?.length ?? 0 });
    if (made.plain !== undefined) {
      const different = differences(tile, ours, buildingsOf(made.plain));
      if (different.lonely.length === 0 && different.atLimit <= MOST_AT_LIMIT * ours.size) this.plain.add(tile);
    }
    if (mayBeThin(tile, made.ours) || mayBeThin(tile, made.postgis)) return;
    const { lonely, atLimit } = differences(tile, ours, buildingsOf(made.postgis));
    this.buildings += ours.size;
    this.atLimit += atLimit;
    if (lonely.length === 0) this.compared++;
    else this.faults.push(`${tile.z}/${tile.x}/${tile.y} (${lonely.slice(0, 3).join(', ')} …)`);
  }

  /** Whether the plain query gave the same buildings. */
  hasPlain(tile: Tile): boolean {
    return this.plain.has(tile);
  }

  /** @throws Error naming the first tiles that hold other buildings than PostGIS puts into them. */
  check(): void {
    const { faults, atLimit, buildings } = this;
    if (faults.length > 0) {
      const list = faults.slice(0, 5).join('; ');
      throw new Error(`${faults.length} tiles hold other buildings than PostGIS puts into them: ${list}`);
    }
    if (atLimit > MOST_AT_LIMIT * buildings)
      throw new Error(`${atLimit} of ${buildings} buildings are only in our tiles or only in those of PostGIS`);
  }
}

/** Whether a tile is so large that some of its buildings may have been left out for that. */
export function mayBeThin({ z }: Tile, bytes: Uint8Array | null | undefined): boolean {
  return z < FULL_DETAIL_ZOOM && (bytes?.length ?? 0) > FULL_SHARE * MAX_TILE_BYTES;
}

/** The buildings of a tile by their ids. */
function buildingsOf(bytes: Uint8Array | null | undefined): Map<number, VectorTileFeature> {
  const layer = bytes ? new VectorTile(new PbfReader(bytes)).layers.building : undefined;
  const features = Array.from({ length: layer?.length ?? 0 }, (_, at) => layer!.feature(at));
  return new Map(features.map((feature) => [feature.id!, feature]));
}

/** Ids of the buildings that only one of two tiles holds, and how many more it may hold because of rounding. */
function differences({ z }: Tile, one: Buildings, other: Buildings): { lonely: number[]; atLimit: number } {
  const found = [...missingIn(other, one), ...missingIn(one, other)];
  const notable = found.filter((feature) => !isSliver(feature));
  const lonely = notable.filter((feature) => z >= FULL_DETAIL_ZOOM || boxArea(feature) > SMALLEST).map(({ id }) => id!);
  return { lonely, atLimit: found.length - lonely.length };
}

function missingIn(tile: Buildings, features: Buildings): VectorTileFeature[] {
  return [...features.values()].filter(({ id }) => !tile.has(id!));
}

function isSliver(feature: VectorTileFeature): boolean {
  return Math.min(...sidesOf(feature)) <= SLIVER;
}

function boxArea(feature: VectorTileFeature): number {
  const [width, height] = sidesOf(feature);
  return width * height;
}

function sidesOf(feature: VectorTileFeature): [width: number, height: number] {
  const [west, south, east, north] = feature.bbox() as [number, number, number, number];
  return [east - west, north - south];
}
