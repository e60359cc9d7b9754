import type { LayerHealth } from '../api/health/schema.ts';
import type { Database } from '../db/open.ts';
import { readChanges } from './changes.ts';
import type { CutLayer } from './cut/cut.ts';
import type { TileLayer } from './layers.ts';
import { type LoadedStore, loadRows, StoreTooLargeError } from './loader.ts';
import { storeBytes } from './store/store.ts';

/** How long, in ms, what could not be taken in is left alone while there is something older to serve. */
const RETRY_MS = 5000;
/** How long, in ms, a layer that does not fit into memory is left to the database before a change has it tried again. */
const TRY_MEMORY_MS = 600_000;
/** Rows changed since the layer was read as a whole from which on it is read anew, in the background. */
const FOLDED_FROM_ROWS = 2000;

/** What a layer needs of the engine that it belongs to. */
export interface LayerOwner {
  sql: Database;
  /** Loads the whole layer, after those that were asked for earlier, into the memory that the others leave. */
  load(state: LayerState): Promise<LoadedStore>;
  /** What is served of the layer has changed, and so many bytes of stores are no longer used. */
  changed(state: LayerState, freedBytes: number): void;
}

/** The rows changed since a layer was read as a whole. */
interface Overlay {
  keys: Set<string>;
  /** The same as numbers: ids of features that are not drawn as they were. */
  hidden: Set<number>;
  loaded: LoadedStore;
}

/** One layer: what is served of it, and how it follows the database. */
export class LayerState {
  /** The version of the database's rows, as last read. */
  known = 0;
  /** The version that is served; null before there is anything. */
  served: number | null = null;
  private base: LoadedStore | undefined;
  private overlay: Overlay | undefined;
  /** The database cuts the layer: it is not loaded yet, or does not fit into memory. */
  private inDatabase = false;
  /** The version that did not fit into memory, and when another may be tried. */
  private unfit = { version: -1, until: 0 };
  private loading: { version: number; done: Promise<void> } | undefined;
  /** Steps that change what is served, one after the other. */
  private steps: Promise<unknown> = Promise.resolve();
  private error: Error | undefined;
  private retryAt = 0;

  constructor(
    readonly layer: TileLayer,
    private readonly owner: LayerOwner,
  ) {}

  get isReady(): boolean {
    return this.served !== null;
  }

  get isStale(): boolean {
    return this.served !== this.known;
  }

  get failure(): Error | undefined {
    return this.error;
  }

  /** Whether the database cuts this layer of a tile. */
  get isInDatabase(): boolean {
    return this.inDatabase;
  }

  /** The version that a tile asked for now is of. */
  get version(): number {
    return this.served ?? this.loading?.version ?? this.known;
  }

  /** Bytes in memory. */
  get bytes(): number {
    return bytesOf(this.base) + bytesOf(this.overlay?.loaded);
  }

  /** What tiles are cut from; null where the database cuts them, or nothing is loaded yet. */
  get cutLayer(): CutLayer | null {
    if (!this.base) return null;
    const layer = { ...this.layer, store: this.base.store };
    if (!this.overlay) return layer;
    return { ...layer, overlay: { store: this.overlay.loaded.store, hidden: this.overlay.hidden } };
  }

  /** Forgets that something has failed, so that it is tried again at once. */
  forgive(): void {
    this.error = undefined;
    this.retryAt = 0;
  }

  /** Has the database cut the layer until it is loaded. */
  beginInDatabase(): void {
    this.serve(this.known, undefined, undefined);
  }

  /** Resolves when there is something to serve. */
  async ready(): Promise<void> {
    if (!this.isReady) await this.load();
  }

  /**
   * Takes in what has changed in the database: single rows at once, else the layer is read anew, what is there staying
   * in use meanwhile.
   * @param whole also waits for the reading anew.
   */
  async follow(whole = false): Promise<void> {
    if (Date.now() < this.retryAt) return;
    // More may have changed while a step was under way; one that led nowhere leaves only the reading anew.
    let reached: number | null = null;
    while (this.isReady && this.isStale && this.served !== reached) {
      reached = this.served;
      await this.step(() => this.takeChanges()).catch((error: Error) => this.fail(error));
    }
    if (!this.wantsLoading()) return;
    const load = this.load().catch(() => {});
    if (whole && this.isReady && this.isStale) await load;
  }

