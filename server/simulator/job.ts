import type { Config } from '../config.ts';
import type { Database } from '../db/open.ts';
import type { Loop } from '../loop/catalogue.ts';
import type { PhotoStore } from '../photos/store.ts';
import { moveOn, type Watch } from './moving.ts';
import { keepPictures } from './pictures.ts';
import { cityFigures, isDemo, removeOld } from './sql.ts';

/** Time between two looks, ms. */
const LOOK_MS = 2500;
/** The figures of the city are asked anew after so long, ms; what is not a demo, or moved by another server, is looked at no more often. */
const FIGURES_MS = 15_000;
/** A use of the server counts as somebody's watching for so long, ms. */
const WATCHED_MS = 10 * 60_000;
/** Days that what the simulator made is kept after it is over, and how many go at once. */
const KEEP_DAYS = 30;
const REMOVE_AT_ONCE = 200;
const DAY_MS = 86_400_000;
/** Any 64-bit number; held by the process that moves the city. */
const LOCK = 4_720_260_104;

/** What the simulator needs. */
export interface SimulatorOptions {
  /** The owner's pool. */
  sql: Database;
  /** True where no other process can reach the database. */
  embedded: boolean;
  loop: Loop;
  photos: PhotoStore;
  config: Pick<Config, 'demoLife' | 'timeZone'>;
}

/** The demo city's life. */
export interface Simulator {
  /** Ends it, after what is being done. */
  stop(): Promise<void>;
}

/**
 * Lets a demo city live until stopped: nothing where DEMO_LIFE is off, nothing in a database that holds no demo, and nothing
 * while another server does it.
 * @param onChange is called when incidents were changed.
 * @param onFault is told why a look failed; the next one tries again.
 */
export function startSimulator(
  options: SimulatorOptions,
  onChange: () => void = () => {},
  onFault: (error: unknown) => void = () => {},
): Simulator {
  if (!options.config.demoLife) return { stop: async () => {} };
  const life = new Life(options);
  let looking: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout;
  let over = false;
  const look = async () => {
    let wait = FIGURES_MS;
    try {
      const changed = await life.look(new Date());
      if (changed !== null) wait = LOOK_MS;
      if (changed) onChange();
    } catch (error) {
      onFault(error);
    }
    if (!over) next(wait);
  };
  const next = (wait: number) => {
    timer = setTimeout(() => {
      looking = look();
    }, wait);
    timer.unref();
  };
  next(LOOK_MS);
  return {
    async stop() {
      over = true;
      clearTimeout(timer);
      await looking;
      await life.end();
    },
  };
}

/** The looks of one process at the city. */
export class Life {
  readonly #options: SimulatorOptions;
  #watch: Watch | undefined;
  #figured_at = 0;
  /** The connection that holds the lock, which is the session's. */
  #held: Awaited<ReturnType<Database['reserve']>> | undefined;

  constructor(options: SimulatorOptions) {
    this.#options = options;
  }

  /** Moves the city on to a moment. @returns whether anything changed; null: this city is not this process's to move. */
  async look(now: Date): Promise<boolean | null> {
    const { sql } = this.#options;
    if (!this.#watch || now.getTime() - this.#figured_at >= FIGURES_MS) await this.#figure(now);
    if (!this.#watch || !(await this.#leads())) return null;
    const { reported, acted } = await moveOn(sql, this.#watch, now);
    return reported + acted > 0;
  }

  /** Lets another process have the city. */
  async end(): Promise<void> {
    const held = this.#held;
    this.#held = undefined;
    if (!held) return;
    await held`select pg_advisory_unlock_all()`.catch(() => {});
    held.release();
  }

  async #figure(now: Date): Promise<void> {
    const { sql, loop, photos, config } = this.#options;
    this.#figured_at = now.getTime();
    if (!(await isDemo(sql))) {
      this.#watch = undefined;
      return this.end();
    }
    const figures = await cityFigures(sql, new Date(now.getTime() - WATCHED_MS));
    if (this.#watch) this.#watch.figures = figures;
    else {
      const pictures = await keepPictures(sql, photos);
      this.#watch = { loop, timeZone: config.timeZone, pictures, figures, looked_at: now.getTime() };
    }
    if (await this.#leads()) await removeOld(sql, new Date(now.getTime() - KEEP_DAYS * DAY_MS), REMOVE_AT_ONCE);
  }

  /** Whether this process moves the city: asked each time, as a connection that was lost has lost its lock. */
  async #leads(): Promise<boolean> {
    const { sql, embedded } = this.#options;
    if (embedded) return true;
    try {
      this.#held ??= await sql.reserve();
      const [lock] = await this.#held<[{ mine: boolean }]>`
        select pg_try_advisory_lock(${LOCK}) as mine`;
      if (!lock.mine) await this.end();
      return lock.mine;
    } catch (error) {
      this.#held?.release();
      this.#held = undefined;
      throw error;
    }
  }
}
