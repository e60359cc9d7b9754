import type { LiveEvent } from '../../server/api/live/schema.ts';
import { liveEvents } from '../../server/api/live/schema.ts';

/** Shortest and longest wait before a broken connection is tried again, ms; each try waits twice as long as the one before. */
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;
/** `EventSource.CLOSED`: the browser itself tries no more. */
const CLOSED = 2;

/** One event as it came. */
export interface FeedEvent {
  kind: LiveEvent;
  /** Number of the feed up to which everything came with it; null where the event says nothing of that. */
  seq: number | null;
  /** JSON. */
  data: string;
}

/** What of an EventSource is used. */
export type EventStream = Pick<EventSource, 'addEventListener' | 'close' | 'readyState' | 'onerror'>;

/** What a connection needs; tests hand in their own. */
export interface SourceOptions {
  /** Opens a stream at an address. */
  open: (url: string) => EventStream;
  /** Number from which on to listen; null: from now on. Asked for at every try. */
  after: () => number | null;
  /** Takes every event. */
  take: (event: FeedEvent) => void;
  /** The server answered with something else than a feed: perhaps nobody is signed in any more. */
  refused: () => void;
  /** A number from 0 to 1 by which waits differ, so that a thousand screens do not come back at once. */
  random: () => number;
}

/** The connection to the feed: kept open by trying again and again, ever more slowly, until it is closed. */
export class FeedSource {
  #stream: EventStream | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;

  constructor(private readonly options: SourceOptions) {}

  /** False: it is closed, or waits to try again. */
  get isOpen(): boolean {
    return this.#stream !== null;
  }

  /** Connects, or does so anew from where it stands. */
  connect(): void {
    this.close();
    const after = this.options.after();
    const stream = this.options.open(after === null ? '/api/live' : `/api/live?after=${after}`);
    this.#stream = stream;
    for (const kind of liveEvents) {
      stream.addEventListener(kind, (event) => {
        if (this.#stream === stream) this.#take(kind, event as MessageEvent<string>);
      });
    }
    stream.onerror = () => {
      if (this.#stream !== stream) return;
      if (stream.readyState === CLOSED) this.options.refused();
      this.#again();
    };
  }

  /** Ends it. */
  close(): void {
    clearTimeout(this.#timer);
    this.#stream?.close();
    this.#stream = null;
  }

  #take(kind: LiveEvent, { data, lastEventId }: MessageEvent<string>): void {
    this.#failures = 0;
    // An event without a number bears that of the one before it.
    const numbered = kind !== 'news' && kind !== 'bye' && lastEventId !== '';
    this.options.take({ kind, seq: numbered ? Number(lastEventId) : null, data });
    if (kind === 'bye') this.#again();
  }

  /** Tries again after a while. */
  #again(): void {
    this.close();
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#failures);
    this.#failures += 1;
    this.#timer = setTimeout(() => this.connect(), longest * (0.5 + this.options.random() / 2));
  }
}
