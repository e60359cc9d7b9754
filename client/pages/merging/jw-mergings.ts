import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Merging } from '../../../server/api/duplicates/schema.ts';
import type { Page } from '../../../server/api/wire.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { Paging } from '../../elements/paging.ts';
import { bones, empty, failure } from '../../elements/parts.ts';
import { clockOf, type Reference } from '../../elements/reference.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { faultLine, Submission } from '../../elements/submission.ts';
import { formatMoment } from '../../format/time.ts';

/**
 * What was merged in an area, newest first, each to be undone.
 * @fires jw-undone when one was.
 */
@customElement('jw-mergings')
export class JwMergings extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) area_code = '';
  #work = new Submission(this);
  #mergings = new Paging<Merging>(this, (page, signal) =>
    answer<Page<Merging>>(
      api.duplicates.merged.$get({ query: { area_code: this.area_code, limit: '50', page } }, { init: { signal } }),
    ),
  );

  static override styles = [
    formSheet,
    skeletonStyles,
    css`
      li {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 0 var(--space-3);
        align-items: center;
        padding-block: var(--space-3);
        border-top: 1px solid var(--rule);
      }
      li .note {
        grid-column: 1;
      }
      li > :nth-child(3) {
        grid-area: 1 / 2 / 3;
      }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('area_code')) void this.#mergings.restart();
  }

  override render() {
    const { words } = this;
    const { rows, state, error, hasMore } = this.#mergings;
    return html`
      ${faultLine(this.#work, words)}
      <ul>
        ${rows.map((row) => this.row(row))}
      </ul>
      ${state === 'pending' && rows.length === 0 ? bones(6) : nothing}
      ${state === 'error' ? failure(error, words, () => this.#mergings.more()) : nothing}
      ${state === 'done' && rows.length === 0 ? empty(words.merging.none.merged) : nothing}
      ${hasMore && state === 'done' ? html`<button class="outlined" @click=${() => this.#mergings.more()}>${words.common.more}</button>` : nothing}
    `;
  }

  private row(row: Merging) {
    const { merging } = this.words;
    const when = formatMoment(row.made_at, clockOf(this.reference, this.language));
    return html`<li>
      <span>${merging.kinds[row.kind]} · ${row.address}</span>
      <span class="note">${merging.by(row.made_by, when)}</span>
      ${
        row.undone
          ? html`<span class="note">${merging.wasUndone}</span>`
          : html`<button class="outlined" ?disabled=${this.#work.busy} @click=${() => this.undo(row.change_id)}>${merging.undo}</button>`
      }
    </li>`;
  }

  private async undo(id: number): Promise<void> {
    const param = { change_id: String(id) };
    const done = await this.#work.run(() =>
      answer(api.duplicates.merged[':change_id'].undo.$post({ param, json: {} })),
    );
    if (!done) return;
    this.emit('jw-undone');
    await this.#mergings.renew();
  }
}
