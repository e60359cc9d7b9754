import { css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { followLink } from '../state/follow-link.ts';
import { pageLink } from '../state/section.ts';
import { SessionController } from '../state/session.ts';
import { StoreController } from '../state/store-controller.ts';
import { brand, brandStyles } from './brand.ts';
import { JwElement } from './element.ts';
import './jw-switches.ts';
import { partStyles } from './part-styles.ts';
import { controlStyles, sheetStyles } from './styles.ts';

/** The pages that anybody may open. */
export type PublicPage = 'report' | 'follow' | 'replies';

/** The head of the pages that anybody may open: the mark, the three of them, and the way in for those who work here. */
@customElement('jw-public-head')
export class JwPublicHead extends JwElement {
  /** The page that is open; null: another one. */
  @property({ attribute: false }) page: PublicPage | null = 'report';
  #view = new StoreController(this, (view) => view);
  #session = new SessionController(this);

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    brandStyles,
    css`
      :host {
        position: relative;
        z-index: 5;
        display: flex;
        align-items: center;
        gap: var(--space-2) var(--space-5);
        min-block-size: var(--head);
        padding-inline: var(--space-4) var(--space-3);
        background: var(--sheet);
        border-bottom: 1px solid var(--rule);
      }
      nav {
        display: flex;
        flex: 1;
        align-self: stretch;
        gap: var(--space-4);
      }
      a {
        display: inline-flex;
        align-items: center;
        min-block-size: var(--target);
        color: var(--ink-soft);
        text-decoration: none;
        white-space: nowrap;
      }
      a:hover {
        color: var(--accent);
      }
      nav a {
        border-block: 0.125rem solid transparent;
      }
      nav a[aria-current='page'] {
        color: var(--ink);
        font-weight: 600;
        border-block-end-color: var(--accent);
      }
      .ends {
        display: flex;
        align-items: center;
        gap: var(--space-3);
      }
      @media (max-width: 699px) {
        :host {
          flex-wrap: wrap;
          padding-block-start: var(--space-2);
        }
        nav {
          order: 3;
          flex-basis: 100%;
          min-block-size: max(2.5rem, var(--target));
        }
        .ends {
          flex: 1;
          justify-content: flex-end;
        }
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];

  override render() {
    const { product, report } = this.words;
    const { nav } = report;
    const view = this.#view.value;
    const inside = this.#session.caller !== null;
    return html`
      ${brand(product)}
      <nav aria-label=${nav.label}>
        ${this.entry('report', pageLink('/report', view))} ${this.entry('follow', followLink('', view))}
        ${this.entry('replies', pageLink('/replies', view))}
      </nav>
      <div class="ends">
        <a href=${pageLink('/', view)}>${inside ? nav.toMap : nav.signIn}</a>
        <jw-switches></jw-switches>
      </div>
    `;
  }

  private entry(page: PublicPage, link: string): TemplateResult {
    const { report, tools } = this.words;
    const label = page === 'report' && this.#session.caller ? tools.report : report.nav[page];
    return html`<a href=${link} aria-current=${page === this.page ? 'page' : 'false'}>${label}</a>`;
  }
}
