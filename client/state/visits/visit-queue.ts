import type { VisitEntered } from '../../../server/api/visits/schema.ts';
import { Signal } from '../signals.ts';
import type { KeptVisit, VisitShelf, VisitToSend } from './visit-shelf.ts';

/** How visits reach the server; tests hand in their own. */
export interface VisitPost {
  /** The account that is signed in according to the server, asked now; null: none. Throws where it cannot be asked. */
  owner(): Promise<number | null>;
  send(visit: VisitToSend): Promise<VisitEntered>;
  /** Why the server will not have it, however often it is asked; 'known': it has it already; null: to be tried again. */
  refused(error: unknown): { sentence: string } | 'known' | null;
}

/** What is done under it, one tab does at a time. */
export type Lock = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** Between two tries while something waits, ms; the browser's word that the network is back comes sooner. */
const AGAIN_MS = 20_000;
/** The server takes no visit that is older; somebody else's is not kept for longer either, ms. */
const OLDEST_MS = 8 * 86_400_000;

/** Visits that wait in this browser for a network: each is kept before it is sent, sent once, and forgotten then. */
export class VisitQueue {
  /** Those of whoever is signed in, the earliest first. */
  readonly list = new Signal<readonly KeptVisit[]>([]);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly shelf: VisitShelf,
    private readonly post: VisitPost,
    private readonly lock: Lock,
    private readonly others: Pick<BroadcastChannel, 'postMessage' | 'addEventListener'>,
    /** Who is signed in, as far as this page knows. */
    private readonly owner: () => number | null,
    private readonly clock: () => number = Date.now,
  ) {}

  /** How many are still to be sent. */
  get waiting_count(): number {
    return this.list.value.filter(({ state }) => state === 'waiting').length;
  }

  /** Reads what is kept and sends it, now and whenever that may succeed. */
  start(page: Pick<Window, 'addEventListener'>): void {
    page.addEventListener('online', () => void this.send());
    this.others.addEventListener('message', () => void this.read());
    void this.send();
  }

  /**
   * Enters a visit: kept first, then sent.
   * @returns what it did; null where it waits for a network. @throws what the server says against it, or the broken network where this
   * browser keeps nothing: then it is still with whoever calls.
   */
  async enter(visit: VisitToSend, door: string): Promise<VisitEntered | null> {
    const account_id = this.owner();
    const kept: KeptVisit = { account_id: account_id ?? 0, visit, door, state: 'waiting', sentence: null };
    const isKept = account_id !== null && (await this.shelf.put(kept).then(...outcome));
    try {
      const entered = await this.lock(() => this.post.send(visit));
      await this.#forget(visit.key, isKept);
      return entered;
    } catch (error) {
      if (isKept && this.post.refused(error) === null) {
        await this.#changed();
        this.#later();
        return null;
      }
      // It stands in the form, where it can be put right.
      await this.#forget(visit.key, isKept);
      throw error;
    }
  }

  /** Sends what waits, one after another, until the network breaks off. */
  async send(): Promise<void> {
    clearTimeout(this.#timer);
    await this.read();
    if (this.waiting_count === 0) return;
    const done = await this.lock(() => this.#sendAll()).catch(() => false);
    await this.#changed();
    if (!done) this.#later();
  }

  /** Forgets a visit that the server will not have. */
  async clear(key: string): Promise<void> {
    await this.#forget(key, true);
  }

  /** Looks again at what is kept. */
  async read(): Promise<void> {
    const account_id = this.owner();
    const kept = await this.shelf.all().catch(() => []);
    this.list.set(kept.filter((each) => each.account_id === account_id));
  }

  async #sendAll(): Promise<boolean> {
    const account_id = await this.post.owner();
    for (const kept of await this.shelf.all()) {
      const { visit } = kept;
      if (kept.account_id !== account_id) {
        if (this.clock() - Date.parse(visit.visited_at) > OLDEST_MS) await this.shelf.drop(visit.key);
        continue;
      }
      if (kept.state === 'refused') continue;
      try {
        await this.post.send(visit);
        await this.shelf.drop(visit.key);
      } catch (error) {
        const refused = this.post.refused(error);
        if (refused === null) return false;
        if (refused === 'known') await this.shelf.drop(visit.key);
        else await this.shelf.put({ ...kept, state: 'refused', ...refused });
      }
    }
    return true;
  }

  async #forget(key: string, isKept: boolean): Promise<void> {
    if (!isKept) return;
    await this.shelf.drop(key);
    await this.#changed();
  }

  async #changed(): Promise<void> {
    this.others.postMessage('changed');
    await this.read();
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.send(), AGAIN_MS);
  }
}

/** Whether it was done. */
const outcome = [() => true, () => false] as const;
