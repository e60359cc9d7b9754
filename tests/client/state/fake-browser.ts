import type { EventStream } from '../../../client/state/feed-source.ts';
import { type LiveEventMessage, LiveFeed } from '../../../client/state/live.ts';
import type { Channel, Locks } from '../../../client/state/tab-group.ts';
import type { LiveEvent } from '../../../server/api/live/schema.ts';

/** A connection to the feed that a test writes to. */
export class FakeStream extends EventTarget {
  readyState = 1;
  onerror: ((event: Event) => void) | null = null;
  #lastEventId = '';

  constructor(readonly url: string) {
    super();
  }

  close(): void {
    this.readyState = 2;
  }

  /** The server sends an event. */
  send(kind: LiveEvent, data: unknown = {}, id?: number): void {
    // As a browser does: what has no number bears that of the event before it.
    if (id !== undefined) this.#lastEventId = String(id);
    const event = new MessageEvent(kind, { data: JSON.stringify(data), lastEventId: this.#lastEventId });
    this.dispatchEvent(event);
  }

  /** The connection breaks; the server refused it where `refused`. */
  fail(refused = false): void {
    this.readyState = refused ? 2 : 0;
    this.onerror?.(new Event('error'));
  }
}

/** A page that may be hidden. */
class FakePage extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible';
  show(visibility: DocumentVisibilityState): void {
    this.visibilityState = visibility;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

/** A tab with a feed, and what its listener was told. */
export interface FakeTab {
  feed: LiveFeed;
  page: FakePage;
  /** As `change SEQ ID`, `reset`, `news`. */
  told: string[];
  refusals: () => number;
}

/** A browser whose tabs share locks and channels, and its connections to the server. */
export class FakeBrowser {
  /** Every connection that was ever opened. */
  readonly streams: FakeStream[] = [];
  /** What a tab tells others comes only when the test says so. */
  isHeld = false;
  readonly #held: (() => void)[] = [];
  readonly #channels = new Map<string, Set<FakeChannel>>();
  readonly #waiting = new Map<string, (() => void)[]>();

  constructor(readonly knowsTabs = true) {}

  /** Connections that are open now. */
  get open(): FakeStream[] {
    return this.streams.filter(({ readyState }) => readyState !== 2);
  }

  /** A tab that listens as somebody. */
  tab(owner = 'session 1'): FakeTab {
    const page = new FakePage();
    const told: string[] = [];
    let refusals = 0;
    const feed = new LiveFeed({
      open: (url) => {
        const stream = new FakeStream(url);
        this.streams.push(stream);
        return stream as unknown as EventStream;
      },
      refused: () => {
        refusals += 1;
      },
      now: Date.now,
      random: () => 1,
      page,
      locks: this.knowsTabs ? this.#locks() : null,
      channel: this.knowsTabs ? (name) => this.#channel(name) : null,
    });
    feed.subscribe((event: LiveEventMessage) => {
      told.push(event.event === 'change' ? `change ${event.seq} ${event.change.id}` : event.event);
    });
    feed.start(owner);
    return { feed, page, told, refusals: () => refusals };
  }

  /** Delivers what tabs told each other. */
  deliver(): void {
    for (const step of this.#held.splice(0)) step();
  }

  #locks(): Locks {
    const request = (name: string, { signal }: { signal: AbortSignal }, work: () => Promise<void>) => {
      const queue = this.#waiting.get(name) ?? [];
      this.#waiting.set(name, queue);
      return new Promise<void>((resolve, reject) => {
        const begin = () => {
          void work().then(() => {
            queue.shift();
            queue[0]?.();
            resolve();
          });
        };
        signal.addEventListener('abort', () => {
          const place = queue.indexOf(begin);
          if (place <= 0) return;
          queue.splice(place, 1);
          reject(new Error('aborted'));
        });
        if (queue.push(begin) === 1) begin();
      });
    };
    return { request } as unknown as Locks;
  }

  #channel(name: string): Channel {
    const members = this.#channels.get(name) ?? new Set();
    this.#channels.set(name, members);
    const channel = new FakeChannel(members, (step) => (this.isHeld ? this.#held.push(step) : step()));
    members.add(channel);
    return channel as unknown as Channel;
  }
}

class FakeChannel {
  onmessage: ((event: MessageEvent) => void) | null = null;

  constructor(
    private readonly members: Set<FakeChannel>,
    private readonly post: (step: () => void) => void,
  ) {}

  postMessage(data: unknown): void {
    const others = [...this.members].filter((member) => member !== this);
    const copy = structuredClone(data);
    this.post(() => {
      for (const other of others)
        if (this.members.has(other)) other.onmessage?.(new MessageEvent('message', { data: copy }));
    });
  }

  close(): void {
    this.members.delete(this);
  }
}
