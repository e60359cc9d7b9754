import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Emergency } from '../../../server/api/emergencies/schema.ts';
import { answer, api } from '../../api.ts';
import { type LiveFeed, live } from '../../state/live.ts';

/** What the copy needs of its surroundings; tests hand in their own. */
export interface LiveEmergencyOptions {
  fetch?: (id: number) => Promise<Emergency>;
  feed?: Pick<LiveFeed, 'subscribe' | 'standing'>;
}

/**
 * An emergency that is looked at, kept as it is now: whatever the feed says of it is fetched at once, one question at a time. An answer
 * with a lower version than is shown is an old one.
 */
export class LiveEmergency implements ReactiveController {
  /** Null before `show`. */
  held: Emergency | null = null;
  readonly #host: ReactiveControllerHost;
  readonly #options: Required<LiveEmergencyOptions>;
  #ends: (() => void)[] = [];
  #asking = false;
  /** Something was told while a question was under way. */
  #again = false;

  constructor(host: ReactiveControllerHost, options: LiveEmergencyOptions = {}) {
    this.#host = host;
    this.#options = { fetch: fetchEmergency, feed: live, ...options };
    host.addController(this);
  }

  hostConnected(): void {
    const { feed } = this.#options;
    this.#ends = [
      feed.subscribe((told) => {
        if (told.event === 'reset') void this.renew();
        else if (told.event === 'emergency') this.#heard(told.emergency);
      }),
      // What happened before the feed came, it does not tell.
      feed.standing.subscribe(({ state }) => {
        if (state === 'live') void this.renew();
      }),
    ];
  }

  hostDisconnected(): void {
    for (const end of this.#ends) end();
  }

  /** Shows an emergency from elsewhere; an older version of the one that is shown is left. Null shows none. */
  show(emergency: Emergency | null): void {
    if (emergency && this.held?.id === emergency.id && this.held.version > emergency.version) return;
    this.held = emergency;
    this.#host.requestUpdate();
  }

  /** Fetches it as it is now. What fails is left as it was: the next event, or the reader, asks again. */
  async renew(): Promise<void> {
    const id = this.held?.id;
    if (id === undefined) return;
    if (this.#asking) {
      this.#again = true;
      return;
    }
    this.#asking = true;
    const emergency = await this.#options.fetch(id).catch(() => null);
    this.#asking = false;
    if (emergency && this.held?.id === id) this.show(emergency);
    if (!this.#again) return;
    this.#again = false;
    await this.renew();
  }

  #heard({ emergency_id, version }: { emergency_id: number; version: number }): void {
    const { held } = this;
    if (held?.id === emergency_id && (version > held.version || this.#asking)) void this.renew();
  }
}

function fetchEmergency(id: number): Promise<Emergency> {
  return answer<Emergency>(api.emergencies[':id'].$get({ param: { id: String(id) } }));
}
