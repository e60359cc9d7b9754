import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { IncidentDetail } from '../../server/api/incidents/schema.ts';
import { answer, api } from '../api.ts';
import { type LiveEventMessage, live } from '../state/live.ts';

/** What the copy needs of its surroundings; tests hand in their own. */
export interface LiveIncidentOptions {
  /** True: something is typed that a newer version would disturb. */
  held: () => boolean;
  fetch?: (id: number) => Promise<IncidentDetail>;
  feed?: { subscribe(listener: (event: LiveEventMessage) => void): () => void };
}

/**
 * An incident that is looked at, kept as it is now: a change of it is fetched at once, or, while something is typed, waits until the reader
 * asks. An answer with a lower version than is shown is an old one.
 */
export class LiveIncident implements ReactiveController {
  /** Null before `show`. */
  detail: IncidentDetail | null = null;
  /** Something happened that is not shown yet. */
  waiting = false;
  readonly #host: ReactiveControllerHost;
  readonly #options: Required<LiveIncidentOptions>;
  #end: (() => void) | undefined;

  constructor(host: ReactiveControllerHost, options: LiveIncidentOptions) {
    this.#host = host;
    this.#options = { fetch: fetchIncident, feed: live, ...options };
    host.addController(this);
  }

  hostConnected(): void {
    this.#end = this.#options.feed.subscribe((event) => this.#heard(event));
  }

  hostDisconnected(): void {
    this.#end?.();
  }

  /** Shows an incident from elsewhere; an older version of the one that is shown is left. */
  show(detail: IncidentDetail): void {
    const shown = this.detail?.incident;
    if (shown?.id === detail.incident.id && shown.version > detail.incident.version) return;
    this.detail = detail;
    this.waiting = false;
    this.#host.requestUpdate();
  }

  /** Fetches it as it is now. What fails is left as it was: the next change, or the reader, asks again. */
  async renew(): Promise<void> {
    const id = this.detail?.incident.id;
    if (id === undefined) return;
    const detail = await this.#options.fetch(id).catch(() => null);
    if (detail && this.detail?.incident.id === id) this.show(detail);
  }

  #heard(event: LiveEventMessage): void {
    const shown = this.detail?.incident;
    if (!shown || event.event === 'news') return;
    if (event.event === 'change') {
      const { change } = event;
      if (change.id !== shown.id || (change.kind !== 'gone' && change.version <= shown.version)) return;
    }
    if (!this.#options.held()) void this.renew();
    else {
      this.waiting = true;
      this.#host.requestUpdate();
    }
  }
}

function fetchIncident(id: number): Promise<IncidentDetail> {
  return answer(api.incidents[':id'].$get({ param: { id: String(id) } }));
}
