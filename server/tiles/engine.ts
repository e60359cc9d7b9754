import { createHash } from 'node:crypto';
import { type TileSet, tileSets } from '../api/deployment/schema.ts';
import type { TilesHealth } from '../api/health/schema.ts';
import type { Database, DatabaseAddress } from '../db/open.ts';
import { TileCache } from './cache.ts';
import { readTableSizes, readVersions } from './changes.ts';
import { MAX_TILE_BYTES } from './cut/cut.ts';
import type { FinishedTile } from './finished-tile.ts';
import { type LayerOwner, LayerState } from './layer-state.ts';
import { layersOf, MAXZOOM, tileLayers } from './layers.ts';
import { type LoadedStore, loadStore } from './loader.ts';
import { tileByPostgis } from './postgis-tile.ts';
import type { TileService } from './service.ts';
import { BackgroundLoader, type LayerLoader } from './threads/background-loader.ts';
import { type Cutter, InlineCutter } from './threads/cutter.ts';
import { CutterPool } from './threads/cutter-pool.ts';
import { collectGarbage } from './threads/garbage.ts';

/** Raised when the same rows and declarations give other tiles than before, so that no browser keeps the old ones. */
const FORMAT = 2;
/** How long at most, in ms, the addresses wait for a changed layer; after that they name what is served meanwhile. */
const FRESH_WAIT_MS = 1000;

/** Bytes of replaced stores that may lie about until they are given back, which stops a thread for some 20 ms. */
const GARBAGE_BYTES = 32 * 2 ** 20;
/** How much of a tile those of its layers may fill that do not fit into memory: the largest ones. */
const DATABASE_SHARE = 0.8;

/** How the engine works; all that is not said is as for a small tool: one thread, and looking only when asked. */
export interface TileOptions {
  /** Layers are loaded in a thread with a connection to this database; not given: here, through `sql`. */
  address?: DatabaseAddress;
  /** Threads that cut; 0, as when not said: this one does. */
  cutterThreads?: number;
  /** Time in ms between two looks for changes; not said: only `addresses` and `refresh` look. */
  pollMs?: number;
  /** What all layers may take together; one that does not fit is cut by the database. Unbounded when not said. */
  memoryBytes?: number;
  /** The database cannot cut tiles: layers stay in memory at any size, and the health answer tells of it. */
  embedded?: boolean;
  /** What finished tiles may take; 64 MiB when not said. */
  cacheBytes?: number;
}

/** The tile service, and what only its owner uses. */
export interface TileEngine extends TileService {
  /**
   * Resolves when every layer is what the database holds at the time of the call, or newer.
   * @throws Error when a layer cannot be read.
   */
  refresh(): Promise<void>;
  /** Resolves when every layer was loaded once, or has failed to. */
  readonly warm: Promise<void>;
  /** Ends its threads and stops looking for changes; tiles that are still waited for fail. */
  close(): Promise<void>;
}

