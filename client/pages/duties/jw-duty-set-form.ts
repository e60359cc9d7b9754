import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DutySet } from '../../../server/api/duties/schema.ts';
import type { DutySetTemplate } from '../../../server/api/visits/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import '../../elements/jw-area-picker.ts';
import type { AreaChoice } from '../../elements/jw-area-picker.ts';
import type { Reference } from '../../elements/reference.ts';
import { faultLine, Submission, submitButton } from '../../elements/submission.ts';
import { ownArea } from './own-area.ts';

/** What of a set is written in the form. */
type Rule = Pick<DutySet, 'name' | 'tags' | 'period' | 'every' | 'due_day' | 'ends_on'>;

const blank: Rule = { name: '', tags: [], period: 'month', every: 1, due_day: 31, ends_on: null };

/**
 * Adds a set of duties, or changes one.
 * @fires jw-done when it is kept. @fires jw-cancelled when it is left as it was.
 */
@customElement('jw-duty-set-form')
export class JwDutySetForm extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) templates: readonly DutySetTemplate[] = [];
  /** Null: a new one. */
  @property({ attribute: false }) set: DutySet | null = null;
  @state() private rule: Rule = blank;
  @state() private area: string | null = null;
  #saving = new Submission(this);

  static override styles = [
    formSheet,
    css`
      .tags {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-4);
      }
      .tags label {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        min-block-size: var(--target);
      }
      input[type='checkbox'] {
        accent-color: var(--accent);
        inline-size: 1rem;
        block-size: 1rem;
        margin: 0;
      }
      /* Chromium's own date field is wider than half a phone. */
      .pair > .field,
      input[type='date'] {
        min-inline-size: 0;
      }
      .templates {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.set) this.rule = { ...this.set };
  }

  override render() {
    const { duties } = this.words;
    const { sets } = duties;
    const { rule } = this;
    return html`<form novalidate @submit=${this.submit}>
      ${this.set ? nothing : this.beginning()}
      <div class="pair">
        <div class="field">
          <label for="name">${sets.name}</label>
          <input id="name" maxlength="40" aria-invalid=${this.#saving.field === 'name'} .value=${rule.name}
            @input=${(event: Event) => this.change({ name: (event.target as HTMLInputElement).value })} />
        </div>
        ${
          this.set
            ? nothing
            : html`<div class="field">
                <jw-area-picker .label=${duties.area} .within=${this.own}
                  @jw-area=${(event: CustomEvent<AreaChoice | null>) => {
                    this.area = event.detail?.area_code ?? null;
                  }}></jw-area-picker>
              </div>`
        }
      </div>
      ${this.tags()} ${this.calendar()} ${faultLine(this.#saving, this.words)}
      <div class="buttons">
        ${submitButton(this.#saving, sets.save, this.words)}
        <button class="link" type="button" @click=${() => this.emit('jw-cancelled')}>${sets.cancel}</button>
      </div>
    </form>`;
  }

  private beginning() {
    const { sets } = this.words.duties;
    return html`<div class="templates">
      <span class="note">${sets.template}</span>
      ${this.templates.map(
        ({ zh, en, tags, period, every, due_day }) =>
          html`<button class="outlined" type="button"
            @click=${() => this.change({ name: this.language === 'en' ? en : zh, tags, period, every, due_day })}>
            ${this.language === 'en' ? en : zh}
          </button>`,
      )}
    </div>`;
  }

  private tags() {
    const { sets } = this.words.duties;
    const { tags } = this.rule;
    const turn = (id: string) =>
      this.change({ tags: tags.includes(id) ? tags.filter((tag) => tag !== id) : [...tags, id] });
    return html`<fieldset>
      <legend>${sets.tags}</legend>
      <div class="tags">
        ${this.reference.catalogues['need-tag'].map(
          ({ id, zh, en }) =>
            html`<label><input type="checkbox" .checked=${tags.includes(id)} @change=${() => turn(id)} />${this.language === 'en' ? en : zh}</label>`,
        )}
      </div>
    </fieldset>`;
  }

  private calendar() {
    const { sets } = this.words.duties;
    const { period, every, due_day, ends_on } = this.rule;
    const days =
      period === 'week'
        ? sets.weekdays
        : monthDays.map((day) => (day === 31 ? sets.lastDay : sets.monthDay(String(day))));
    const number = (event: Event) => Number((event.target as HTMLInputElement | HTMLSelectElement).value);
    return html`<div class="pair">
      <div class="field">
        <label for="period">${sets.period}</label>
        <select id="period" @change=${(event: Event) => this.turn((event.target as HTMLSelectElement).value as Rule['period'])}>
          ${(['month', 'week'] as const).map((id) => html`<option value=${id} ?selected=${id === period}>${sets.periods[id]}</option>`)}
        </select>
      </div>
      <div class="field">
        <label for="every">${period === 'week' ? sets.everyWeeks : sets.everyMonths}</label>
        <input id="every" type="number" min="1" max="12" .value=${String(every)}
          @input=${(event: Event) => this.change({ every: number(event) })} />
      </div>
      <div class="field">
        <label for="due">${sets.dueDay}</label>
        <select id="due" @change=${(event: Event) => this.change({ due_day: number(event) })}>
          ${days.map((day, at) => html`<option value=${at + 1} ?selected=${at + 1 === due_day}>${day}</option>`)}
        </select>
      </div>
      <div class="field">
        <label for="ends">${sets.endsOn}</label>
        <input id="ends" type="date" .value=${ends_on ?? ''}
          @change=${(event: Event) => this.change({ ends_on: (event.target as HTMLInputElement).value || null })} />
      </div>
    </div>`;
  }

  private get own(): string {
    return ownArea('arrange', this.reference) ?? '';
  }

  private turn(period: Rule['period']): void {
    this.change({ period, due_day: period === 'week' ? 5 : 31 });
  }

  private change(change: Partial<Rule>): void {
    this.rule = { ...this.rule, ...change };
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const { set, rule } = this;
    const { name, period, every, due_day, ends_on } = rule;
    const json = { name, tags: rule.tags as 'support'[], period, every, due_day, ends_on };
    const done = await this.#saving.run(() =>
      set
        ? answer(
            api.duties.sets[':id'].$patch({ param: { id: String(set.id) }, json: { ...json, version: set.version } }),
          )
        : answer(api.duties.sets.$post({ json: { ...json, area_code: this.area ?? this.own } })),
    );
    if (done) this.emit('jw-done');
  }
}

const monthDays = Array.from({ length: 31 }, (_, at) => at + 1);
