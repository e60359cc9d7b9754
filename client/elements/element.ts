import { LitElement } from 'lit';
import { type Messages, words } from '../locales/index.ts';
import { type LanguageChoice, store } from '../state/store.ts';
import { StoreController } from '../state/store-controller.ts';

/** An element that speaks the language of the screen. It renders anew when that or the theme changes: its links name both. */
export class JwElement extends LitElement {
  constructor() {
    super();
    new StoreController(this, ({ language, theme }) => `${language} ${theme}`);
  }

  protected get language(): LanguageChoice {
    return store.state.language;
  }

  protected get words(): Messages {
    return words(this.language);
  }

  /** Sends an event that crosses shadow roots. */
  protected emit(type: `jw-${string}`, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}
