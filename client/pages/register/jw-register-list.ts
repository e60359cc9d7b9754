import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Register, RegisterItem } from '../../../server/api/registers/schema.ts';
import type { Page } from '../../../server/api/wire.ts';
import { answer, api } from '../../api.ts';
import { confirmedSentence } from '../../elements/confirmed.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import { Paging } from '../../elements/paging.ts';
import { bones, empty, failure } from '../../elements/parts.ts';
import type { Reference } from '../../elements/reference.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { formatDay } from '../../format/time.ts';

/**
 * Rows of a register in an area or in what holds them, oldest confirmed first.
 * @fires jw-stale with whether only stale rows are asked for.
 */
@customElement('jw-register-list')
export class JwRegisterList extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property() register: Register = 'household';
  @property() area_code = '';
  /** The building or the household whose rows are listed; 0: those of the area. */
  @property({ type: Number }) parent = 0;
  /** Number of the row that is open beside the list. */
  @property({ type: Number }) shown = 0;
  /** Only what nobody confirmed for too long. */
  @property({ type: Boolean }) stale = false;
  /** Makes the address of a row. */
  @property({ attribute: false }) linkTo!: (row: number) => string;
  @state() private q = '';
  #rows = new Paging<RegisterItem>(this, (page, signal) => {
    const query = {
      area_code: this.area_code,
      limit: '50',
      page,
      ...(this.parent && { parent_id: String(this.parent) }),
      ...(this.q && { q: this.q }),
      ...(this.stale && { stale: 'true' }),
    };
    return answer<Page<RegisterItem>>(
      api.registers[':register'].$get({ param: { register: this.register }, query }, { init: { signal } }),
    );
  });

  static override styles = [
    formSheet,
    skeletonStyles,
    css`
      .bar {
        display: grid;
        gap: var(--space-3);
        margin-block: var(--space-4);
      }
      .check {
        display: inline-flex;
        gap: var(--space-2);
        align-items: center;
        min-block-size: var(--target);
      }
      li a {
        display: block;
        padding: var(--space-2) var(--space-3);
        border-bottom: 1px solid var(--rule);
        border-inline-start: 0.1875rem solid transparent;
        color: inherit;
        text-decoration: none;
      }
      li a:hover {
        background: color-mix(in srgb, var(--ink) 4%, transparent);
      }
      li a[aria-current='true'] {
        border-inline-start-color: var(--accent);
        background: var(--sheet);
      }
      .stale {
        color: var(--ink);
        font-weight: 600;
      }
    `,
  ];

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('register') || changed.has('area_code') || changed.has('parent') || changed.has('stale'))
      void this.#rows.restart();
  }

  /** Reads the list anew; the rows stand until it has come. */
  refresh(): Promise<void> {
    return this.#rows.renew();
  }

  override render() {
    const { registerBooks, common } = this.words;
    const { rows, state, error, hasMore } = this.#rows;
    const none =
      this.register === 'resident'
        ? registerBooks.nonePeople
        : this.stale
          ? registerBooks.noneStale
          : registerBooks.none;
    return html`
      <div class="bar">
        ${this.register === 'resident' ? nothing : this.filters()}
        <a class="outlined" href=${this.linkTo(0)}>${icon('plus')}${registerBooks.add}</a>
      </div>
      <ul>
        ${rows.map((row) => this.row(row))}
      </ul>
      ${state === 'pending' && rows.length === 0 ? bones(8) : nothing}
      ${state === 'error' ? failure(error, this.words, () => this.#rows.more()) : nothing}
      ${state === 'done' && rows.length === 0 ? empty(none) : nothing}
      ${hasMore && state === 'done' ? html`<button class="outlined" @click=${() => this.#rows.more()}>${common.more}</button>` : nothing}
    `;
  }

  private filters() {
    const { registerBooks } = this.words;
    return html`<div class="field">
        <label for="q">${registerBooks.search}</label>
        <input
          id="q"
          type="search"
          maxlength="60"
          autocomplete="off"
          @change=${(event: Event) => {
            this.q = (event.target as HTMLInputElement).value.trim();
            void this.#rows.restart();
          }}
        />
      </div>
      <label class="check">
        <input
          type="checkbox"
          .checked=${this.stale}
          @change=${(event: Event) => this.emit('jw-stale', (event.target as HTMLInputElement).checked)}
        />${registerBooks.staleOnly}
      </label>`;
  }

  private row(row: RegisterItem) {
    const { registerBooks } = this.words;
    const confirmed = confirmedSentence(row.confirmed_on, this.reference, this.language, this.words);
    const lasts = this.register === 'unit' || this.register === 'resident';
    return html`<li>
      <a href=${this.linkTo(row.id)} aria-current=${row.id === this.shown}>
        <span>${row.title}</span>
        ${
          lasts
            ? nothing
            : html`<p class="note">
                ${row.stale ? html`<span class="stale"><span aria-hidden="true">◷ </span>${registerBooks.stale}</span> · ` : nothing}${confirmed}
              </p>`
        }
        ${row.next ? html`<p class="note">${this.nextOf(row.next)}</p>` : nothing}
      </a>
    </li>`;
  }

  private nextOf({ due_on, holder }: NonNullable<RegisterItem['next']>): string {
    const { registerBooks } = this.words;
    const { today } = this.reference.deployment;
    if (due_on) return registerBooks.nextVisit(formatDay(due_on, { today, language: this.language }));
    return holder ? registerBooks.nextHolder(holder) : registerBooks.noHolder;
  }
}
