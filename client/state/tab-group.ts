/** What of a BroadcastChannel is used. */
export type Channel = Pick<BroadcastChannel, 'postMessage' | 'close' | 'onmessage'>;
/** What of `navigator.locks` is used. */
export type Locks = Pick<LockManager, 'request'>;

/** What a group of tabs needs; tests hand in their own. */
export interface TabGroupOptions {
  /** Null where the browser has none: over plain http, but for localhost. */
  locks: Locks | null;
  channel: ((name: string) => Channel) | null;
}

/**
 * The tabs of one browser that somebody is signed in to, of which one leads. Where the browser cannot tell which,
 * each leads for itself.
 */
export class TabGroup<Message> {
  readonly #channel: Channel | null;
  readonly #left = new AbortController();
  #letGo = () => {};

  /**
   * Joins a group.
   * @param name the same for all its tabs.
   * @param lead is called when this tab begins to lead: at once, or when the one before it closes.
   * @param take gets what other tabs of the group tell.
   */
  constructor(
    name: string,
    { locks, channel }: TabGroupOptions,
    { lead, take }: { lead: () => void; take: (message: Message) => void },
  ) {
    this.#channel = locks && channel ? channel(name) : null;
    if (!this.#channel || !locks) {
      lead();
      return;
    }
    this.#channel.onmessage = ({ data }: MessageEvent<Message>) => take(data);
    const { signal } = this.#left;
    const held = () => {
      if (signal.aborted) return Promise.resolve();
      lead();
      return new Promise<void>((resolve) => {
        this.#letGo = resolve;
      });
    };
    // Whoever waits no longer is told so by a rejection.
    locks.request(name, { signal }, held).catch(() => {});
  }

  /** True: the browser cannot tell which tab leads. */
  get isAlone(): boolean {
    return this.#channel === null;
  }

  /** Tells all other tabs. */
  tell(message: Message): void {
    this.#channel?.postMessage(message);
  }

  /** Leaves; if this tab led, the next one does. */
  leave(): void {
    this.#left.abort();
    this.#letGo();
    this.#channel?.close();
  }
}
