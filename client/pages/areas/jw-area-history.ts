import { Task } from '@lit/task';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AreaChange } from '../../../server/api/area-changes/schema.ts';
import type { Page } from '../../../server/api/wire.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import '../../elements/jw-sure-button.ts';
import { bones, empty, failure } from '../../elements/parts.ts';
import { clockOf, type Reference } from '../../elements/reference.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { formatDate, formatMoment } from '../../format/time.ts';
import { mayAt } from '../../state/session.ts';
import { lineage, lineageStyles } from './lineage.ts';

/**
 * What was done to the areas below one, the last first, and from what each came.
 * @fires jw-areas-changed when one was taken back.
 */
@customElement('jw-area-history')
export class JwAreaHistory extends JwElement {
  @property({ attribute: false }) reference: Reference | null = null;
  @property() areaCode = '';
  @state() private older: readonly AreaChange[] = [];
  @state() private next: string | null = null;
  @state() private fault: { id: number; message: string } | null = null;

  #changes = new Task(this, {
    args: () => [this.areaCode] as const,
    task: ([area_code], { signal }) =>
      answer<Page<AreaChange>>(api['area-changes'].$get({ query: { area_code, limit: '20' } }, { init: { signal } })),
    onComplete: ({ next }) => {
      this.older = [];
      this.next = next;
    },
  });

  static override styles = [
    formSheet,
    skeletonStyles,
    lineageStyles,
    css`
      li.change {
        padding-block: var(--space-4);
        border-bottom: 1px solid var(--rule);
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 var(--space-3);
      }
      li[data-undone] .lineage {
        color: var(--ink-soft);
      }
      li[data-undone] strong {
        text-decoration: line-through;
      }
      li .buttons {
        margin-top: var(--space-2);
      }
    `,
  ];

  override render() {
    const { areas } = this.words;
    const { value, error } = this.#changes;
    if (error) return failure(error, this.words, () => void this.#changes.run());
    if (!value) return bones(8);
    if (value.items.length === 0) return empty(areas.historyEmpty);
    return html`<p class="note">${areas.historyLead}</p>
      <ul>
        ${[...value.items, ...this.older].map((change) => this.change(change))}
      </ul>
      ${this.next ? html`<button class="outlined" @click=${this.more}>${areas.next}</button>` : nothing}`;
  }

  private change(change: AreaChange): TemplateResult {
    const { areas } = this.words;
    const { reference, language } = this;
    const clock = clockOf(reference!, language);
    const { undone_at, true_from } = change;
    const mine = change.latest && undone_at === null && mayAt('reorganise', change.area_code);
    return html`<li class="change" ?data-undone=${undone_at !== null}>
      <p class="line">
        <strong>${areas.kinds[change.kind]}</strong>
        ${true_from ? html`<span>${areas.since(formatDate(true_from, clock))}</span>` : nothing}
        <span class="note">${areas.by(change.made_by ?? '—', formatMoment(change.made_at, clock))}</span>
        ${undone_at ? html`<span class="note">${areas.wasUndone(formatMoment(undone_at, clock))}</span>` : nothing}
      </p>
      ${lineage(change.steps, this.words)}
      ${change.note ? html`<p class="note">${change.note}</p>` : nothing}
      ${this.fault?.id === change.id ? html`<p class="fault" role="alert">${icon('warning')}<span>${this.fault.message}</span></p>` : nothing}
      ${
        mine
          ? html`<div class="buttons">
              <jw-sure-button .label=${areas.undo} .question=${areas.undoSure} @jw-sure=${() => this.undo(change)}></jw-sure-button>
            </div>`
          : nothing
      }
    </li>`;
  }

  private async undo({ id }: AreaChange): Promise<void> {
    try {
      await answer(api['area-changes'][':id'].undo.$post({ param: { id: String(id) }, json: {} } as never));
      this.fault = null;
      await this.#changes.run();
      this.emit('jw-areas-changed');
    } catch (error) {
      this.fault = { id, message: (error as Error).message };
    }
  }

  private readonly more = async (): Promise<void> => {
    const page = this.next;
    if (!page) return;
    const query = { area_code: this.areaCode, limit: '20', page };
    const found = await answer<Page<AreaChange>>(api['area-changes'].$get({ query }));
    this.older = [...this.older, ...found.items];
    this.next = found.next;
  };
}
