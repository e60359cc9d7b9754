import { Task } from '@lit/task';
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DutySet, DutySets } from '../../../server/api/duties/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { bones, empty, failure, heading } from '../../elements/parts.ts';
import { codeName, type Reference } from '../../elements/reference.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { faultLine, Submission } from '../../elements/submission.ts';
import { formatDate } from '../../format/time.ts';
import './jw-duty-set-form.ts';

/** The rules by which visits fall due: which tags, how often, by when; kept by whoever arranges there. */
@customElement('jw-duty-sets')
export class JwDutySets extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  /** The set that is being changed; 'new' for one that is added. */
  @state() private editing: number | 'new' | null = null;
  @state() private told = '';
  #generating = new Submission(this);
  #sets = new Task(this, {
    args: () => [] as const,
    task: (_, { signal }) => answer<DutySets>(api.duties.sets.$get({}, { init: { signal } })),
  });

  static override styles = [
    formSheet,
    skeletonStyles,
    css`
      .sets {
        margin: var(--space-4) 0;
        padding: 0;
        list-style: none;
        max-inline-size: 52rem;
        border-top: 1px solid var(--rule);
      }
      .sets > li {
        padding-block: var(--space-3);
        border-bottom: 1px solid color-mix(in srgb, var(--rule) 70%, transparent);
      }
      .set {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
        gap: var(--space-3);
      }
      .name {
        font-size: var(--type-3);
        font-weight: 600;
      }
      .over {
        color: var(--ink-soft);
        font-weight: 400;
      }
      .told {
        min-block-size: 1.5em;
      }
    `,
  ];

  override render() {
    const { words } = this;
    const { sets, sections } = words.duties;
    return html`${heading('', sections.sets, sets.lead)}
    ${this.#sets.render({
      pending: () => bones(8),
      error: (error) => failure(error, words, () => this.#sets.run()),
      complete: (held) => this.list(held),
    })}`;
  }

  private list(held: DutySets) {
    const { sets } = this.words.duties;
    return html`
      ${held.items.length === 0 ? empty(sets.none) : nothing}
      <ul class="sets">
        ${held.items.map((set) => html`<li>${this.editing === set.id ? this.form(held, set) : this.row(set)}</li>`)}
        ${this.editing === 'new' ? html`<li>${this.form(held, null)}</li>` : nothing}
      </ul>
      ${faultLine(this.#generating, this.words)}
      <div class="buttons">
        <button class="outlined" ?disabled=${this.editing === 'new'} @click=${() => this.edit('new')}>${sets.add}</button>
        <button class="outlined" ?disabled=${this.#generating.busy} @click=${this.generate}>${sets.generate}</button>
      </div>
      <p class="told" role="status">${this.told}</p>
    `;
  }

  private row(set: DutySet) {
    const { words, language, reference } = this;
    const { sets } = words.duties;
    const { today } = reference.deployment;
    const day =
      set.period === 'week'
        ? sets.weekdays[set.due_day - 1]!
        : set.due_day === 31
          ? sets.lastDay
          : sets.monthDay(String(set.due_day));
    const tags = set.tags.map((tag) => codeName(reference, 'need-tag', tag, language));
    return html`<div class="set">
      <div>
        <p class="name ${set.ends_on && set.ends_on <= today ? 'over' : ''}">
          ${set.name} <span class="note">${set.area_name ?? sets.everywhere}</span>
        </p>
        <p>${sets.rule(sets.periods[set.period]!, String(set.every), day)}</p>
        <p class="note">${tags.join(language === 'en' ? ', ' : '、')}</p>
        ${set.ends_on ? html`<p class="note">${sets.ended(formatDate(set.ends_on, { today, language }))}</p>` : nothing}
      </div>
      ${set.may_change ? html`<button class="outlined" @click=${() => this.edit(set.id)}>${sets.change}</button>` : nothing}
    </div>`;
  }

  private form(held: DutySets, set: DutySet | null) {
    return html`<jw-duty-set-form
      .reference=${this.reference}
      .templates=${held.templates}
      .set=${set}
      @jw-done=${this.done}
      @jw-cancelled=${() => this.edit(null)}
    ></jw-duty-set-form>`;
  }

  private edit(which: number | 'new' | null): void {
    this.editing = which;
    this.told = '';
  }

  private async done(): Promise<void> {
    this.editing = null;
    await this.#sets.run();
  }

  private readonly generate = async () => {
    const { sets } = this.words.duties;
    await this.#generating.run(async () => {
      const made = await answer<{ made_count: number; cancelled_count: number }>(
        api.duties.generate.$post({ json: {} }),
      );
      this.told = sets.generated(String(made.made_count), String(made.cancelled_count));
    });
  };
}