/** Starts cutting tiles. Layers load in the background; a tile that is asked for earlier waits for those of its set. */
export async function openTiles(sql: Database, options: TileOptions = {}): Promise<TileEngine> {
  const stamp = await stampOf(sql);
  const sizes = await readTableSizes(sql, [...new Set(tileLayers.map(({ table }) => table))]);
  const engine = new MemoryTiles(sql, options, stamp);
  await engine.check();
  engine.start(sizes);
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

class MemoryTiles implements TileEngine, LayerOwner {
  warm: Promise<void> = Promise.resolve();
  private readonly states: LayerState[];
  private readonly cache: TileCache;
  private readonly cutter: Cutter;
  private readonly loader: LayerLoader;
  /** Tiles being made, so that those who ask for the same one at once wait for one. */
  private readonly making = new Map<string, Promise<FinishedTile>>();
  /** What the paths of each set's current tiles begin with: `set/version/`. */
  private readonly prefixes = new Map<string, string>();
  /** Whole layers are loaded one after the other, so that what is left of the memory is known. */
  private loads: Promise<unknown> = Promise.resolve();
  private nextLook: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();
  private lookError: Error | undefined;
  private closed = false;
  private freedBytes = 0;

  constructor(
    readonly sql: Database,
    private readonly options: TileOptions,
    private readonly stamp: string,
  ) {
    const { address, cutterThreads = 0, cacheBytes = 64 * 2 ** 20 } = options;
    this.states = tileLayers.map((layer) => new LayerState(layer, this));
    this.cache = new TileCache(cacheBytes);
    this.cutter = cutterThreads > 0 ? new CutterPool(cutterThreads) : new InlineCutter();
    this.loader = address ? new BackgroundLoader(address) : new InlineLoader(sql);
  }

  /** Begins to load, the smallest tables first, and to look for changes. */
  start(sizes: Map<string, number>): void {
    const size = (state: LayerState) => sizes.get(state.layer.table) ?? 0;
    const { address, embedded = false } = this.options;
    // Nobody waits for a large layer where the database can cut it meanwhile.
    if (address && !embedded) for (const state of this.states) state.beginInDatabase();
    const order = this.states.toSorted((a, b) => size(a) - size(b));
    this.warm = Promise.all(order.map((state) => state.load().catch(() => {}))).then(() => {});
    this.lookLater();
  }

  async addresses(): ReturnType<TileService['addresses']> {
    await this.look(true);
    const entries = tileSets.map((set) => {
      const url = `/api/tiles/${set}/${this.version(set)}/{z}/{x}/{y}`;
      return [set, { url, minzoom: Math.min(...layersOf(set).map((layer) => layer.minzoom)), maxzoom: MAXZOOM }];
    });
    return Object.fromEntries(entries);
  }

  async tile(set: TileSet, z: number, x: number, y: number): ReturnType<TileService['tile']> {
    const states = this.statesOf(set);
    await Promise.all(states.filter((state) => !state.isReady).map((state) => state.ready()));
    const version = this.version(set);
    const key = `${set}/${version}/${z}/${x}/${y}`;
    return { version, tile: this.cache.get(key) ?? (await this.make(key, set, z, x, y)) };
  }

  kept(path: string): FinishedTile | undefined {
    const prefix = this.prefixes.get(path.slice(0, path.indexOf('/')));
    return prefix !== undefined && path.startsWith(prefix) ? this.cache.get(path) : undefined;
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
    for (;;) {
      const stale = this.states.filter((state) => state.isStale && !state.failure);
      if (stale.length === 0) break;
      await Promise.all(stale.map((state) => (state.isReady ? state.follow(true) : state.load().catch(() => {}))));
    }
    const failed = this.states.find((state) => state.failure);
    if (failed) throw failed.failure;
  }

  health(): TilesHealth {
    const { embedded = false, memoryBytes = Number.MAX_SAFE_INTEGER } = this.options;
    const bytes = this.bytesBeside(null);
    const layers = this.states.map((state) => state.health());
    const advice = {
      'zh-CN':
        '地图图层超出 TILE_MEMORY_MB；内置数据库不能切瓦片，图层仍在内存中。请调大该设置，或改用 PostGIS（DATABASE_URL）。',
      en: 'The layers of the map take more than TILE_MEMORY_MB. The embedded database cannot cut tiles, so they stay in memory. Raise the setting, or use PostGIS (DATABASE_URL).',
    };
    if (embedded && bytes > memoryBytes) {
      const largest = layers.reduce((a, b) => ((b.bytes ?? 0) > (a.bytes ?? 0) ? b : a));
      largest.advice = advice;
    }
    return {
      layers,
      bytes,
      budget_bytes: memoryBytes,
      cache_bytes: this.cache.bytes,
      cutter_thread_count: this.cutter.threadCount,
      error: this.lookError?.message ?? null,
    };
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.nextLook);
    await Promise.all([this.cutter.close(), this.loader.close()]);
    await Promise.allSettled([this.looking, this.loads, this.warm]);
  }

  /** Reads the versions that the layers have in the database: one short query. */
  async check(): Promise<void> {
    const versions = await readVersions(this.sql);
    for (const state of this.states) state.known = Math.max(state.known, versions.get(state.layer.table) ?? 0);
    for (const set of tileSets) this.setPrefix(set);
  }

  load(state: LayerState): Promise<LoadedStore> {
    const { embedded = false, memoryBytes = Infinity } = this.options;
    const done = this.loads.then(() => {
      if (this.closed) throw new Error('the tiles were closed');
      const left = embedded ? Infinity : memoryBytes - this.bytesBeside(state);
      return this.loader.load(state.layer, left);
    });
    this.loads = done.catch(() => {});
    return done;
  }

  changed({ layer: { set } }: LayerState, freedBytes: number): void {
    this.setPrefix(set);
    this.cutter.use(
      set,
      this.statesOf(set).flatMap(({ cutLayer }) => cutLayer ?? []),
    );
    this.freedBytes += freedBytes;
    if (this.freedBytes < GARBAGE_BYTES) return;
    this.freedBytes = 0;
    this.cutter.tidy();
    // After whoever called has let go of what was replaced.
    setImmediate(collectGarbage);
  }

  /**
   * Looks for changes and takes in single rows; a database that is away is told by `health`.
   * @param whole also waits for layers that are read anew, but not for long.
   */
  private async look(whole: boolean): Promise<void> {
    try {
      await this.check();
      this.lookError = undefined;
      await atMost(FRESH_WAIT_MS, Promise.all(this.states.map((state) => state.follow(whole))));
    } catch (error) {
      this.lookError = error as Error;
    }
  }

  private lookLater(): void {
    const { pollMs } = this.options;
    if (pollMs === undefined || this.closed) return;
    this.nextLook = setTimeout(() => {
      this.looking = this.look(false).then(() => this.lookLater());
    }, pollMs).unref();
  }

  /** Bytes that all layers but this one take. */
  private bytesBeside(except: LayerState | null): number {
    return this.states.reduce((sum, state) => (state === except ? sum : sum + state.bytes), 0);
  }

  private statesOf(set: TileSet): LayerState[] {
    return this.states.filter((state) => state.layer.set === set);
  }

  private version(set: TileSet): string {
    return `${this.stamp}-${this.statesOf(set)
      .map((state) => state.version)
      .join('.')}`;
  }

  private setPrefix(set: TileSet): void {
    this.prefixes.set(set, `${set}/${this.version(set)}/`);
  }

  private make(key: string, set: TileSet, z: number, x: number, y: number): Promise<FinishedTile> {
    const known = this.making.get(key);
    if (known) return known;
    const made = this.makeNow(set, z, x, y)
      .then((tile) => {
        this.cache.set(key, tile);
        return tile;
      })
      .finally(() => this.making.delete(key));
    this.making.set(key, made);
    return made;
  }

  private async makeNow(set: TileSet, z: number, x: number, y: number): Promise<FinishedTile> {
    const elsewhere = this.statesOf(set).filter((state) => state.isInDatabase && z >= state.layer.minzoom);
    if (elsewhere.length === 0) return this.cutter.cut({ set, z, x, y, more: null });
    const share = Math.floor((DATABASE_SHARE * MAX_TILE_BYTES) / elsewhere.length);
    const parts = await Promise.all(elsewhere.map(({ layer }) => tileByPostgis(this.sql, layer, z, x, y, share)));
    const found = parts.filter((part) => part !== null);
    return this.cutter.cut({ set, z, x, y, more: found.length > 0 ? Buffer.concat(found) : null });
  }
}

/** Loads in this thread, through the engine's own database. */
class InlineLoader implements LayerLoader {
  constructor(private readonly sql: Database) {}

  load(layer: LayerState['layer'], maxBytes: number): Promise<LoadedStore> {
    return loadStore(this.sql, layer, { maxBytes });
  }

  async close(): Promise<void> {}
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
