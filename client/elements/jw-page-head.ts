import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { pageLink } from '../state/section.ts';
import { StoreController } from '../state/store-controller.ts';
import { brand, brandStyles } from './brand.ts';
import { JwElement } from './element.ts';
import { icon } from './icon.ts';
import './jw-account-menu.ts';
import './jw-switches.ts';
import { partStyles } from './part-styles.ts';
import { controlStyles, sheetStyles } from './styles.ts';

/** The head of a page that is read rather than looked at: the mark, what the page is, the way back to the map. */
@customElement('jw-page-head')
export class JwPageHead extends JwElement {
  /** What the page is called. */
  @property() heading = '';
  #view = new StoreController(this, (view) => view);

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    brandStyles,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: var(--space-4);
        block-size: var(--head);
        padding-inline: var(--space-4) var(--space-3);
        background: var(--sheet);
        border-bottom: 1px solid var(--rule);
      }
      h1 {
        flex: 1;
        min-inline-size: 0;
        margin: 0;
        padding-inline-start: var(--space-4);
        border-inline-start: 1px solid var(--rule);
        font-size: var(--type-3);
        font-weight: 600;
        white-space: nowrap;
      }
      .home {
        display: inline-flex;
        align-items: center;
        gap: var(--space-2);
        min-block-size: var(--target);
        padding-inline: var(--space-2);
        color: var(--accent);
        text-decoration: none;
        white-space: nowrap;
      }
      .home:hover {
        text-decoration: underline;
        text-underline-offset: 0.2em;
      }
      .ends {
        display: flex;
        align-items: center;
      }
      @media (max-width: 899px) {
        :host {
          gap: var(--space-2);
          padding-inline: var(--space-3) var(--space-1);
        }
        .mark span,
        .home span:last-child {
          display: none;
        }
        h1 {
          padding: 0;
          border: 0;
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
    const { product, access } = this.words;
    return html`
      ${brand(product)}
      <h1>${this.heading}</h1>
      <div class="ends">
        <a class="home" href=${pageLink('/', this.#view.value)} aria-label=${access.toMap} title=${access.toMap}>
          ${icon('back')}<span aria-hidden="true">${access.toMap}</span>
        </a>
        <jw-switches></jw-switches>
        <jw-account-menu></jw-account-menu>
      </div>
    `;
  }
}
