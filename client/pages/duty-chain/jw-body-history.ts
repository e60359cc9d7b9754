import { Task } from '@lit/task';
import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { bones, failure } from '../../elements/parts.ts';
import type { Reference } from '../../elements/reference.ts';
import { controlStyles, sheetStyles, skeletonStyles } from '../../elements/styles.ts';
import { formatDate } from '../../format/time.ts';

/** What answered at a body's place in its kind, with its heads, the latest first. */
@customElement('jw-body-history')
export class JwBodyHistory extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ type: Number }) body = 0;
  #history = new Task(this, {
    args: () => [this.body] as const,
    task: async ([id], { signal }) =>
      (await answer(api['duty-bodies'][':id'].history.$get({ param: { id: String(id) } }, { init: { signal } }))).items,
  });

  static override styles = [
    sheetStyles,
    controlStyles,
    skeletonStyles,
    css`
      li {
        display: grid;
        grid-template-columns: minmax(0, 2fr) minmax(0, 1fr) auto;
        gap: var(--space-1) var(--space-4);
        padding-block: var(--space-1);
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  override render() {
    const { words } = this;
    const day = (text: string) => formatDate(text, { today: this.reference.deployment.today, language: this.language });
    return this.#history.render({
      pending: () => bones(2),
      error: (error) => failure(error, words, () => this.#history.run()),
      complete: (items) => html`<ol aria-label=${words.chain.bodyHistory}>
        ${items.map(
          ({ name, head_name, starts_on, ends_on }) => html`<li>
            <span>${name}</span><span>${head_name ?? ''}</span>
            <span class="note">${words.chain.tenure(day(starts_on), ends_on ? day(ends_on) : words.chain.now)}</span>
          </li>`,
        )}
      </ol>`,
    });
  }
}
