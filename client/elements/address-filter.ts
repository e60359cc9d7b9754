import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { formatSection, parseSection } from '../state/section.ts';
import { type LogFilter, readFilter } from './log-rows.ts';

/** A record's filter, kept in the page's address, so that a link or going back shows the same rows. */
export class AddressFilter implements ReactiveController {
  value: LogFilter = {};

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly changed: () => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#read();
    window.addEventListener('hashchange', this.#read);
  }

  hostDisconnected(): void {
    window.removeEventListener('hashchange', this.#read);
  }

  /** Narrows or widens; undefined takes a part of the filter away. */
  set(change: { [Key in keyof LogFilter]: string | undefined }): void {
    const merged = Object.entries({ ...this.value, ...change }).filter(([, value]) => value !== undefined);
    const rest = Object.fromEntries(merged) as Record<string, string>;
    if (JSON.stringify(rest) === JSON.stringify(this.value)) return;
    history.replaceState(null, '', formatSection({ ...parseSection(location.hash), rest }) || '#');
    this.#read();
  }

  readonly #read = (): void => {
    this.value = readFilter(parseSection(location.hash).rest);
    this.changed();
    this.host.requestUpdate();
  };
}
