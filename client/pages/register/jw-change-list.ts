import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type Change, changeKinds } from '../../../server/api/changes/schema.ts';
import type { Page } from '../../../server/api/wire.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import '../../elements/jw-sure-button.ts';
import { Paging } from '../../elements/paging.ts';
import { bones, empty, failure, heading } from '../../elements/parts.ts';
import { clockOf, type Reference } from '../../elements/reference.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { faultLine, Submission } from '../../elements/submission.ts';
import { formatCount } from '../../format/number.ts';
import { formatDate, formatMoment } from '../../format/time.ts';

/** Kinds that are not taken back here: areas have a page of their own. */
const elsewhere: readonly Change['kind'][] = ['reorganisation', 'system'];

/** What was changed lately in an area, by whom and of what kind; each can be undone as one. */
@customElement('jw-change-list')
export class JwChangeList extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property() area_code = '';
  @state() private kind = '';
  @state() private day = '';
  #undoing = new Submission(this);
  #changes = new Paging<Change>(this, (page, signal) => {
    const query = {
      ...{ area_code: this.area_code, limit: '30', page },
      ...(this.kind && { kind: this.kind as Change['kind'] }),
      ...(this.day && { day: this.day }),
    };
    return answer<Page<Change>>(api.changes.$get({ query }, { init: { signal } }));
  });

  static override styles = [
    formSheet,
    skeletonStyles,
    css`
      .bar {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(12rem, 1fr));
        gap: var(--space-3);
        margin-block: var(--space-4);
        max-inline-size: 32rem;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-2) var(--space-4);
        padding-block: var(--space-3);
        border-bottom: 1px solid var(--rule);
      }
    `,
  ];

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('area_code') || changed.has('kind') || changed.has('day')) void this.#changes.restart();
  }

  override render() {
    const { changes } = this.words.registerBooks;
    const { rows, state, error, hasMore } = this.#changes;
    return html`${heading('', changes.title, changes.lead)} ${this.filters()} ${faultLine(this.#undoing, this.words)}
      <ul>
        ${rows.map((change) => this.change(change))}
      </ul>
      ${state === 'pending' && rows.length === 0 ? bones(8) : nothing}
      ${state === 'error' ? failure(error, this.words, () => this.#changes.more()) : nothing}
      ${state === 'done' && rows.length === 0 ? empty(changes.none) : nothing}
      ${hasMore && state === 'done' ? html`<button class="outlined" @click=${() => this.#changes.more()}>${this.words.common.more}</button>` : nothing}`;
  }

  private filters() {
    const { changes } = this.words.registerBooks;
    return html`<div class="bar">
      <div class="field">
        <label for="kind">${changes.kind}</label>
        <select
          id="kind"
          @change=${(event: Event) => {
            this.kind = (event.target as HTMLSelectElement).value;
          }}
        >
          <option value="">${changes.all}</option>
          ${changeKinds.map((kind) => html`<option value=${kind}>${changes.kinds[kind]}</option>`)}
        </select>
      </div>
      <div class="field">
        <label for="day">${changes.day}</label>
        <input
          id="day"
          type="date"
          max=${this.reference.deployment.today}
          @change=${(event: Event) => {
            this.day = (event.target as HTMLInputElement).value;
          }}
        />
      </div>
    </div>`;
  }

  private change(change: Change) {
    const { changes, history, form } = this.words.registerBooks;
    const clock = clockOf(this.reference, this.language);
    const about = [
      change.made_by ?? history.system,
      formatMoment(change.made_at, clock),
      change.true_from && history.since(formatDate(change.true_from, clock)),
      change.source,
    ];
    return html`<li>
      <div>
        <p>${changes.kinds[change.kind]} · ${this.rows(change)}</p>
        <p class="note">${about.filter(Boolean).join(' · ')}</p>
      </div>
      ${
        change.undone || elsewhere.includes(change.kind)
          ? html`<span class="note">${change.undone ? changes.undone : nothing}</span>`
          : html`<jw-sure-button
              .label=${form.undo}
              .question=${changes.undoSure}
              @jw-sure=${() => this.undo(change.id)}
            ></jw-sure-button>`
      }
    </li>`;
  }

  /** How many rows of which registers it touched. */
  private rows({ rows }: Change): string {
    const { names, changes } = this.words.registerBooks;
    const called: Record<string, string> = { ...names, ...changes.tables };
    const each = Object.entries(rows).map(([table, count]) =>
      changes.rows(called[table] ?? table, formatCount(count, this.language)),
    );
    return each.join(this.language === 'en' ? ', ' : '、');
  }

  private async undo(id: number): Promise<void> {
    const param = { id: String(id) };
    if (await this.#undoing.run(() => answer(api.changes[':id'].undo.$post({ param, json: {} }))))
      await this.#changes.renew();
  }
}
