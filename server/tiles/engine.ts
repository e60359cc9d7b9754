import { createHash } from 'node:crypto';
import { type TileSet, tileSets } from '../api/deployment/schema.ts';
import type { Database } from '../db/open.ts';
import { TileCache } from './cache.ts';
import { cutTile } from './cut.ts';
import { layersOf, MAXZOOM, type TileLayer, tileLayers } from './layers.ts';
import { type LeftOut, type LoadedStore, loadStore } from './loader.ts';
import type { TileService } from './service.ts';
import { storeBytes } from './store.ts';

/** Raised when the same rows and declarations give other tiles than before, so that no browser keeps the old ones. */
const FORMAT = 1;
/** How often at most, in ms, requests for tiles look whether another process has changed the data. */
const CHECK_INTERVAL_MS = 250;
/** How long at most, in ms, the addresses wait for a changed layer; after that they name what is served meanwhile. */
const FRESH_WAIT_MS = 1000;
/** How long, in ms, a layer that could not be loaded is left alone while there is an older store of it. */
const RETRY_MS = 10_000;

/** What an operator may want to know of a layer. */
export interface LayerHealth {
  set: TileSet;
  layer: string;
  /** Null until first loaded. */
  feature_count: number | null;
  bytes: number | null;
  left_out_count: number;
  /** The first hundred rows left out of the tiles, and why. */
  left_out: LeftOut[];
  /** Why the last load failed; null when it did not. */
  error: string | null;
}

/** The tile service, and what only its owner uses. */
export interface TileEngine extends TileService {
  /** Resolves when every layer is what the database holds at the time of the call, or newer. */
  refresh(): Promise<void>;
  health(): LayerHealth[];
}

/** One layer in memory. */
class LayerState {
  loaded: (LoadedStore & { version: number }) | undefined;
  /** The load that is under way, and the version it was begun for. */
  loading: { version: number; done: Promise<void> } | undefined;
  /** Version last read from the database. */
  known = 0;
  error: Error | undefined;
  private retryAt = 0;

  constructor(
    readonly layer: TileLayer,
    private readonly sql: Database,
  ) {}

  /** The version that a tile asked for now is of. */
  get served(): number {
    return this.loaded?.version ?? this.loading?.version ?? this.known;
  }

  get stale(): boolean {
    return this.loaded?.version !== this.known;
  }

  /** Loads what is stale, once for all who wait. What is loaded stays in use until then, and when the load fails. */
  load(): Promise<void> {
    if (this.loading) return this.loading.done;
    if (!this.stale || (this.loaded && Date.now() < this.retryAt)) return Promise.resolve();
    const version = this.known;
    const done = loadStore(this.sql, this.layer)
      .then(
        (loaded) => {
          this.loaded = { ...loaded, version };
          this.error = undefined;
        },
        (error: Error) => {
          this.error = error;
          this.retryAt = Date.now() + RETRY_MS;
          if (!this.loaded) throw error;
        },
      )
      .finally(() => {
        this.loading = undefined;
      });
    this.loading = { version, done };
    return done;
  }

  /** Forgets that the last load failed, so that the next one is tried at once. */
  forgive(): void {
    this.error = undefined;
    this.retryAt = 0;
  }

  health(): LayerHealth {
    const { layer, loaded } = this;
    return {
      set: layer.set,
      layer: layer.name,
      feature_count: loaded?.store.count ?? null,
      bytes: loaded ? storeBytes(loaded.store) : null,
      left_out_count: loaded?.leftOutCount ?? 0,
      left_out: loaded?.leftOut ?? [],
      error: this.error?.message ?? null,
    };
  }
}

/**
 * Starts cutting tiles from memory. Layers load in the background, one after the other; a tile that is asked for
 * earlier waits for the layers of its set.
 * @param options.cacheBytes how much encoded tiles may take; 64 MiB when not said.
 */
export async function openTiles(sql: Database, options: { cacheBytes?: number } = {}): Promise<TileEngine> {
  const states = tileLayers.map((layer) => new LayerState(layer, sql));
  const engine = new MemoryTiles(sql, states, await stampOf(sql), new TileCache(options.cacheBytes ?? 64 * 2 ** 20));
  await engine.check();
  void engine.warmUp();
  return engine;
}

/**
 * Tells apart databases and declarations whose layers happen to have the same version numbers: a browser keeps a tile
 * for ever under its address.
 */
