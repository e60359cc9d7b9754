import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../db/open.ts';
import type { Faults } from './faults.ts';
import { moveOutbox, readFeed } from './feed.ts';
import type { Hub } from './hub.ts';

/** Least time between two readings of the feed, ms: with many changes at once each screen gets ten frames a second and no more. */
const FRAME_MS = 100;
/** Time after which to try again while another server moves the outbox, ms: it takes a few. */
const BUSY_MS = 10;
/** Rows that are moved or read at once. */
const BATCH = 1000;

/** Moves the outbox into the feed and gives the hub what is new, in turns. */
export class FeedReader {
  readonly #sql: Database;
  readonly #hub: Hub;
  readonly #faults: Faults;
  #turn: Promise<void> = Promise.resolve();
  /** The turn that has not begun yet: one for all who ask meanwhile. */
  #next: Promise<void> | undefined;
  #begun_ms = Number.NEGATIVE_INFINITY;
  #closed = false;

  constructor(sql: Database, hub: Hub, faults: Faults) {
    this.#sql = sql;
    this.#hub = hub;
    this.#faults = faults;
  }

  /** Resolves when what was committed before the call stands in the hub, or could not be read. */
  read(): Promise<void> {
    this.#next ??= this.#turn.then(async () => {
      const wait_ms = this.#begun_ms + FRAME_MS - performance.now();
      if (wait_ms > 0) await pause(wait_ms);
      this.#next = undefined;
      this.#begun_ms = performance.now();
      this.#turn = this.#faults.guard('read', () => this.#readOn());
      await this.#turn;
    });
    return this.#next;
  }

  /** Begins no more turns and waits for the one that is going on. */
  async close(): Promise<void> {
    this.#closed = true;
    await (this.#next ?? this.#turn);
  }

  async #readOn(): Promise<void> {
    // Whoever is moving at this moment may have begun before the last commit: once more after them.
    for (let moved: number | null = BATCH; moved === BATCH || moved === null; ) {
      if (this.#closed) return;
      moved = await moveOutbox(this.#sql, BATCH);
      if (moved === null) await pause(BUSY_MS);
    }
    for (let read = BATCH; read === BATCH; ) {
      const rows = await readFeed(this.#sql, this.#hub.seq, BATCH);
      this.#hub.publish(rows);
      read = rows.length;
    }
  }
}
