import { type IDBPDatabase, openDB } from 'idb';

/** Something kept, and when, ms of this machine's clock. */
export interface Kept<Value> {
  value: Value;
  kept_at_ms: number;
}

/** Where it is kept; tests hand in their own. */
export interface GoodStore {
  get(key: string): Promise<Kept<unknown> | undefined>;
  put(key: string, kept: Kept<unknown>): Promise<void>;
  clear(): Promise<void>;
}

/** Least time between two writings of a key, ms: a wall changes ten times a second, a disk should not. */
const PACE_MS = 30_000;
/** The most that a value may take, bytes of a Blob or characters of JSON. */
const MOST = 4 * 2 ** 20;

/**
 * The last good state of a wall, by key: JSON, or a picture as a Blob. It outlives the page, the browser and the machine, so that
 * a screen which starts while the server is away has something to show. Nothing in it is finer than what the wall shows.
 */
export class LastGood {
  readonly #store: GoodStore;
  /** The newest of each key that waits to be written. */
  readonly #waiting = new Map<string, Kept<unknown>>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #said = '';

  constructor(store: GoodStore) {
    this.#store = store;
  }

  /** Keeps a value in place of the one before: the first at once, then the newest of every 30 seconds. */
  keep(key: string, value: unknown): void {
    this.#waiting.set(key, { value, kept_at_ms: Date.now() });
    if (!this.#timers.has(key)) this.#write(key);
  }

  /** What was kept last; null: nothing was, or this browser keeps nothing. `Value` is what the caller kept there. */
  async last<Value>(key: string): Promise<Kept<Value> | null> {
    const kept = this.#waiting.get(key) ?? (await this.#store.get(key).catch((error) => this.#say(error)));
    return (kept as Kept<Value> | undefined) ?? null;
  }

  /** Forgets everything: the screen belongs to the wall no longer. */
  async forget(): Promise<void> {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#waiting.clear();
    await this.#store.clear().catch((error) => this.#say(error));
  }

  #write(key: string): void {
    const kept = this.#waiting.get(key);
    this.#timers.delete(key);
    if (!kept) return;
    this.#waiting.delete(key);
    this.#timers.set(
      key,
      setTimeout(() => this.#write(key), PACE_MS),
    );
    const size = sizeOf(kept.value);
    if (size > MOST) this.#say(new RangeError(`${key} takes ${size}, more than the ${MOST} that are kept of a wall`));
    else void this.#store.put(key, kept).catch((error) => this.#say(error));
  }

  /** A browser that keeps nothing shows a wall as well, as long as there is a server: it is said once. */
  #say(error: Error): undefined {
    if (error.message !== this.#said) console.warn(`The last state of the wall is not kept: ${error.message}`);
    this.#said = error.message;
  }
}

function sizeOf(value: unknown): number {
  return value instanceof Blob ? value.size : JSON.stringify(value ?? null).length;
}

/** The browser's own database, opened when first asked. */
function browserStore(): GoodStore {
  let opening: Promise<IDBPDatabase> | undefined;
  // After weeks a browser may have closed it, or the disk was full for a while: then it is opened anew.
  const anew = () => {
    opening = undefined;
  };
  const open = () => {
    if (!opening) {
      const upgrade = (database: IDBPDatabase) => void database.createObjectStore('good');
      opening = openDB('jingwei-wall', 1, { upgrade, terminated: anew });
      opening.catch(anew);
    }
    return opening;
  };
  return {
    get: async (key) => (await open()).get('good', key),
    put: async (key, kept) => void (await (await open()).put('good', kept, key)),
    clear: async () => (await open()).clear('good'),
  };
}

const own = new LastGood(browserStore());

/** Keeps a value of this screen; see `LastGood.keep`. */
export function keepGood(key: string, value: unknown): void {
  own.keep(key, value);
}

/** What this screen kept last; see `LastGood.last`. */
export function lastGood<Value>(key: string): Promise<Kept<Value> | null> {
  return own.last<Value>(key);
}

/** Forgets all that this screen kept; see `LastGood.forget`. */
export function forgetGood(): Promise<void> {
  return own.forget();
}