  /** Reads the whole layer, once for all who wait. What is served stays in use until then, and when that fails. */
  load(): Promise<void> {
    if (this.loading) return this.loading.done;
    if (this.isReady && Date.now() < this.retryAt) return Promise.resolve();
    const version = this.known;
    const done = this.owner
      .load(this)
      .then(
        (loaded) => this.step(() => this.adopt(loaded, version)),
        (error: Error) => {
          if (!(error instanceof StoreTooLargeError)) throw error;
          return this.step(async () => this.leaveToDatabase());
        },
      )
      .catch((error: Error) => {
        this.fail(error);
        if (!this.isReady) throw error;
      })
      .finally(() => {
        this.loading = undefined;
      });
    this.loading = { version, done };
    return done;
  }

  health(): LayerHealth {
    const { layer, base, overlay, bytes } = this;
    const keys = overlay?.keys ?? new Set();
    const corrected = base?.leftOut.filter(({ key }) => keys.has(key)).length ?? 0;
    const left_out = [...(base?.leftOut.filter(({ key }) => !keys.has(key)) ?? []), ...(overlay?.loaded.leftOut ?? [])];
    const feature_count = this.countFeatures();
    return {
      set: layer.set,
      layer: layer.name,
      served_from: this.inDatabase ? 'database' : base ? 'memory' : null,
      loading: this.loading !== undefined,
      version: this.version,
      feature_count,
      bytes: base ? bytes : null,
      bytes_per_feature: feature_count ? Math.round(bytes / feature_count) : null,
      overlay_count: keys.size,
      left_out_count: (base?.leftOutCount ?? 0) - corrected + (overlay?.loaded.leftOutCount ?? 0),
      left_out: left_out.slice(0, 100),
      error: this.error?.message ?? null,
      advice: null,
    };
  }

  private countFeatures(): number | null {
    if (!this.base) return null;
    const { store } = this.base;
    if (!this.overlay) return store.count;
    const { hidden, loaded } = this.overlay;
    let drawn = loaded.store.count;
    for (const id of store.ids) if (!hidden.has(id)) drawn++;
    return drawn;
  }

  private wantsLoading(): boolean {
    if (this.inDatabase) return this.unfit.version !== this.known && Date.now() >= this.unfit.until;
    return this.isStale || (this.overlay?.keys.size ?? 0) > FOLDED_FROM_ROWS;
  }

  private step<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.steps.then(work);
    this.steps = done.catch(() => {});
    return done;
  }

  private async takeChanges(): Promise<void> {
    const { known, served } = this;
    if (served === known || served === null) return;
    if (this.inDatabase) return this.serve(known, this.base, undefined);
    const { upTo, keys } = await readChanges(this.owner.sql, this.layer.table, served, known);
    if (upTo === served) return;
    this.serve(upTo, this.base, await this.overlayOf([...(this.overlay?.keys ?? []), ...keys]));
  }

  /** Serves what was loaded for a version, with the rows that have changed since. */
  private async adopt(loaded: LoadedStore, version: number): Promise<void> {
    const { upTo, keys } = await readChanges(this.owner.sql, this.layer.table, version, this.known);
    // So many changes during the load that they are no longer all told of: it has to be read once more.
    if (this.served !== null && upTo < this.served) return;
    this.serve(upTo, loaded, await this.overlayOf(keys));
  }

  private leaveToDatabase(): void {
    this.unfit = { version: this.known, until: Date.now() + TRY_MEMORY_MS };
    this.serve(this.known, undefined, undefined);
  }

  private async overlayOf(keys: string[]): Promise<Overlay | undefined> {
    if (keys.length === 0) return undefined;
    const distinct = new Set(keys);
    const loaded = await loadRows(this.owner.sql, this.layer, [...distinct]);
    return { keys: distinct, hidden: new Set(Array.from(distinct, Number)), loaded };
  }

  /** @param base undefined: the database cuts the layer. */
  private serve(version: number, base: LoadedStore | undefined, overlay: Overlay | undefined): void {
    const freed = (base === this.base ? 0 : bytesOf(this.base)) + bytesOf(this.overlay?.loaded);
    this.base = base;
    this.overlay = overlay;
    this.inDatabase = base === undefined;
    this.served = version;
    this.error = undefined;
    this.owner.changed(this, freed);
  }

  private fail(error: Error): void {
    this.error = error;
    this.retryAt = Date.now() + RETRY_MS;
  }
}

function bytesOf(loaded: LoadedStore | undefined): number {
  return loaded ? storeBytes(loaded.store) : 0;
}
