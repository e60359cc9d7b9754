import { Task } from '@lit/task';
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { MediationCount } from '../../../server/api/mediation/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { bones, empty, failure, heading } from '../../elements/parts.ts';
import type { Reference } from '../../elements/reference.ts';
import { registerStyles } from '../../elements/register-styles.ts';
import { skeletonStyles } from '../../elements/styles.ts';

/** Months shown, the newest last. */
const MONTHS = 6;

/** Cases opened by community and month; few are said to be few. */
@customElement('jw-mediation-counts')
export class JwMediationCounts extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  #counts = new Task(this, {
    args: () => [] as const,
    task: (_, { signal }) =>
      answer<{ items: MediationCount[] }>(api.mediation.counts.$get({ query: {} }, { init: { signal } })),
  });

  static override styles = [
    formSheet,
    skeletonStyles,
    registerStyles,
    css`
      td.month,
      th.month {
        text-align: end;
      }
      td .note {
        display: block;
      }
    `,
  ];

  override render() {
    const { counts } = this.words.mediation;
    return html`${heading('', counts.title, counts.lead)}
    ${this.#counts.render({
      pending: () => bones(8),
      error: (error) => failure(error, this.words, () => this.#counts.run()),
      complete: ({ items }) => (items.length ? this.table(items) : empty(counts.none)),
    })}`;
  }

  private table(items: readonly MediationCount[]) {
    const { counts } = this.words.mediation;
    const months = [...new Set(items.map(({ month }) => month))].sort().slice(-MONTHS);
    const communities = [...new Map(items.map((item) => [item.area_code, item.area_name]))];
    const cell = (code: string, month: string) => items.find((item) => item.area_code === code && item.month === month);
    return html`<table class="register">
      <thead>
        <tr>
          <th scope="col">${counts.community}</th>
          ${months.map((month) => html`<th class="month" scope="col">${month}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${communities.map(
          ([code, name]) => html`<tr>
            <td>${name}</td>
            ${months.map((month) => this.cell(month, cell(code, month)))}
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  private cell(month: string, count: MediationCount | undefined) {
    const { counts } = this.words.mediation;
    const word = (value: number | null) => (value === null ? counts.few : String(value));
    if (!count) return html`<td class="month usual" data-label=${month}>0</td>`;
    return html`<td class="month" data-label=${month}>
      ${word(count.opened_count)}
      ${count.opened_count === null ? nothing : html`<span class="note">${counts.agreed(word(count.agreed_count))}</span>`}
    </td>`;
  }
}
