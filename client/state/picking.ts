import type { LonLat } from '../../server/api/wire.ts';
import { Signal } from './signals.ts';

/** A place that somebody is asked to show on the map. */
export interface Picking {
  /** Where the pin stands, `[lon, lat]`; null while there is none. */
  centre: LonLat | null;
  /** Called with each place that is shown. */
  picked: (centre: LonLat) => void;
}

/** What the page's map is asked to pick: while it is asked, a click shows a place and opens nothing. One asks at a time. */
class PlacePicking {
  readonly #asked = new Signal<Picking | null>(null);
  #offered: LonLat | null = null;

  /** Null while nobody asks. */
  get value(): Picking | null {
    return this.#asked.value;
  }

  /** Asks; whoever asked before is no longer asked for. */
  begin(asked: Picking): void {
    this.#asked.set(asked);
  }

  /** The reader showed a place, or a form knows one: the pin goes there and whoever asks is told. */
  move(centre: LonLat): void {
    const asked = this.#asked.value;
    if (!asked) return;
    this.#asked.set({ ...asked, centre });
    asked.picked(centre);
  }

  /** The reader shows a place before anybody asks: whoever asks next begins there. */
  offer(centre: LonLat): void {
    this.#offered = centre;
  }

  /** What was offered last, once; null: nothing. */
  takeOffered(): LonLat | null {
    const offered = this.#offered;
    this.#offered = null;
    return offered;
  }

  /** Asks no more. @param picked of whoever ends; another one's asking stands. */
  end(picked: Picking['picked']): void {
    if (this.#asked.value?.picked === picked) this.#asked.set(null);
  }

  /** Calls back on every change; the answer ends it. */
  subscribe(listener: (asked: Picking | null) => void): () => void {
    return this.#asked.subscribe(listener);
  }
}

/** That of this page. */
export const picking = new PlacePicking();
