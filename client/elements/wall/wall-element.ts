import { html, LitElement, type TemplateResult } from 'lit';
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

  /** A figure, underlined for a while after it changed. @param key tells it from the element's others. */
  protected figure(key: string, text: string): TemplateResult {
    const isFresh = this.#changes.isFresh(key, text, this.view.now_ms);
    return html`<b class=${isFresh ? 'figure fresh' : 'figure'}>${text}</b>`;
  }
}
