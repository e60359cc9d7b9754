import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Deployment, DeploymentNews } from '../../server/api/deployment/schema.ts';
import { answer, api } from '../api.ts';
import type { Reference } from '../elements/reference.ts';

/** Between two questions, while the page is visible. */
const ask_ms = 10_000;
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
  #asking = false;
  /** When `data_version` last changed. */
  #renewed = 0;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly ask: Questions = server,
  ) {
    host.addController(this);
  }

  /** Begins with what the page was opened with. */
  start(reference: Reference): void {
    this.reference = reference;
    this.#renewed = Date.now();
    this.#wait();
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#seen);
    this.#wait();
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#seen);
    clearTimeout(this.#timer);
  }

  readonly #seen = () => void this.#ask();

  #wait(): void {
    clearTimeout(this.#timer);
    if (this.reference) this.#timer = setTimeout(this.#seen, ask_ms);
  }

  async #ask(): Promise<void> {
    clearTimeout(this.#timer);
    if (!this.reference || this.#asking || document.visibilityState === 'hidden') return;
    this.#asking = true;
    try {
      await this.#take(await this.ask.news());
    } catch {
      // What is on the screen stays; whoever opens something meanwhile is told that the server is away.
    }
    this.#asking = false;
    this.#wait();
  }

  async #take(news: DeploymentNews): Promise<void> {
    const before = this.reference!.deployment;
    // Another version of the areas may be another tree.
    const tree = news.tiles.areas.url === before.tiles.areas.url ? {} : await this.ask.deployment();
    const after = { ...before, ...tree, ...news };
    if (Date.now() - this.#renewed < renew_ms) after.data_version = before.data_version;
    if (JSON.stringify(after) === JSON.stringify(before)) return;
    if (after.data_version !== before.data_version) this.#renewed = Date.now();
    this.reference = { ...this.reference!, deployment: after };
    this.host.requestUpdate();
  }
}
