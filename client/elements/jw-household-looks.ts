import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Opening } from '../../server/api/openings/schema.ts';
import { answer, api } from '../api.ts';
import { formatExact, wallTime } from '../format/time.ts';
import { JwElement } from './element.ts';
import { icon } from './icon.ts';
import { Paging } from './paging.ts';
import { partStyles } from './part-styles.ts';
import { bones, empty, failure } from './parts.ts';
import { clockOf, codeName, type Reference } from './reference.ts';
import { controlStyles, sheetStyles, skeletonStyles } from './styles.ts';

/** Who has seen a household's file, newest first; folded until it is asked for. */
@customElement('jw-household-looks')
export class JwHouseholdLooks extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ type: Number }) household_id = 0;
  @state() private unfolded = false;
  #looks = new Paging<Opening>(this, (page, signal) =>
    answer(
      api.households[':id'].openings.$get(
        { param: { id: String(this.household_id) }, query: { page, limit: '20' } },
        { init: { signal } },
      ),
    ),
  );

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    skeletonStyles,
    css`
      h3 button {
        inline-size: 100%;
        justify-content: space-between;
        padding: 0;
        font-weight: inherit;
      }
      .turned {
        rotate: 180deg;
      }
      li {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 0 var(--space-3);
        padding-block: var(--space-2);
        border-bottom: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
      }
      .more {
        margin-top: var(--space-2);
      }
    `,
  ];

  override render() {
    const { opening: words } = this.words.records;
    return html`<section>
      <h3>
        <button aria-expanded=${this.unfolded} aria-controls="looks" @click=${this.fold}>
          ${words.looks}<span class=${this.unfolded ? 'turned' : ''}>${icon('chevronDown')}</span>
        </button>
      </h3>
      <div id="looks" ?hidden=${!this.unfolded}>${this.unfolded ? this.list() : nothing}</div>
    </section>`;
  }

  /** Asks anew, where the list is unfolded. */
  refresh(): void {
    if (this.unfolded) void this.#looks.restart();
  }

  private fold(): void {
    this.unfolded = !this.unfolded;
    if (this.unfolded) void this.#looks.restart();
  }

  private list(): TemplateResult {
    const { words } = this;
    const { rows, state: progress, error, hasMore } = this.#looks;
    return html`
      <ul>
        ${rows.map((look) => this.row(look))}
      </ul>
      ${progress === 'pending' ? bones(rows.length ? 2 : 4) : nothing}
      ${progress === 'error' ? failure(error, words, () => this.#looks.more()) : nothing}
      ${progress === 'done' && rows.length === 0 ? empty(words.records.opening.looksEmpty) : nothing}
      ${
        progress === 'done' && hasMore
          ? html`<button class="link more" @click=${() => this.#looks.more()}>${words.common.more}</button>`
          : nothing
      }
    `;
  }

  private row(look: Opening): TemplateResult {
    const { reference, language } = this;
    const clock = clockOf(reference, language);
    const role = codeName(reference, 'role', look.role, language);
    const purpose = codeName(reference, 'purpose', look.purpose, language);
    const until = wallTime(look.ends_at, clock.timeZone).time;
    return html`<li>
      <span>${look.account_name} <span class="note">${role}</span></span>
      <span>${purpose}</span>
      <time class="figure note" datetime=${look.opened_at}>
        ${this.words.records.log.span(formatExact(look.opened_at, clock), until)}
      </time>
      <span class="note">${look.note ?? nothing}</span>
    </li>`;
  }
}
