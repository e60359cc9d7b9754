import type { Draft, DraftOwner } from './draft.ts';
import { draftOwner, serverPost } from './draft-post.ts';
import { type DraftPost, sendWaiting } from './draft-sending.ts';
import { browserDraftStore, type DraftStore, memoryDraftStore } from './draft-store.ts';
import { session } from './session.ts';
import { Signal } from './signals.ts';

/** Between two tries while something waits, in ms; the browser's word that the network is back comes sooner. */
const RETRY_MS = 20_000;

/** What is done under this name, one tab does at a time. */
type Lock = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** The drafts of this browser: kept from the first stroke on, and sent once as soon as that is possible. */
export class Drafts {
  /** Those of whoever is here now, the one changed last first; null until they were read. */
  readonly list = new Signal<readonly Draft[] | null>(null);
  /** True while they are being sent. */
  readonly sending = new Signal(false);
  /** True while drafts would not outlive the page. */
  readonly fleeting = new Signal(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | null = null;
  #next: Draft | null = null;
  #again = false;

  constructor(
    private store: DraftStore,
    private readonly post: DraftPost,
    private readonly lock: Lock,
    private readonly others: Pick<BroadcastChannel, 'postMessage' | 'addEventListener'>,
    private readonly owner = draftOwner,
    private readonly now = () => new Date(),
  ) {}

  /** Reads what is kept, and sends what waits whenever that may succeed. */
  start(page: Window): void {
    this.others.addEventListener('message', () => void this.#read());
    page.addEventListener('online', () => void this.send());
    page.document.addEventListener('visibilitychange', () => {
      if (page.document.visibilityState === 'visible') void this.#read().then(() => this.send());
    });
    session.subscribe(() => void this.#read().then(() => this.send()));
    void this.#read().then(() => this.send());
  }

  /** Keeps a draft as it is now. Of several that come while one is being written, the last counts. */
  async save(draft: Draft): Promise<void> {
    this.#next = { ...draft, changed_at: this.now().toISOString() };
    this.#saving ??= this.#write();
    await this.#saving;
  }

  /** Puts a draft among those to be sent, and sends. Resolves when it was tried. */
  async hand(draft: Draft): Promise<void> {
    await this.save({ ...draft, state: 'waiting', fault: null });
    await this.send();
  }

  /** Takes a draft back to be written on; what was sent meanwhile stays sent. The answer is what it is then. */
  async takeBack(reportKey: string): Promise<Draft | undefined> {
    const held = await this.lock(async () => {
      const draft = await this.store.get(reportKey);
      if (!draft || draft.state === 'sent') return draft;
      const taken: Draft = { ...draft, state: 'writing' };
      await this.store.put(taken);
      return taken;
    });
    await this.#changed();
    return held;
  }

  /** Forgets a draft. */
  async forget(reportKey: string): Promise<void> {
    await this.#saving;
    await this.lock(() => this.store.delete(reportKey));
    await this.#changed();
  }

  /** Sends what waits. While it is under way another call makes it look once more afterwards. */
  async send(): Promise<void> {
    if (this.sending.value) {
      this.#again = true;
      return;
    }
    clearTimeout(this.#timer);
    this.sending.set(true);
    if (!(await this.#anyWaiting())) {
      this.sending.set(false);
      return;
    }
    let waiting: boolean;
    do {
      this.#again = false;
      waiting = await this.lock(() => sendWaiting(this.store, this.post)).catch(() => true);
    } while (this.#again && !waiting);
    await this.#changed();
    this.sending.set(false);
    if (waiting) this.#timer = setTimeout(() => void this.send(), RETRY_MS);
  }

  async #anyWaiting(): Promise<boolean> {
    const kept = await this.store.all([...new Set<DraftOwner>(['anybody', this.owner()])]).catch(() => []);
    return kept.some(({ state }) => state === 'waiting');
  }

  async #write(): Promise<void> {
    try {
      for (let draft = this.#next; draft; draft = this.#next) {
        this.#next = null;
        await this.#put(draft);
      }
    } finally {
      this.#saving = null;
    }
    await this.#changed();
  }

  /** Where the browser keeps nothing, the page itself does, and says so. */
  async #put(draft: Draft): Promise<void> {
    try {
      await this.store.put(draft);
    } catch (error) {
      if (this.fleeting.value) throw error;
      this.#keepInMemory();
      await this.store.put(draft);
    }
  }

  async #changed(): Promise<void> {
    this.others.postMessage('changed');
    await this.#read();
  }

  async #read(): Promise<void> {
    try {
      this.list.set(await this.store.all([this.owner()]));
    } catch {
      this.#keepInMemory();
      this.list.set([]);
    }
  }

  #keepInMemory(): void {
    this.store = memoryDraftStore();
    this.fleeting.set(true);
  }
}

/** Pages that are not reached by https have no locks; there the report's key alone keeps a report from being made twice. */
const browserLock: Lock = (work) =>
  (navigator.locks as LockManager | undefined)?.request('jingwei-drafts', work) ?? work();

/** Those of this page. */
export const drafts = new Drafts(browserDraftStore(), serverPost, browserLock, new BroadcastChannel('jingwei-drafts'));
