import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Messages } from '../../locales/index.ts';
import { words } from '../../locales/index.ts';
import { Changes } from './changes.ts';
import type { WallView } from './panel.ts';

/** Something that stands on a wall. */
export class WallElement extends LitElement {
  @property({ attribute: false }) view!: WallView;
  readonly #changes = new Changes();

  protected get words(): Messages['wall'] {
    return words(this.view.language).wall;
  }

  /** What heads a panel: its name, and at the right what is to be known of it; null: nothing. */
  protected heading(title: string, aside: string | null = null): TemplateResult {
    return html`<header>
      <h2>${title}</h2>
      ${aside === null ? nothing : html`<p>${aside}</p>`}
    </header>`;
  }

  /** A figure, underlined for a while after it changed. @param key tells it from the element's others. */
  protected figure(key: string, text: string): TemplateResult {
    const isFresh = this.#changes.isFresh(key, text, this.view.now_ms);
    return html`<b class=${isFresh ? 'figure fresh' : 'figure'}>${text}</b>`;
  }
}
