import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type ApartItem, type ApartWay, apartWays } from '../../../server/api/registers/schema.ts';
import type { Page } from '../../../server/api/wire.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { Paging } from '../../elements/paging.ts';
import { bones, empty, failure, heading } from '../../elements/parts.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { formatCount } from '../../format/number.ts';

/** Households whose people live elsewhere, or are registered elsewhere. */
@customElement('jw-apart-list')
export class JwApartList extends JwElement {
  @property() area_code = '';
  @property() way: ApartWay = 'away';
  /** Makes the address of this list the other way. */
  @property({ attribute: false }) linkWay!: (way: ApartWay) => string;
  /** Makes the address of a household's people. */
  @property({ attribute: false }) linkTo!: (household: number) => string;
  #households = new Paging<ApartItem>(this, (page, signal) => {
    const query = { area_code: this.area_code, way: this.way, limit: '50', page };
    return answer<Page<ApartItem>>(api.registers.apart.$get({ query }, { init: { signal } }));
  });

  static override styles = [
    formSheet,
    skeletonStyles,
    css`
      nav {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-5);
        margin-block: var(--space-4);
      }
      nav a {
        display: inline-flex;
        align-items: center;
        min-block-size: var(--target);
        color: var(--accent);
      }
      nav a[aria-current='page'] {
        color: inherit;
        font-weight: 600;
      }
      li a {
        display: flex;
        justify-content: space-between;
        gap: var(--space-4);
        padding-block: var(--space-3);
        border-bottom: 1px solid var(--rule);
        color: inherit;
        text-decoration: none;
      }
      li a:hover {
        background: color-mix(in srgb, var(--ink) 4%, transparent);
      }
    `,
  ];

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('area_code') || changed.has('way')) void this.#households.restart();
  }

  override render() {
    const { apart } = this.words.registerBooks;
    const { rows, state, error, hasMore } = this.#households;
    return html`${heading('', apart.title, apart.lead)}
      <nav aria-label=${apart.title}>
        ${apartWays.map((way) => html`<a href=${this.linkWay(way)} aria-current=${way === this.way ? 'page' : nothing}>${apart[way]}</a>`)}
      </nav>
      <ul>
        ${rows.map(
          ({ id, title, count }) => html`<li>
            <a href=${this.linkTo(id)}>
              <span>${title}</span><span class="note figure">${apart.people(formatCount(count, this.language))}</span>
            </a>
          </li>`,
        )}
      </ul>
      ${state === 'pending' && rows.length === 0 ? bones(8) : nothing}
      ${state === 'error' ? failure(error, this.words, () => this.#households.more()) : nothing}
      ${state === 'done' && rows.length === 0 ? empty(apart.none) : nothing}
      ${hasMore && state === 'done' ? html`<button class="outlined" @click=${() => this.#households.more()}>${this.words.common.more}</button>` : nothing}`;
  }
}
