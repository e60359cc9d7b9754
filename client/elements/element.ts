import { LitElement } from 'lit';
import { type Messages, words } from '../locales/index.ts';
import type { LanguageChoice } from '../state/store.ts';
import { StoreController } from '../state/store-controller.ts';

/** An element that speaks the language of the screen and renders anew when it changes. */
export class JwElement extends LitElement {
  #language = new StoreController<LanguageChoice>(this, (state) => state.language);

  protected get language(): LanguageChoice {
    return this.#language.value;
  }

  protected get words(): Messages {
    return words(this.#language.value);
  }

  /** Sends an event that crosses shadow roots. */
  protected emit(type: `jw-${string}`, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}
