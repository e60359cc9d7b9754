import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Page } from '../../server/api/wire.ts';

/** Holds the pages of a list that have come so far: `paging = new Paging(this, (page, signal) => answer(…))`. */
export class Paging<Row> implements ReactiveController {
  rows: Row[] = [];
  state: 'pending' | 'done' | 'error' = 'pending';
  error: unknown;
  #next: string | null = null;
  #abort: AbortController | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly load: (page: string | undefined, signal: AbortSignal) => Promise<Page<Row>>,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#abort?.abort();
  }

  get hasMore(): boolean {
    return this.#next !== null;
  }

  /** Begins anew with the first page; what is still under way is given up. */
  restart(): Promise<void> {
    this.rows = [];
    return this.renew();
  }

  /** Reads the first page anew; the rows stand until it has come. */
  renew(): Promise<void> {
    this.#next = null;
    return this.#read([]);
  }

  /** Adds the next page. */
  more(): Promise<void> {
    return this.#read(this.rows);
  }

  /** Adds every page there is, until one fails. */
  async all(): Promise<void> {
    while (this.state === 'done' && this.#next !== null) await this.more();
  }

  async #read(before: Row[]): Promise<void> {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.state = 'pending';
    this.host.requestUpdate();
    try {
      const page = await this.load(this.#next ?? undefined, abort.signal);
      if (abort.signal.aborted) return;
      this.rows = [...before, ...page.items];
      this.#next = page.next;
      this.state = 'done';
    } catch (error) {
      if (abort.signal.aborted) return;
      this.error = error;
      this.state = 'error';
    }
    this.host.requestUpdate();
  }
}
