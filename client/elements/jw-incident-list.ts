import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Incident } from '../../server/api/incidents/schema.ts';
import { answer, api } from '../api.ts';
import { addDays, formatDate } from '../format/time.ts';
import { setPeriod, setStatus } from '../state/actions.ts';
import { shownPeriod } from '../state/period.ts';
import { isGroup, type StatusFilter, statusGroups } from '../state/status.ts';
import { StoreController } from '../state/store-controller.ts';
import { categorySelect } from './category-select.ts';
import { JwElement } from './element.ts';
import { incidentRow } from './incident-row.ts';
import { incidentStyles } from './incident-styles.ts';
import { Paging } from './paging.ts';
import { partStyles } from './part-styles.ts';
import { bones, empty, failure, heading } from './parts.ts';
import type { Reference } from './reference.ts';
import { controlStyles, sheetStyles, skeletonStyles } from './styles.ts';

const statuses: readonly (StatusFilter | null)[] = [null, ...statusGroups];

/** The incidents of an area in the chosen period, newest first, by status and category, page after page: the same that the map shows. */
@customElement('jw-incident-list')
export class JwIncidentList extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  /** Area whose incidents are listed; none: all. */
  @property() area_code: string | undefined;
  /** What the area is called. */
  @property() place = '';

  #period = new StoreController(this, (state) => state.period);
  #category = new StoreController(this, (state) => state.category);
  #status = new StoreController(this, (state) => state.status);
  #asked = '';
  #incidents = new Paging<Incident>(this, (page, signal) =>
    answer(api.incidents.$get({ query: { ...this.filter(), page, limit: '50' } }, { init: { signal } })),
  );

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    skeletonStyles,
    incidentStyles,
    css`
      ::slotted(jw-period) {
        margin-top: var(--space-3);
      }
      .filters {
        display: grid;
        gap: var(--space-2);
        margin-top: var(--space-3);
      }
      .statuses {
        display: grid;
        grid-template-columns: repeat(4, 1fr);
        border-bottom: 1px solid var(--rule);
      }
      .statuses button {
        justify-content: center;
        padding: 0;
        border-radius: 0;
        border-block-end: 0.125rem solid transparent;
        white-space: nowrap;
      }
      .statuses button[aria-checked='true'] {
        font-weight: 600;
        border-block-end-color: var(--accent);
      }
      select {
        inline-size: 100%;
      }
      .more {
        margin-top: var(--space-3);
      }
    `,
  ];

  override willUpdate(_changed: PropertyValues): void {
    const asked = JSON.stringify(this.filter());
    if (asked === this.#asked) return;
    this.#asked = asked;
    void this.#incidents.restart();
  }

  override render() {
    const { words, language } = this;
    const { today, latest_day } = this.reference.deployment;
    const { from, to } = shownPeriod(this.#period.value, latest_day);
    const day = (value: string) => formatDate(value, { today, language });
    return html`
      ${heading('', words.incidents.title, this.querySelector('jw-period') ? this.place : words.incidents.of(this.place, day(from), day(to)))}
      <slot name="period"></slot>
      ${this.filters()} ${this.rows()}
    `;
  }

  private filters() {
    const { words } = this;
    return html`<div class="filters">
      <div class="statuses" role="radiogroup" aria-label=${words.incidents.status} @keydown=${this.moveStatus}>
        ${statuses.map(
          (status) => html`<button
            role="radio"
            aria-checked=${this.#status.value === status}
            tabindex=${this.#status.value === status ? 0 : -1}
            @click=${() => setStatus(status)}
          >
            ${status && isGroup(status) ? words.incidents[status] : words.common.all}
          </button>`,
        )}
      </div>
${categorySelect(this.reference.catalogues, this.#category.value, words.incidents.category, this.language, words)}
    </div>`;
  }

  private rows() {
    const { words } = this;
    const { rows, state, error, hasMore } = this.#incidents;
    const { latest_day: to } = this.reference.deployment;
    const widen = html`<button class="outlined" @click=${() => setPeriod({ from: addDays(to, -364), to })}>
      ${words.incidents.widen}
    </button>`;
    return html`
      <ul aria-label=${words.incidents.list} aria-busy=${state === 'pending'}>
        ${rows.map((incident) => html`<li>${incidentRow(incident, this.reference, this.language, words)}</li>`)}
      </ul>
      ${state === 'pending' ? bones(rows.length ? 2 : 8) : nothing}
      ${state === 'error' ? failure(error, words, () => this.#incidents.more()) : nothing}
      ${state === 'done' && rows.length === 0 ? empty(words.incidents.empty, widen) : nothing}
      ${
        state === 'done' && hasMore
          ? html`<button class="link more" @click=${() => this.#incidents.more()}>${words.common.more}</button>`
          : nothing
      }
    `;
  }

  private filter() {
    const { from, to } = shownPeriod(this.#period.value, this.reference.deployment.latest_day);
    return {
      area_code: this.area_code,
      status: this.#status.value ?? undefined,
      category: this.#category.value ?? undefined,
      from,
      to,
    };
  }

  private async moveStatus(event: KeyboardEvent): Promise<void> {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    setStatus(statuses[(statuses.indexOf(this.#status.value) + step + statuses.length) % statuses.length]!);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[role="radio"][aria-checked="true"]')?.focus();
  }
}
