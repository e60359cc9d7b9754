import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Emergency } from '../../../server/api/emergencies/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import '../../elements/jw-area-picker.ts';
import type { AreaChoice } from '../../elements/jw-area-picker.ts';
import { faultLine, Submission, submitButton } from '../../elements/submission.ts';
import { type EmergencyReference, planOf, taskReceiver, worded } from './plan-words.ts';

/** Times that can be set for an order, minutes. */
const DUES_MIN = [10, 15, 30, 60, 120, 240] as const;

/**
 * Gives one more order: a task of the plan, or words of one's own to a department or an area.
 * @fires jw-emergency-held with the emergency after that. @fires jw-reload where somebody else was quicker. @fires jw-done when it is over.
 */
@customElement('jw-emergency-give')
export class JwEmergencyGive extends JwElement {
  @property({ attribute: false }) reference!: EmergencyReference;
  @property({ attribute: false }) emergency!: Emergency;
  @state() private task = '';
  @state() private toArea = false;
  @state() private area: AreaChoice | null = null;
  @state() private missing = '';
  @query('form') private form!: HTMLFormElement;
  #giving = new Submission(this);

  static override styles = [
    formSheet,
    css`
      .ways {
        display: flex;
        gap: var(--space-4);
      }
      textarea {
        min-block-size: 4rem;
      }
    `,
  ];

  override focus(): void {
    this.renderRoot.querySelector('select')?.focus();
  }

  override render() {
    const { words } = this;
    const { give } = words.emergency;
    return html`<form novalidate @submit=${this.submit}>
      <div class="field">
        <label for="task">${give.task}</label>
        <select
          id="task"
          @change=${(event: Event) => {
            this.task = (event.target as HTMLSelectElement).value;
          }}
        >
          <option value="">${give.own}</option>
          ${planOf(this.reference, this.emergency.plan)?.tasks.map(
            (task) =>
              html`<option value=${task.id} ?selected=${task.id === this.task}>
                ${words.emergency.addressed(worded(task, this.language), taskReceiver(this.reference, task, { words, language: this.language }))}
              </option>`,
          )}
        </select>
      </div>
      ${this.task ? nothing : this.ownWords()}
      ${this.missing ? html`<p class="note" role="alert">${this.missing}</p>` : nothing} ${faultLine(this.#giving, words)}
      <div class="buttons">
        ${submitButton(this.#giving, give.submit, words)}
        <button class="link" type="button" @click=${() => this.emit('jw-done')}>${give.cancel}</button>
      </div>
    </form>`;
  }

  private ownWords(): TemplateResult {
    const { give } = this.words.emergency;
    return html`<div class="field">
        <label for="text">${give.text}</label>
        <textarea id="text" name="text" maxlength="200" placeholder=${give.textHint}></textarea>
      </div>
      <div class="pair">
        <fieldset>
          <legend>${give.to}</legend>
          <div class="ways">${this.way(false, give.department)} ${this.way(true, give.part)}</div>
        </fieldset>
        <div class="field">
          <label for="due">${give.due}</label>
          <select id="due" name="due_min">
            ${DUES_MIN.map((due) => html`<option value=${due} ?selected=${due === 30}>${give.minutes(String(due))}</option>`)}
            <option value="">${give.noDue}</option>
          </select>
        </div>
      </div>
      ${
        this.toArea
          ? html`<jw-area-picker
              .label=${give.area}
              .within=${this.emergency.area_code}
              .value=${this.area?.name ?? ''}
              @jw-area=${(event: CustomEvent<AreaChoice | null>) => {
                this.area = event.detail;
              }}
            ></jw-area-picker>`
          : this.departments()
      }`;
  }

  private way(toArea: boolean, label: string): TemplateResult {
    return html`<label class="choice">
      <input
        type="radio"
        name="way"
        .checked=${this.toArea === toArea}
        @change=${() => {
          this.toArea = toArea;
        }}
      />${label}
    </label>`;
  }

  private departments(): TemplateResult {
    const { give } = this.words.emergency;
    return html`<div class="field">
      <label for="department">${give.department}</label>
      <select id="department" name="department">
      ${this.reference.catalogues.department.map((entry) => html`<option value=${entry.id}>${worded(entry, this.language)}</option>`)}
    </select></div>`;
  }

  private get said() {
    if (this.task) return { task: this.task };
    const data = new FormData(this.form);
    const text = String(data.get('text') ?? '').trim();
    const due = Number(data.get('due_min'));
    const to = this.toArea ? { area_code: this.area?.area_code ?? '' } : { department: String(data.get('department')) };
    return { text, ...to, ...(due > 0 && { due_min: due }) };
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const { give } = this.words.emergency;
    const { said } = this;
    const wordless = 'text' in said && said.text === '';
    this.missing = wordless ? give.textMissing : 'area_code' in said && !said.area_code ? give.areaMissing : '';
    if (this.missing) return;
    const param = { id: String(this.emergency.id) };
    const done = await this.#giving.run(async () => {
      const call = api.emergencies[':id'].orders.$post({ param, json: said });
      this.emit('jw-emergency-held', await answer<Emergency>(call));
    });
    if (done) this.emit('jw-done');
    else if (this.#giving.field === 'version') this.emit('jw-reload');
  }
}
