import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { IncidentPage, ListedIncident } from '../../server/api/work-list/schema.ts';
import { type LiveEventMessage, live } from '../state/live.ts';
import { isOpen } from '../state/status.ts';
import { isListed, type ListQuery } from './work-filter.ts';

/** What the rows need of their surroundings; tests hand in their own. */
export interface WorkRowsOptions {
  load: (query: ListQuery, page: string | undefined, signal: AbortSignal) => Promise<IncidentPage>;
  feed?: { subscribe(listener: (event: LiveEventMessage) => void): () => void };
  now?: () => number;
}

/** Incidents of a page; the most that the server sends. */
export const PAGE_ROWS = 200;

/**
 * The rows of the work list that have come so far, kept as they are now: a change of one is put into its row, which stays where
 * it is; a new one is only counted, so that nothing moves while somebody reads.
 */
export class WorkRows implements ReactiveController {
  rows: readonly ListedIncident[] = [];
  state: 'pending' | 'done' | 'error' = 'pending';
  error: unknown;
  /** All that match; null before it is known. */
  count: number | null = null;
  /** So many changed at once that the list is to be asked anew. */
  stale = false;
  readonly #host: ReactiveControllerHost;
  readonly #options: Required<WorkRowsOptions>;
  #query: ListQuery | null = null;
  #next: string | null = null;
  #abort: AbortController | undefined;
  #end: (() => void) | undefined;
  #news = new Set<number>();
  #places = new Map<number, number>();

  constructor(host: ReactiveControllerHost, options: WorkRowsOptions) {
    this.#host = host;
    this.#options = { feed: live, now: () => Date.now(), ...options };
    host.addController(this);
  }

  hostConnected(): void {
    this.#end = this.#options.feed.subscribe((event) => this.#heard(event));
  }

  hostDisconnected(): void {
    this.#end?.();
    this.#abort?.abort();
  }

  get hasMore(): boolean {
    return this.#next !== null;
  }

  /** Incidents that came since and would stand in the list. */
  get newsCount(): number {
    return this.#news.size;
  }

  /** Begins anew with the first page of a question. The rows of the last one stay until it has come. */
  async ask(query: ListQuery): Promise<void> {
    this.#query = query;
    this.#next = null;
    await this.#load(true);
  }

  /** The same question again. */
  async again(): Promise<void> {
    if (this.#query) await this.ask(this.#query);
  }

  /** Adds the next page, unless one is under way. */
  async more(): Promise<void> {
    if (this.#next !== null && this.state !== 'pending') await this.#load(false);
  }

  async #load(anew: boolean): Promise<void> {
    const query = this.#query!;
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.state = 'pending';
    this.#host.requestUpdate();
    try {
      const page = await this.#options.load(query, anew ? undefined : this.#next!, abort.signal);
      if (abort.signal.aborted) return;
      if (anew) {
        this.#news.clear();
        this.stale = false;
        this.count = page.count;
      }
      // What came to stand earlier meanwhile would come twice.
      const fresh = anew ? page.items : page.items.filter(({ id }) => !this.#places.has(id));
      this.#set(anew ? fresh : [...this.rows, ...fresh]);
      this.#next = page.next;
      this.state = 'done';
    } catch (error) {
      if (abort.signal.aborted) return;
      this.error = error;
      this.state = 'error';
      if (anew) this.#set([]);
    }
    this.#host.requestUpdate();
  }

  #set(rows: readonly ListedIncident[]): void {
    this.rows = rows;
    this.#places = new Map(rows.map(({ id }, at) => [id, at]));
  }

  #heard(event: LiveEventMessage): void {
    if (!this.#query) return;
    if (event.event === 'reset') this.stale = true;
    else if (event.event !== 'change' || !this.#change(event.change)) return;
    this.#host.requestUpdate();
  }

  /** Puts a change into its row, or counts it; tells whether anything is different. */
  #change(change: Extract<LiveEventMessage, { event: 'change' }>['change']): boolean {
    const at = this.#places.get(change.id);
    const row = at === undefined ? undefined : this.rows[at];
    if (change.kind === 'gone') {
      this.#news.delete(change.id);
      if (row) this.#set(this.rows.filter(({ id }) => id !== change.id));
      return row !== undefined;
    }
    if (!row) {
      const counted = this.#news.has(change.id);
      const belongs = isListed(change, this.#query!, this.#options.now());
      if (belongs) this.#news.add(change.id);
      else this.#news.delete(change.id);
      return counted !== belongs;
    }
    if (change.version <= row.version) return false;
    const { kind: _, settled_at, hand_count, ...facts } = change;
    const overdue = isOpen(change.status) && change.due_at !== null && Date.parse(change.due_at) < this.#options.now();
    const holder_name = change.holder_code === row.holder_code ? row.holder_name : this.#nameOf(change.holder_code);
    const rows = [...this.rows];
    rows[at!] = { ...row, ...facts, overdue, holder_name };
    this.rows = rows;
    return true;
  }

  /** What another row calls an area. */
  #nameOf(code: string | null): string | null {
    const known = this.rows.find(
      ({ holder_code, area_code }) => code !== null && (holder_code === code || area_code === code),
    );
    return known ? (known.holder_code === code ? known.holder_name : known.area_name) : null;
  }
}