async function stampOf(sql: Database): Promise<string> {
  const [born] = await sql<{ at: string }[]>`select min(applied_at)::text as at from migration`;
  const text = JSON.stringify([FORMAT, born?.at, tileLayers]);
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

class MemoryTiles implements TileEngine {
  private checkedAt = 0;
  /** Tiles being made, so that those who ask for the same one at once wait for one. */
  private readonly making = new Map<string, Promise<Uint8Array | null>>();

  constructor(
    private readonly sql: Database,
    private readonly states: LayerState[],
    private readonly stamp: string,
    private readonly cache: TileCache,
  ) {}

  async addresses(): ReturnType<TileService['addresses']> {
    await this.check();
    await atMost(FRESH_WAIT_MS, this.loadStale());
    const entries = tileSets.map((set) => {
      const url = `/api/tiles/${set}/${this.version(set)}/{z}/{x}/{y}`;
      return [set, { url, minzoom: Math.min(...layersOf(set).map((layer) => layer.minzoom)), maxzoom: MAXZOOM }];
    });
    return Object.fromEntries(entries);
  }

  async tile(set: TileSet, z: number, x: number, y: number): ReturnType<TileService['tile']> {
    this.checkSometimes();
    const states = this.statesOf(set);
    await Promise.all(states.filter((state) => !state.loaded).map((state) => state.load()));
    const version = this.version(set);
    const key = `${set}/${version}/${z}/${x}/${y}`;
    let bytes = this.cache.get(key);
    if (bytes === undefined) bytes = await this.make(key, states, z, x, y);
    return { version, bytes };
  }

  vectorLayers(set: TileSet): ReturnType<TileService['vectorLayers']> {
    return layersOf(set).map(({ name, minzoom, attributes }) => {
      const fields = Object.entries(attributes).map(([key, { type }]) => [key, type]);
      return { id: name, minzoom, maxzoom: MAXZOOM, fields: Object.fromEntries(fields) };
    });
  }

  async refresh(): Promise<void> {
    await this.check();
    for (const state of this.states) state.forgive();
    // A load that was under way may have been begun for an older version.
    while (this.states.some((state) => state.stale && !state.error)) {
      await Promise.all(this.states.map((state) => state.load()));
    }
    const failed = this.states.find((state) => state.error);
    if (failed) throw failed.error;
  }

  health(): LayerHealth[] {
    return this.states.map((state) => state.health());
  }

  /** Reads the versions that the layers have in the database: one short query. */
  async check(): Promise<void> {
    this.checkedAt = Date.now();
    const rows = await this.sql<{ layer: string; version: number }[]>`
      select layer, version::float8 as version from tile_layer_version`;
    const versions = new Map(rows.map((row) => [row.layer, row.version]));
    for (const state of this.states) {
      state.known = versions.get(state.layer.table) ?? 0;
    }
  }

  /** Loads the layers one after the other, leaving connections to others; what fails is told by `health`. */
  async warmUp(): Promise<void> {
    for (const state of this.states) await state.load().catch(() => {});
  }

  private checkSometimes(): void {
    if (Date.now() - this.checkedAt < CHECK_INTERVAL_MS) return;
    // A database that is away for a moment does not stop tiles from memory.
    this.check()
      .then(() => this.loadStale())
      .catch(() => {});
  }

  /** Loads what has changed since it was loaded; layers that were never asked for are left to the warming up. */
  private async loadStale(): Promise<void> {
    await Promise.all(this.states.filter((state) => state.loaded && state.stale).map((state) => state.load()));
  }

  private statesOf(set: TileSet): LayerState[] {
    return this.states.filter((state) => state.layer.set === set);
  }

  private version(set: TileSet): string {
    return `${this.stamp}-${this.statesOf(set)
      .map((state) => state.served)
      .join('.')}`;
  }

  private make(key: string, states: LayerState[], z: number, x: number, y: number): Promise<Uint8Array | null> {
    const known = this.making.get(key);
    if (known) return known;
    const layers = states.map(({ layer, loaded }) => ({ ...layer, store: loaded!.store }));
    const made = Promise.resolve()
      .then(() => {
        const bytes = cutTile(layers, z, x, y);
        this.cache.set(key, bytes);
        return bytes;
      })
      .finally(() => this.making.delete(key));
    this.making.set(key, made);
    return made;
  }
}

/** Waits for the promise, but no longer than the given time in ms. */
async function atMost(limit: number, promise: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise((resolve) => {
    timer = setTimeout(resolve, limit);
  });
  try {
    await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
