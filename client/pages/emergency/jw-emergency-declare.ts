import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type {
  Emergency,
  EmergencyGrade,
  EmergencyPlan,
  EmergencyTask,
} from '../../../server/api/emergencies/schema.ts';
import { answer, api } from '../../api.ts';
import { kindIcon } from '../../elements/category-tiles.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import '../../elements/jw-area-picker.ts';
import type { AreaChoice, JwAreaPicker } from '../../elements/jw-area-picker.ts';
import '../../elements/jw-sure-button.ts';
import { gradeWord } from '../../elements/grade-mark.ts';
import { heading } from '../../elements/parts.ts';
import { faultLine, Submission } from '../../elements/submission.ts';
import { formatCount } from '../../format/number.ts';
import { session } from '../../state/session.ts';
import { declareStyles } from './declare-styles.ts';
import {
  type EmergencyReference,
  gradeMeaning,
  grades,
  planName,
  planOf,
  taskReceiver,
  tasksAt,
  worded,
} from './plan-words.ts';

/**
 * Declares an emergency: where, by which plan, how grave, why, and which of the plan's orders go out at once.
 * @fires jw-done with the emergency's number.
 */
@customElement('jw-emergency-declare')
export class JwEmergencyDeclare extends JwElement {
  @property({ attribute: false }) reference!: EmergencyReference;
  @state() private area: AreaChoice | null = null;
  @state() private plan = '';
  @state() private grade: EmergencyGrade = 3;
  /** Tasks of the plan that are left out for now. */
  @state() private left: ReadonlySet<string> = new Set();
  @state() private missing: 'area' | 'reason' | null = null;
  @query('jw-area-picker') private picker!: JwAreaPicker;
  @query('textarea') private reason!: HTMLTextAreaElement;
  #declaring = new Submission(this);

  static override styles = [formSheet, declareStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    this.plan ||= this.reference.plans[0]?.id ?? '';
  }

  override render() {
    const { words } = this;
    const { form } = words.emergency;
    const plan = planOf(this.reference, this.plan);
    const tasks = tasksAt(plan, this.grade);
    return html`${heading('', form.title, form.lead)}
      <form novalidate @submit=${(event: Event) => event.preventDefault()}>
        ${this.place()} ${this.plans()} ${this.gradeField(plan)}
        <div class="field">
          <label for="reason">${form.reason}</label>
          <textarea
            id="reason"
            maxlength="500"
            placeholder=${form.reasonHint}
            aria-invalid=${this.missing === 'reason'}
            aria-describedby=${this.missing === 'reason' ? 'missing' : nothing}
          ></textarea>
        </div>
        ${this.tasks(plan)}
        ${this.missing ? html`<p class="missing" id="missing" role="alert">${this.missing === 'area' ? form.areaMissing : form.reasonMissing}</p>` : nothing}
        ${faultLine(this.#declaring, words)} ${this.confirming(tasks)}
      </form>`;
  }

  private confirming(tasks: readonly EmergencyTask[]): TemplateResult {
    const { form } = this.words.emergency;
    const named = [planName(this.reference, this.plan, this.language), gradeWord(this.grade, this.words)];
    return html`<jw-sure-button
      class="declare"
      .label=${form.submit}
      .question=${form.sure(
        named.join(this.language === 'en' ? ', ' : ''),
        this.area?.name ?? '…',
        formatCount(tasks.filter(({ id }) => !this.left.has(id)).length, this.language),
      )}
      ?disabled=${this.#declaring.busy}
      @jw-sure=${this.declare}
    ></jw-sure-button>`;
  }

  private place(): TemplateResult {
    const { form } = this.words.emergency;
    return html`<jw-area-picker
      .label=${form.area}
      .within=${session.caller?.rights.emergency?.[0] || this.reference.deployment.root?.area_code || ''}
      @jw-area=${(event: CustomEvent<AreaChoice | null>) => {
        this.area = event.detail;
        if (event.detail && this.missing === 'area') this.missing = null;
      }}
    ></jw-area-picker>`;
  }

  private plans(): TemplateResult {
    const { form } = this.words.emergency;
    return html`<fieldset class="plans">
      <legend>${form.plan}</legend>
      <div>
        ${this.reference.plans.map(
          (plan) => html`<label class=${plan.id === this.plan ? 'chosen' : ''}>
            <input
              class="visually-hidden"
              type="radio"
              name="plan"
              value=${plan.id}
              .checked=${plan.id === this.plan}
              @change=${() => {
                this.plan = plan.id;
                this.left = new Set();
              }}
            />
            ${kindIcon(plan.icon)}<span>${worded(plan, this.language)}</span>
          </label>`,
        )}
      </div>
    </fieldset>`;
  }

  private gradeField(plan: EmergencyPlan | undefined): TemplateResult {
    const { form } = this.words.emergency;
    return html`<fieldset class="grades">
      <legend>${form.grade}</legend>
      ${grades.map(
        (grade) => html`<label class=${grade === this.grade ? 'chosen' : ''}>
          <input
            type="radio"
            name="grade"
            value=${grade}
            .checked=${grade === this.grade}
            @change=${() => {
              this.grade = grade;
            }}
          /><strong>${gradeWord(grade, this.words)}</strong><span>${gradeMeaning(plan, grade, this.language)}</span>
        </label>`,
      )}
    </fieldset>`;
  }

  private tasks(plan: EmergencyPlan | undefined): TemplateResult {
    const { form } = this.words.emergency;
    const tasks = tasksAt(plan, this.grade);
    return html`<fieldset class="tasks">
      <legend>${form.tasks}</legend>
      <p class="note">${tasks.length ? form.tasksLead : form.noTasks}</p>
      ${tasks.map(
        (task) => html`<label>
          <input type="checkbox" .checked=${!this.left.has(task.id)} @change=${() => this.toggle(task.id)} />
          <span class="text">${worded(task, this.language)}</span>
          <span class="to">${taskReceiver(this.reference, task, { words: this.words, language: this.language })}</span>
          <span class="note figure">${task.due_min === null ? form.noDue : form.due(formatCount(task.due_min, this.language))}</span>
        </label>`,
      )}
    </fieldset>`;
  }

  private toggle(task: string): void {
    const left = new Set(this.left);
    if (!left.delete(task)) left.add(task);
    this.left = left;
  }

  private async declare(): Promise<void> {
    const reason = this.reason.value.trim();
    this.missing = this.area ? (reason ? null : 'reason') : 'area';
    if (!this.area || !reason) return (this.area ? this.reason : this.picker).focus();
    const tasks = tasksAt(planOf(this.reference, this.plan), this.grade).map(({ id }) => id);
    const json = {
      area_code: this.area.area_code,
      plan: this.plan,
      grade: this.grade,
      reason,
      tasks: tasks.filter((id) => !this.left.has(id)),
    };
    let made: Emergency | undefined;
    const done = await this.#declaring.run(async () => {
      made = await answer<Emergency>(api.emergencies.$post({ json }));
    });
    if (done && made) this.emit('jw-done', made.id);
  }
}
