import { css, html } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { Selection } from '../state/selection.ts';
import { may, SessionController } from '../state/session.ts';
import { brand, brandStyles } from './brand.ts';
import { JwElement } from './element.ts';
import './jw-account-menu.ts';
import './jw-breadcrumb.ts';
import './jw-live-mark.ts';
import './jw-search.ts';
import type { JwSearch } from './jw-search.ts';
import './jw-switches.ts';
import { partStyles } from './part-styles.ts';
import { controlStyles, sheetStyles } from './styles.ts';

/** The running head: the mark, the way to the present place, search, theme, language, account. */
@customElement('jw-head')
export class JwHead extends JwElement {
  /** From the root to the present place. */
  @property({ attribute: false }) steps: readonly { label: string; selection: Selection }[] = [];
  /** Says that all people are invented. */
  @property({ type: Boolean }) demo = false;
  @query('jw-search') private search!: JwSearch | null;
  #session = new SessionController(this);

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    brandStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto minmax(12rem, 22rem) auto;
        align-items: center;
        gap: var(--space-4);
        block-size: var(--head);
        padding-inline: var(--space-4) var(--space-3);
        background: var(--sheet);
        border-bottom: 1px solid var(--rule);
      }
      .mark {
        padding-inline-end: var(--space-4);
        border-inline-end: 1px solid var(--rule);
      }
      .signs {
        display: flex;
        align-items: center;
        gap: var(--space-3);
      }
      .demo {
        padding: 0.125rem var(--space-2);
        border: 1px dashed var(--ink-faint);
        font-size: var(--type-1);
        color: var(--ink-soft);
        white-space: nowrap;
      }
      .switches {
        display: flex;
      }
      @media (max-width: 1099px) {
        :host {
          grid-template-columns: auto minmax(0, 1fr) auto minmax(10rem, 16rem) auto;
          gap: var(--space-3);
        }
        .mark span {
          display: none;
        }
      }
      @media (max-width: 899px) {
        :host {
          position: relative;
          grid-template-columns: auto minmax(0, 1fr) auto auto auto;
          gap: var(--space-1);
          padding-inline: var(--space-3) var(--space-1);
        }
        .mark {
          padding: 0;
          border: 0;
        }
        .demo {
          position: absolute;
          inset: calc(100% + var(--hung, 0rem)) 0 auto;
          border-width: 0 0 1px;
          border-style: solid;
          border-color: var(--rule);
          text-align: center;
          line-height: 1.25rem;
          background: var(--sheet);
        }
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];

  /** Puts the caret into the search box. */
  focusSearch(): void {
    void this.search?.focusBox();
  }

  override render() {
    const { words } = this;
    return html`
      ${brand(words.product)}
      <jw-breadcrumb .steps=${this.steps}></jw-breadcrumb>
      <div class="signs"><span class="demo" ?hidden=${!this.demo}>${words.page.demo}</span><jw-live-mark></jw-live-mark></div>
      ${may('map', this.#session.caller) ? html`<jw-search></jw-search>` : html`<span></span>`}
      <div class="switches"><jw-switches></jw-switches><jw-account-menu></jw-account-menu></div>
    `;
  }
}
