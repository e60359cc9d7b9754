import {
  BEAT_S,
  type LiveChange,
  type LiveEmergency,
  type LivePatrol,
  type LiveWall,
} from '../../server/api/live/schema.ts';
import { askSession } from '../api.ts';
import { type EventStream, type FeedEvent, FeedSource } from './feed-source.ts';
import { Signal } from './signals.ts';
import { TabGroup, type TabGroupOptions } from './tab-group.ts';
import { isWallPage } from './wall-page.ts';

/** What listeners are told: one incident changed, or a wall, an emergency or a patrol; so much did that everything is to be asked anew; something else may have. */
export type LiveEventMessage =
  | { event: 'change'; seq: number; change: LiveChange }
  | { event: 'wall'; seq: number; wall: LiveWall }
  | { event: 'emergency'; seq: number; emergency: LiveEmergency }
  | { event: 'patrol'; seq: number; patrol: LivePatrol }
  | { event: 'reset' }
  | { event: 'news' };

/**
 * How the feed stands. `connecting`: it has never come yet. `live`: the screen shows what is. `late`: nothing came for
 * longer than two beats. `off`: nobody wants it. `since`: when it last came, or began to be so; ms.
 */
export interface Standing {
  state: 'connecting' | 'live' | 'late' | 'off';
  since: number;
}

/** A feed that is silent for longer is broken, whatever the browser says. */
const SILENCE_MS = 2 * BEAT_S * 1000;
/** Time between two looks whether it is silent, ms. */
const LOOK_MS = 1000;

/** What tabs tell each other: an event of the feed; that one has joined and wants to know how it stands; how it stands. */
type TabMessage = { told: FeedEvent } | { joined: true } | { seq: number | null };

/** What the feed's client needs of a browser; tests hand in their own. */
export interface LiveOptions extends TabGroupOptions {
  open: (url: string) => EventStream;
  /** The server has no feed for whoever is signed in; perhaps nobody is any more. */
  refused: () => void;
  now: () => number;
  /** A number from 0 to 1. */
  random: () => number;
  page: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;
}

/**
 * The feed of changes, one connection for all tabs of a browser: the tab that leads holds it and tells the others. Whichever
 * tab leads next goes on from the last number that it was told, so that each tab gets every change once and in order. Where
 * the browser cannot tell which tab leads, each connects for itself, but only while it is seen: there are six connections.
 */
export class LiveFeed {
  /** How the feed stands. */
  readonly standing = new Signal<Standing>({ state: 'off', since: 0 });
  readonly #options: LiveOptions;
  readonly #listeners = new Set<(event: LiveEventMessage) => void>();
  readonly #source: FeedSource;
  #group: TabGroup<TabMessage> | null = null;
  #leads = false;
  #timer: ReturnType<typeof setInterval> | undefined;
  /** Number of the feed up to which this tab has everything; null: it has not begun. */
  #seq: number | null = null;
  /** When something came last, and when a connection was last tried; ms. */
  #heard = 0;
  #tried = 0;

  constructor(options: LiveOptions) {
    this.#options = options;
    this.#source = new FeedSource({
      ...options,
      open: (url) => {
        this.#tried = options.now();
        return options.open(url);
      },
      after: () => this.#seq,
      take: (event) => this.#fromServer(event),
    });
  }

  /** Begins to listen. @param owner who is signed in: tabs of somebody else form a group of their own. */
  start(owner: string): void {
    this.stop();
    this.#heard = this.#options.now();
    this.standing.set({ state: 'connecting', since: this.#heard });
    this.#timer = setInterval(() => this.#look(), LOOK_MS);
    this.#options.page.addEventListener('visibilitychange', this.#seen);
    this.#group = new TabGroup<TabMessage>(`jingwei live ${owner}`, this.#options, {
      lead: () => this.#lead(),
      take: (message) => this.#fromTab(message),
    });
    if (!this.#leads) this.#group.tell({ joined: true });
  }

  /** Listens no more. */
  stop(): void {
    clearInterval(this.#timer);
    this.#options.page.removeEventListener('visibilitychange', this.#seen);
    this.#source.close();
    this.#group?.leave();
    this.#group = null;
    this.#leads = false;
    this.#seq = null;
    this.standing.set({ state: 'off', since: this.#options.now() });
  }

  /** Calls back on every event; the answer ends it. */
  subscribe(listener: (event: LiveEventMessage) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  readonly #seen = () => {
    const isHidden = this.#options.page.visibilityState === 'hidden';
    if (!this.#group?.isAlone) this.#look();
    else if (isHidden) this.#source.close();
    else this.#source.connect();
  };

  #lead(): void {
    this.#leads = true;
    this.#source.connect();
  }

  #fromServer(event: FeedEvent): void {
    this.#take(event);
    this.#group?.tell({ told: event });
  }

  #fromTab(message: TabMessage): void {
    if ('told' in message) this.#take(message.told);
    else if ('joined' in message) {
      if (this.#leads && this.standing.value.state === 'live') this.#group?.tell({ seq: this.#seq });
    } else if (!this.#leads) {
      this.#seq ??= message.seq;
      this.#hear();
    }
  }

  #take({ kind, seq, data }: FeedEvent): void {
    this.#hear();
    // What a tab was told by the one that led before may come again.
    const isNew = seq !== null && (this.#seq === null || seq > this.#seq);
    if (seq !== null && (isNew || kind === 'reset')) this.#seq = seq;
    if (isNew && kind === 'change') this.#tell({ event: 'change', seq, change: JSON.parse(data) as LiveChange });
    else if (isNew && kind === 'wall') this.#tell({ event: 'wall', seq, wall: JSON.parse(data) as LiveWall });
    else if (isNew && kind === 'emergency')
      this.#tell({ event: 'emergency', seq, emergency: JSON.parse(data) as LiveEmergency });
    else if (isNew && kind === 'patrol') this.#tell({ event: 'patrol', seq, patrol: JSON.parse(data) as LivePatrol });
    else if (kind === 'reset' || kind === 'news') this.#tell({ event: kind });
    else if (kind === 'bye') this.#options.refused();
  }

  #tell(event: LiveEventMessage): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  #hear(): void {
    this.#heard = this.#options.now();
    if (this.standing.value.state !== 'live') this.standing.set({ state: 'live', since: this.#heard });
  }

  #look(): void {
    const now = this.#options.now();
    if (now - this.#heard <= SILENCE_MS) return;
    if (this.standing.value.state !== 'late') this.standing.set({ state: 'late', since: this.#heard });
    if (this.#source.isOpen && now - this.#tried > SILENCE_MS) this.#source.connect();
  }
}

/** The page's feed. */
export const live = new LiveFeed({
  // A feed cannot send the header of a wall.
  open: (url) => new EventSource(isWallPage ? `${url}${url.includes('?') ? '&' : '?'}wall=1` : url),
  refused: () => void askSession().catch(() => {}),
  now: Date.now,
  random: Math.random,
  page: globalThis.document,
  locks: globalThis.navigator?.locks ?? null,
  channel: 'BroadcastChannel' in globalThis ? (name) => new BroadcastChannel(name) : null,
});
