import { FULL_DETAIL_ZOOM } from '../geometry/simplify.ts';
import type { Store } from '../store/store.ts';
import { cutFeature } from './cut-feature.ts';
import { encodeTile, LayerWriter } from './encode.ts';
import { type Frame, frameOf } from './frame.ts';
import { type Candidates, candidatesOf, thinned } from './thinning.ts';

/** One layer of a tile and the rows it is cut from. */
export interface CutLayer {
  name: string;
  minzoom: number;
  /** Whether every feature is drawn whatever the tile's size: without one of its areas a choropleth would lie. */
  complete?: boolean;
  store: Store;
  /** What has changed since the store was loaded. */
  overlay?: Overlay;
}

/** Rows changed since a layer's store was loaded. */
export interface Overlay {
  /** They as they are now. */
  store: Store;
  /** Ids of rows changed or deleted: what the layer's own store has of them is not drawn. */
  hidden: ReadonlySet<number>;
}

/**
 * Bytes that a tile below `FULL_DETAIL_ZOOM` stays under: where there is more, the least important features of its
 * largest layers are left out, and layers that are drawn completely are simplified more. At that zoom and beyond
 * everything is shown.
 */
export const MAX_TILE_BYTES = 500_000;

/** How full a tile is made by the estimate, and from how full on it is not cut again to have more in it. */
const AIM = 0.93;
const FULL_ENOUGH = 0.75;
/** How often at most a tile is cut again; each time the estimates are corrected by what came out. */
const MAX_ROUNDS = 6;

/** Cuts one tile from the stores; null where nothing lies. `x` and `y` are within 0 to 2^z - 1. */
export function cutTile(
  layers: readonly CutLayer[],
  z: number,
  x: number,
  y: number,
  maxBytes = MAX_TILE_BYTES,
): Uint8Array | null {
  const cuts = layers.filter((layer) => z >= layer.minzoom).map((layer) => new LayerCut(layer, z, x, y));
  if (z >= FULL_DETAIL_ZOOM) for (const cut of cuts) cut.make(Infinity);
  else stayUnder(cuts, maxBytes);
  return encodeTile(cuts.flatMap(({ bytes }) => bytes ?? []));
}

/** Makes the layers so that all together stay under the limit. */
function stayUnder(cuts: readonly LayerCut[], maxBytes: number): void {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const cap = capOf(cuts, maxBytes * AIM);
    for (const cut of cuts) cut.make(cap);
    const size = cuts.reduce((sum, cut) => sum + cut.size, 0);
    const full = size >= maxBytes * FULL_ENOUGH || !cuts.some((cut) => cut.thin);
    if (size < maxBytes && full) return;
    for (const cut of cuts) cut.correct();
    if (size >= maxBytes) for (const cut of cuts) cut.coarsen();
  }
}

/** The bytes that no layer may pass so that their sum stays within the limit; layers drawn completely take what they need. */
function capOf(cuts: readonly LayerCut[], limit: number): number {
  let left = limit;
  for (const { layer, expected } of cuts) if (layer.complete) left -= expected;
  const sizes = cuts.filter(({ layer }) => !layer.complete).map(({ expected }) => expected);
  sizes.sort((a, b) => a - b);
  for (const [i, size] of sizes.entries()) {
    const cap = left / (sizes.length - i);
    if (size > cap) return Math.max(0, cap);
    left -= size;
  }
  return Infinity;
}

/** One layer of a tile while it is made. */
class LayerCut {
  bytes: Uint8Array | null = null;
  /** Whether features were left out for the tile's size. */
  thin = false;
  private readonly frame: Frame;
  private readonly parts: Candidates[];
  /** Estimated bytes of all candidates, and of those drawn last. */
  private readonly estimate: number;
  private drawn = 0;
  /** By how much the estimates are wrong. */
  private factor = 1;
  private madeWith = '';

  constructor(
    readonly layer: CutLayer,
    z: number,
    x: number,
    y: number,
  ) {
    const { store, overlay, complete } = layer;
    this.frame = frameOf(store.type, z, x, y);
    const enough = complete ? Infinity : 2 * MAX_TILE_BYTES;
    this.parts = [candidatesOf(store, this.frame, overlay?.hidden, enough)];
    if (overlay) this.parts.push(candidatesOf(overlay.store, this.frame, undefined, enough));
    this.estimate = this.parts.reduce((sum, { weight }) => sum + weight, 0);
  }

  /** Bytes that the whole layer would take. */
  get expected(): number {
    return this.estimate * this.factor;
  }

  /** Bytes that the layer takes; its field in the tile begins with up to five of tag and length. */
  get size(): number {
    return this.bytes ? this.bytes.length + 5 : 0;
  }

  /** Makes the layer's bytes, of so many at most by the estimate. */
  make(cap: number): void {
    this.thin = !this.layer.complete && this.expected > cap;
    const allowed = this.thin ? cap / this.factor : Infinity;
    const made = `${allowed} ${this.frame.detail}`;
    if (made === this.madeWith) return;
    this.madeWith = made;
    this.drawn = Math.min(this.estimate, allowed);
    const chosen = this.thin ? thinned(this.parts, allowed) : this.parts.map(({ features }) => features.sort());
    this.bytes = this.write(chosen);
  }

  private write(chosen: readonly Uint32Array[]): Uint8Array | null {
    const writer = new LayerWriter(this.layer.name, this.layer.store);
    for (const [i, { store }] of this.parts.entries()) {
      if (i > 0) writer.use(store);
      for (const code of chosen[i]!) {
        const paths = cutFeature(store, code >> 1, this.frame, (code & 1) === 1);
        if (paths.count > 0) writer.add(code >> 1, paths);
      }
    }
    return writer.finish();
  }

  /** Learns from what was made how wrong the estimates are. */
  correct(): void {
    if (this.drawn > 0) this.factor = Math.max(0.05, this.size / this.drawn);
  }

  /** Has a layer that is drawn completely draw fewer vertices the next time. */
  coarsen(): void {
    if (this.layer.complete && this.frame.detail > 0) this.frame.detail--;
  }
}
