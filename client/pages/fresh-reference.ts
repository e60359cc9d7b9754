import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Deployment, DeploymentNews } from '../../server/api/deployment/schema.ts';
import { answer, api } from '../api.ts';
import type { Reference } from '../elements/reference.ts';
import { type LiveFeed, live } from '../state/live.ts';

/** Least time between two questions, and the time between them while the feed is away; the page is visible. */
const ask_ms = 10_000;
/** The server tells all screens at once: each asks within this time. */
const spread_ms = 3_000;
/** While the feed lives: what is overdue changes without anything being written. */
const overdue_ms = 300_000;
/** A busy deployment writes all the time: its counts are fetched anew at most this often. */
const renew_ms = 60_000;

/** The two questions that keep a page up to date. */
interface Questions {
  news(): Promise<DeploymentNews>;
  deployment(): Promise<Deployment>;
}

const server: Questions = {
  news: () => answer(api.deployment.news.$get()),
  deployment: () => answer(api.deployment.$get({})),
};

/** What the page refers to, kept up to date while it is open: versions of tiles and of data, the day, the area tree. */
export class FreshReference implements ReactiveController {
  /** Null until `start`; another object only when something in it has changed. */
  reference: Reference | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When the timer is over. */
  #due = Number.POSITIVE_INFINITY;
  #asking = false;
  /** When it was last asked, and when `data_version` last changed. */
  #asked = 0;
  #renewed = 0;
  /** True: there is a newer `data_version`, which was not yet due. */
  #isBehind = false;
  #ends: (() => void)[] = [];

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly ask: Questions = server,
    private readonly feed: Pick<LiveFeed, 'subscribe' | 'standing'> = live,
    private readonly random: () => number = Math.random,
  ) {
    host.addController(this);
  }

  /** Begins with what the page was opened with. */
  start(reference: Reference): void {
    this.reference = reference;
    this.#asked = Date.now();
    this.#renewed = Date.now();
    this.#wait();
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#seen);
    this.#ends = [
      this.feed.subscribe(({ event }) => {
        if (event === 'news' || event === 'reset') this.#soon();
      }),
      // What happened before the feed came, it does not tell.
      this.feed.standing.subscribe(() => this.#soon()),
    ];
    this.#wait();
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#seen);
    for (const end of this.#ends) end();
    this.#stop();
  }

  readonly #seen = () => void this.#ask();

  /** Asks when the last question is old enough and this screen's turn comes. */
  #soon(): void {
    this.#at(Math.max(Date.now(), this.#asked + ask_ms) + this.random() * spread_ms);
  }

  #wait(): void {
    this.#stop();
    this.#at(Date.now() + (this.feed.standing.value.state === 'live' ? overdue_ms : ask_ms));
    if (this.#isBehind) this.#at(this.#renewed + renew_ms);
  }

  /** Asks at a time, if not earlier anyway. */
  #at(time: number): void {
    if (!this.reference || time >= this.#due) return;
    this.#stop();
    this.#due = time;
    this.#timer = setTimeout(this.#seen, time - Date.now());
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#due = Number.POSITIVE_INFINITY;
  }

  async #ask(): Promise<void> {
    this.#stop();
    if (!this.reference || this.#asking || document.visibilityState === 'hidden') return;
    this.#asking = true;
    this.#asked = Date.now();
    try {
      await this.#take(await this.ask.news());
    } catch {
      // What is on the screen stays; whoever opens something meanwhile is told that the server is away.
    }
    this.#asking = false;
    if (this.#ends.length > 0) this.#wait();
  }

  async #take(news: DeploymentNews): Promise<void> {
    const before = this.reference!.deployment;
    // Another version of the areas may be another tree.
    const tree = news.tiles.areas.url === before.tiles.areas.url ? {} : await this.ask.deployment();
    const after = { ...before, ...tree, ...news };
    this.#isBehind = after.data_version !== before.data_version && Date.now() - this.#renewed < renew_ms;
    if (this.#isBehind) after.data_version = before.data_version;
    if (JSON.stringify(after) === JSON.stringify(before)) return;
    if (after.data_version !== before.data_version) this.#renewed = Date.now();
    this.reference = { ...this.reference!, deployment: after };
    this.host.requestUpdate();
  }
}
