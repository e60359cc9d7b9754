import { Task } from '@lit/task';
import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Field, HistoryEntry, Register } from '../../../server/api/registers/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { partStyles } from '../../elements/part-styles.ts';
import { bones, failure } from '../../elements/parts.ts';
import { clockOf, type Reference } from '../../elements/reference.ts';
import { controlStyles, sheetStyles, skeletonStyles } from '../../elements/styles.ts';
import { formatDate, formatMoment } from '../../format/time.ts';
import { wordsOf } from './field-value.ts';

/** What was said of one field, newest first: by whom, when, from which source. */
@customElement('jw-field-history')
export class JwFieldHistory extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property() register: Register = 'facility';
  @property({ type: Number }) row = 0;
  /** Version that the form stands at: another one has another history. */
  @property({ type: Number }) version = 0;
  @property({ attribute: false }) field!: Field;

  #entries = new Task(this, {
    args: () => [this.register, this.row, this.version] as const,
    task: async ([register, id], { signal }): Promise<HistoryEntry[]> => {
      const param = { register, id: String(id) };
      const said = answer<{ items: HistoryEntry[] }>(
        api.registers[':register'][':id'].history.$get({ param }, { init: { signal } }),
      );
      return (await said).items;
    },
  });

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    skeletonStyles,
    css`
      :host {
        display: block;
        padding-inline-start: var(--space-3);
        border-inline-start: 2px solid var(--rule);
      }
      li {
        padding-block: var(--space-1);
      }
    `,
  ];

  override render() {
    return this.#entries.render({
      pending: () => bones(2),
      error: (error) => failure(error, this.words, () => this.#entries.run()),
      complete: (entries) => {
        const own = entries.filter(({ field }) => field === this.field.name);
        return own.length === 0
          ? html`<p class="note">${this.words.registerBooks.history.none}</p>`
          : html`<ul>${own.map((entry) => this.step(entry))}</ul>`;
      },
    });
  }

  private step(entry: HistoryEntry) {
    const { history } = this.words.registerBooks;
    const { reference, language, words } = this;
    const clock = clockOf(reference, language);
    const said = (value: HistoryEntry['new']) => wordsOf(this.field, value, { reference, language, words });
    const about = [
      entry.made_by ?? history.system,
      formatMoment(entry.made_at, clock),
      entry.true_from && history.since(formatDate(entry.true_from, clock)),
      entry.source,
    ];
    return html`<li>
      <p>${history.step(said(entry.old), said(entry.new))}</p>
      <p class="note">${about.filter(Boolean).join(' · ')}</p>
    </li>`;
  }
}
