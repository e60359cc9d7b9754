import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { MediationCase } from '../../../server/api/mediation/schema.ts';
import type { Page } from '../../../server/api/wire.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import { Paging } from '../../elements/paging.ts';
import { bones, empty, failure, heading } from '../../elements/parts.ts';
import { clockOf, codeName, type Reference } from '../../elements/reference.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { formatDay } from '../../format/time.ts';

/** The cases that the caller may know of, newest first. */
@customElement('jw-mediation-list')
export class JwMediationList extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  /** Number of the case that is open beside the list. */
  @property({ attribute: false }) shown: number | null = null;
  /** Makes the address of a section of the page. */
  @property({ attribute: false }) linkTo!: (section: string, rest: Record<string, string>) => string;
  @state() private onlyOpen = false;
  #cases = new Paging<MediationCase>(this, (page, signal) =>
    answer<Page<MediationCase>>(
      api.mediation.$get(
        { query: { page, limit: '50', ...(this.onlyOpen ? { stage: 'open' as const } : {}) } },
        { init: { signal } },
      ),
    ),
  );

  static override styles = [
    formSheet,
    skeletonStyles,
    css`
      .bar {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3);
        align-items: center;
        justify-content: space-between;
        margin-block: var(--space-4);
      }
      .bar label {
        display: inline-flex;
        gap: var(--space-2);
        align-items: center;
        min-block-size: var(--target);
      }
      li a {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 0 var(--space-3);
        padding: var(--space-3);
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
      strong {
        font-weight: 600;
      }
      .stage {
        white-space: nowrap;
      }
      .note {
        grid-column: 1 / -1;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#cases.restart();
  }

  /** Reads the list anew. */
  refresh(): Promise<void> {
    return this.#cases.restart();
  }

  override render() {
    const { words } = this;
    const { mediation } = words;
    const { rows, state, error, hasMore } = this.#cases;
    return html`
      ${heading('', mediation.title, mediation.lead)}
      <div class="bar">
        <label>
          <input
            type="checkbox"
            .checked=${this.onlyOpen}
            @change=${(event: Event) => {
              this.onlyOpen = (event.target as HTMLInputElement).checked;
              void this.refresh();
            }}
          />${mediation.open}
        </label>
        <a class="primary" href=${this.linkTo('new', {})}>${icon('plus')}${mediation.add}</a>
      </div>
      <ul>
        ${rows.map((row) => this.row(row))}
      </ul>
      ${state === 'pending' && rows.length === 0 ? bones(8) : nothing}
      ${state === 'error' ? failure(error, words, () => this.#cases.more()) : nothing}
      ${state === 'done' && rows.length === 0 ? empty(this.onlyOpen ? mediation.noneOpen : mediation.none) : nothing}
      ${hasMore && state === 'done' ? html`<button class="outlined" @click=${() => this.#cases.more()}>${words.common.more}</button>` : nothing}
    `;
  }

  private row(row: MediationCase) {
    const { mediation } = this.words;
    const clock = clockOf(this.reference, this.language);
    const name = (catalogue: 'mediation-kind' | 'mediation-stage', code: string) =>
      codeName(this.reference, catalogue, code, this.language);
    return html`<li>
      <a href=${this.linkTo('case', { id: String(row.id) })} aria-current=${row.id === this.shown}>
        <strong>${name('mediation-kind', row.kind)}</strong>
        <span class="stage">${name('mediation-stage', row.stage)}</span>
        <span class="note">
          ${row.area_name} · ${mediation.since(formatDay(row.opened_at.slice(0, 10), clock))} ·
          ${mediation.mediator} ${row.mediator_name ?? mediation.noMediator}
        </span>
      </a>
    </li>`;
  }
}
