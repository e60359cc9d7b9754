import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Emergency, EmergencyGrade } from '../../../server/api/emergencies/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import '../../elements/jw-sure-button.ts';
import { faultLine, Submission, submitButton } from '../../elements/submission.ts';
import { formatCount } from '../../format/number.ts';
import './jw-emergency-give.ts';
import { gradeWord } from '../../elements/grade-mark.ts';
import { stageOf } from './order-groups.ts';
import { type EmergencyReference, gradeMeaning, grades, planOf } from './plan-words.ts';

type Act = 'give' | 'regrade' | 'end';

/**
 * What whoever commands does: give an order, change the grade, end it. Each unfolds its form; what was typed stays when somebody was quicker.
 * @fires jw-emergency-held with the emergency after that. @fires jw-reload where somebody else was quicker.
 */
@customElement('jw-emergency-command')
export class JwEmergencyCommand extends JwElement {
  @property({ attribute: false }) reference!: EmergencyReference;
  @property({ attribute: false }) emergency!: Emergency;
  @state() private act: Act | null = null;
  @state() private grade: EmergencyGrade | null = null;
  @state() private missing = '';
  @query('.form') private unfolded!: HTMLElement | null;
  @query('textarea') private text!: HTMLTextAreaElement;
  #sending = new Submission(this);

  static override styles = [
    formSheet,
    css`
      .form {
        max-inline-size: 44rem;
        margin-top: var(--space-3);
        padding: var(--space-4);
        border: 1px solid var(--rule);
        border-radius: var(--radius);
        background: var(--sheet-raised);
      }
      .grades {
        display: grid;
        gap: var(--space-1);
      }
      .grades label {
        display: grid;
        grid-template-columns: auto 3.5em minmax(0, 1fr);
        gap: var(--space-2);
        align-items: baseline;
        padding-block: var(--space-1);
        min-block-size: var(--target);
        cursor: pointer;
      }
      .grades input {
        align-self: center;
        inline-size: 1rem;
        min-block-size: 1rem;
      }
    `,
  ];

  override render() {
    const { give, regrade, end, board } = this.words.emergency;
    const names = { give: give.open, regrade: regrade.open, end: end.open };
    return html`<div class="buttons" role="group" aria-label=${board.acts}>
        ${(['give', 'regrade', 'end'] as const).map(
          (act) =>
            html`<button class=${act === 'give' ? 'primary' : 'outlined'} aria-expanded=${this.act === act} @click=${() => this.turn(act)}>
              ${names[act]}
            </button>`,
        )}
      </div>
      ${this.act ? html`<div class="form" @jw-done=${() => this.turn(this.act)}>${this.fields(this.act)}</div>` : nothing}`;
  }

  private fields(act: Act): TemplateResult {
    if (act === 'regrade') return this.regrading();
    if (act === 'end') return this.ending();
    return html`<jw-emergency-give .reference=${this.reference} .emergency=${this.emergency}></jw-emergency-give>`;
  }

  private regrading(): TemplateResult {
    const { words, language } = this;
    const { regrade } = words.emergency;
    const plan = planOf(this.reference, this.emergency.plan);
    const chosen = this.grade ?? this.emergency.grade;
    return html`<form novalidate @submit=${this.regrade}>
      <fieldset class="field">
        <legend>${regrade.grade}</legend>
        <div class="grades">
          ${grades.map(
            (grade) => html`<label>
              <input
                type="radio"
                name="grade"
                .checked=${grade === chosen}
                @change=${() => {
                  this.grade = grade;
                }}
              /><strong>${gradeWord(grade, words)}</strong><span class="note">${gradeMeaning(plan, grade, language)}</span>
            </label>`,
          )}
        </div>
      </fieldset>
      ${this.textField(regrade.text, '', 1000)} ${this.faults()}
      <div class="buttons">${submitButton(this.#sending, regrade.submit, words)} ${this.leave()}</div>
    </form>`;
  }

  private ending(): TemplateResult {
    const { end } = this.words.emergency;
    const open = this.emergency.orders.filter((order) => stageOf(order) !== 'over').length;
    return html`<form novalidate @submit=${(event: Event) => event.preventDefault()}>
      ${this.textField(end.text, end.textHint, 2000)} ${this.faults()}
      <div class="buttons">
        <jw-sure-button
          .label=${end.submit}
          .question=${end.sure(formatCount(open, this.language))}
          ?disabled=${this.#sending.busy}
          @jw-sure=${this.end}
        ></jw-sure-button>
        ${this.leave()}
      </div>
    </form>`;
  }

  private textField(label: string, hint: string, most: number): TemplateResult {
    return html`<div class="field">
      <label for="text">${label}</label>
      <textarea id="text" maxlength=${most} placeholder=${hint}></textarea>
    </div>`;
  }

  private faults(): TemplateResult {
    return html`${this.missing ? html`<p class="note" role="alert">${this.missing}</p>` : nothing}
    ${faultLine(this.#sending, this.words)}`;
  }

  private leave(): TemplateResult {
    return html`<button class="link" type="button" @click=${() => this.turn(this.act)}>${this.words.emergency.give.cancel}</button>`;
  }

  private turn(act: Act | null): void {
    this.act = this.act === act ? null : act;
    this.grade = null;
    this.missing = '';
    this.#sending.clear();
    void this.updateComplete.then(() =>
      this.unfolded?.querySelector<HTMLElement>('jw-emergency-give, input:checked, textarea')?.focus(),
    );
  }

  private async regrade(event: Event): Promise<void> {
    event.preventDefault();
    const { grade } = this;
    const text = this.text.value.trim();
    this.missing = grade === null || grade === this.emergency.grade ? this.words.emergency.regrade.same : '';
    if (this.missing || grade === null) return;
    const { version } = this.emergency;
    await this.send({ kind: 'regraded', version, grade, ...(text && { text }) });
  }

  private async end(): Promise<void> {
    const text = this.text.value.trim();
    this.missing = text ? '' : this.words.emergency.end.textMissing;
    if (!text) return this.text.focus();
    await this.send({ kind: 'ended', version: this.emergency.version, text });
  }

  private async send(
    json: { version: number } & (
      | { kind: 'regraded'; grade: EmergencyGrade; text?: string }
      | { kind: 'ended'; text: string }
    ),
  ): Promise<void> {
    const param = { id: String(this.emergency.id) };
    const done = await this.#sending.run(async () => {
      this.emit('jw-emergency-held', await answer<Emergency>(api.emergencies[':id'].events.$post({ param, json })));
    });
    if (done) this.turn(this.act);
    else if (this.#sending.field === 'version') this.emit('jw-reload');
  }
}
