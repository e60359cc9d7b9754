import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { formatSection, parseSection, type SectionAddress } from './section.ts';
import { store } from './store.ts';

/**
 * Re-renders an element whenever the address of its page names something else: `address = new AddressController(this)`.
 * @param moved hears of every such change, not of where the element began.
 */
export class AddressController implements ReactiveController {
  #value = parseSection(location.hash);

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly moved: () => void = () => {},
  ) {
    host.addController(this);
  }

  /** The section that the address names; '' for the first one. */
  get section(): string {
    return this.#value.section;
  }

  /** What the section keeps in the address. */
  get rest(): SectionAddress['rest'] {
    return this.#value.rest;
  }

  /** The address of a section in the dress of this page, with its `#`; of the section that is shown where none is named. */
  link({ section = this.section, rest = {} }: Partial<Pick<SectionAddress, 'section' | 'rest'>>): string {
    const { theme, language } = store.state;
    return formatSection({ section, theme, language, rest }) || '#';
  }

  /** Goes there. What is read from here on is the new address; the element renders once the browser has told of it. */
  go(to: Partial<Pick<SectionAddress, 'section' | 'rest'>>): void {
    location.hash = this.link(to);
    this.#value = parseSection(location.hash);
  }

  hostConnected(): void {
    this.#value = parseSection(location.hash);
    window.addEventListener('hashchange', this.#read);
  }

  hostDisconnected(): void {
    window.removeEventListener('hashchange', this.#read);
  }

  readonly #read = () => {
    this.#value = parseSection(location.hash);
    this.host.requestUpdate();
    this.moved();
  };
}
