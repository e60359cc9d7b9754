import type { EventKind } from '../../../server/api/incidents/schema.ts';
import type { Database } from '../../../server/db/open.ts';
import { AppError } from '../../../server/errors.ts';
import { writeAs } from '../../../server/loop/writing.ts';

/** An incident that is written to. */
interface Target {
  id: number;
  version: number;
  isBusy: boolean;
}

/** What is written; unless said otherwise notes, each with the moment at which it was sent. */
export interface WriterOptions {
  kind: EventKind;
  /** When the incident is due from then on, ISO 8601. */
  due: () => string;
}

/** Incidents that take turns. */
const TARGETS = 2000;

/** Adds events to open incidents at an even pace. */
export class Writer {
  written = 0;
  #targets: Target[] = [];
  #turn = 0;
  #timer: ReturnType<typeof setInterval> | undefined;
  readonly #under = new Set<Promise<void>>();
  #fault: unknown;

  constructor(
    private readonly sql: Database,
    private readonly options: WriterOptions = { kind: 'noted', due: () => new Date().toISOString() },
  ) {}

  async start(changesPerS: number): Promise<void> {
    const rows = await this.sql<{ id: number; version: number }[]>`
      select id, version from incident where closed_at is null and area_code is not null order by md5(id::text) limit ${TARGETS}`;
    this.#targets = rows.map((row) => ({ ...row, isBusy: false }));
    const begun = performance.now();
    let due = 0;
    this.#timer = setInterval(() => {
      const wanted = Math.floor(((performance.now() - begun) / 1000) * changesPerS);
      for (; due < wanted; due++) this.#begin();
    }, 5);
  }

  /** Writes no more, and waits for what is on its way. @throws what went wrong meanwhile. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all(this.#under);
    if (this.#fault) throw this.#fault;
  }

  #begin(): void {
    this.#turn = (this.#turn + 1) % this.#targets.length;
    const target = this.#targets[this.#turn]!;
    // The database lags by all of them; what it cannot take is not written.
    if (target.isBusy) return;
    target.isBusy = true;
    const work = this.#write(target)
      .catch((error) => {
        this.#fault ??= error;
      })
      .finally(() => {
        target.isBusy = false;
        this.#under.delete(work);
      });
    this.#under.add(work);
  }

  async #write(target: Target): Promise<void> {
    const { kind, due } = this.options;
    const events = [{ kind, actor: 'simulator', text: '实时测试', changes: { due_at: due() } }] as const;
    try {
      target.version = await writeAs(this.sql, { kind: 'owner' }, target.id, target.version, events);
      this.written += 1;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      // A rule of the product was quicker.
      const [row] = await this.sql<[{ version: number }]>`select version from incident where id = ${target.id}`;
      target.version = row.version;
    }
  }
}
