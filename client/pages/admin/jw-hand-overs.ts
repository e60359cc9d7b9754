import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { HandOver } from '../../../server/api/people/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { Paging } from '../../elements/paging.ts';
import { bones, empty, failure, heading } from '../../elements/parts.ts';
import { clockOf, type Reference } from '../../elements/reference.ts';
import { registerStyles } from '../../elements/register-styles.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { formatDay, formatExact, formatMoment } from '../../format/time.ts';
import { roleLine } from './grant-line.ts';

/** Which duty went from whom to whom on which day, newest first. */
@customElement('jw-hand-overs')
export class JwHandOvers extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  #record = new Paging<HandOver>(this, (page, signal) =>
    answer(api['hand-overs'].$get({ query: { page, limit: '50' } }, { init: { signal } })),
  );

  static override styles = [formSheet, skeletonStyles, registerStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#record.restart();
  }

  override render() {
    const { words } = this;
    const { handOvers } = words.access;
    const { rows, state, error, hasMore } = this.#record;
    return html`
      ${heading('', handOvers.title, handOvers.lead)} ${rows.length ? this.table(rows) : nothing}
      ${state === 'pending' ? bones(8) : nothing}
      ${state === 'error' ? failure(error, words, () => this.#record.more()) : nothing}
      ${state === 'done' && rows.length === 0 ? empty(handOvers.none) : nothing}
      ${hasMore && state === 'done' ? html`<button class="outlined more" @click=${() => this.#record.more()}>${words.common.more}</button>` : nothing}
    `;
  }

  private table(rows: readonly HandOver[]) {
    const { handOvers, everywhere } = this.words.access;
    const clock = clockOf(this.reference, this.language);
    return html`<table class="register">
      <thead>
        <tr>
          ${[handOvers.day, handOvers.duty, handOvers.fromWhom, handOvers.toWhom, handOvers.note, handOvers.by].map((term) => html`<th scope="col">${term}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) => html`<tr>
            <td>${formatDay(row.effective_on, clock)}</td>
            <td>${roleLine(row, this.reference, this.language)} · ${row.area_code ? (row.area_name ?? row.area_code) : everywhere}</td>
            <td data-label=${handOvers.fromWhom}>${row.from_name}</td>
            <td data-label=${handOvers.toWhom}>${row.to_name}</td>
            <td>${row.note ?? ''}</td>
            <td class="note" title=${formatExact(row.made_at, clock)}>${row.made_by_name ?? ''} ${formatMoment(row.made_at, clock)}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }
}
