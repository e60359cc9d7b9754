import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type PatrolShift, type ShiftPurpose, shiftPurposes } from '../../../server/api/squads/schema.ts';
import { formSheet } from '../../elements/form-styles.ts';
import '../../elements/jw-sure-button.ts';
import { iconButton } from '../../elements/parts.ts';
import { faultLine, Submission, submitButton } from '../../elements/submission.ts';
import { formatDay } from '../../format/time.ts';
import './jw-patrol-handover.ts';
import { PatrolElement } from './patrol-element.ts';

/** People that a shift has at most. */
const MOST_PEOPLE = 200;

/**
 * One shift, new or kept: when, how many, what for, and what it hands to the next one.
 * @fires jw-close when it is done, or the reader leaves it.
 */
@customElement('jw-patrol-roster-shift')
export class JwPatrolRosterShift extends PatrolElement {
  /** A new one has a squad and a day only. */
  @property({ attribute: false }) shift!: PatrolShift | { squad_id: number; day: string };
  @state() private purpose: ShiftPurpose = 'routine';
  /** Local times, to tell whether the end is on the next day. */
  @state() private from = '20:00';
  @state() private to = '23:00';
  #sending = new Submission(this);

  static override styles = [
    formSheet,
    css`
      dialog {
        inline-size: min(30rem, calc(100vw - 2rem));
        max-block-size: calc(100dvh - 2rem);
        padding: var(--space-5);
        border: 1px solid var(--rule);
        border-radius: var(--radius);
        background: var(--sheet);
        color: inherit;
        box-shadow: var(--shadow);
      }
      dialog::backdrop {
        background: color-mix(in srgb, var(--paper) 60%, transparent);
      }
      .title {
        display: flex;
        justify-content: space-between;
        gap: var(--space-3);
        margin-bottom: var(--space-4);
      }
      .purposes {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-4);
      }
      .tracked {
        padding-inline-start: var(--space-3);
        border-inline-start: 0.1875rem solid var(--indigo);
        color: var(--ink);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    const { kept } = this;
    if (!kept) return;
    this.purpose = kept.purpose;
    this.from = kept.starts_at;
    this.to = kept.ends_at;
  }

  override firstUpdated(): void {
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  override render() {
    const { shift: words, common } = this.words.planning;
    const { kept } = this;
    return html`<dialog aria-labelledby="title" @keydown=${(event: Event) => event.stopPropagation()} @close=${() => this.emit('jw-close')}>
      <div class="title">
        <h2 id="title">${kept ? words.editTitle : words.addTitle}</h2>
        ${iconButton('close', common.close, () => this.close())}
      </div>
      <form @submit=${this.submit}>
        <p><strong>${this.squadName}</strong> <span class="figure">${formatDay(this.shift.day, this.clock)}</span></p>
        ${this.times()} ${this.purposes()}
        <div class="field">
          <label for="note">${words.note}</label>
          <input id="note" name="note" maxlength="500" ?disabled=${!this.mayPlan} .value=${kept?.note ?? ''} />
        </div>
        ${faultLine(this.#sending, this.words)} ${this.mayPlan ? this.buttons() : nothing}
      </form>
      ${kept ? html`<jw-patrol-handover .patrol=${this.patrol} .reference=${this.reference} .shift=${kept}></jw-patrol-handover>` : nothing}
    </dialog>`;
  }

  private get kept(): PatrolShift | null {
    return 'id' in this.shift ? this.shift : null;
  }

  private get squadName(): string {
    return this.kept?.squad_name ?? this.patrol.squads.find(this.shift.squad_id)?.name ?? '';
  }

  private times(): TemplateResult {
    const { shift: words } = this.words.planning;
    const people = this.kept?.people ?? this.patrol.squads.find(this.shift.squad_id)?.member_count ?? 2;
    const time = (id: 'from' | 'to') => html`<div class="field">
      <label for=${id}>${words[id]}</label>
      <input id=${id} type="time" required ?disabled=${!this.mayPlan} .value=${this[id]} @change=${(event: Event) => this.turn(id, event)} />
    </div>`;
    return html`<div class="pair">
        ${time('from')} ${time('to')}
        <div class="field">
          <label for="people">${words.people}</label>
          <input id="people" name="people" type="number" required min="1" max=${MOST_PEOPLE} ?disabled=${!this.mayPlan} .value=${String(Math.min(MOST_PEOPLE, Math.max(1, people)))} />
        </div>
      </div>
      ${this.to <= this.from ? html`<p class="note" role="status">${words.overMidnight}</p>` : nothing}`;
  }

  private purposes(): TemplateResult {
    const { shift: words, roster } = this.words.planning;
    const declared = this.purpose !== 'routine';
    return html`<fieldset ?disabled=${!this.mayPlan}>
        <legend>${words.purpose}</legend>
        <div class="purposes">
          ${shiftPurposes.map(
            (purpose) => html`<label class="choice">
              <input type="radio" name="purpose" value=${purpose} .checked=${this.purpose === purpose} @change=${() => this.declare(purpose)} />${roster.purpose[purpose]}
            </label>`,
          )}
        </div>
      </fieldset>
      ${
        declared
          ? html`<div class="field">
              <label for="reason">${words.reason}</label>
              <textarea id="reason" name="reason" required maxlength="200" placeholder=${words.reasonHint} ?disabled=${!this.mayPlan} .value=${this.kept?.purpose_reason ?? ''}></textarea>
            </div>`
          : nothing
      }
      <p class="note ${declared ? 'tracked' : ''}">${declared ? words.tracked : words.untracked}</p>`;
  }

  private buttons(): TemplateResult {
    const { shift: words } = this.words.planning;
    return html`<div class="buttons">
      ${submitButton(this.#sending, words.save, this.words)}
      ${this.kept ? html`<jw-sure-button .label=${words.remove} .question=${words.removeSure} @jw-sure=${this.delete}></jw-sure-button>` : nothing}
    </div>`;
  }

  private turn(id: 'from' | 'to', { target }: Event): void {
    this[id] = (target as HTMLInputElement).value;
  }

  private declare(purpose: ShiftPurpose): void {
    this.purpose = purpose;
  }

  private close(): void {
    this.renderRoot.querySelector('dialog')?.close();
  }

  private submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const reason = String(form.get('reason') ?? '').trim();
    const { purpose, kept, patrol } = this;
    const fields = {
      starts_at: this.from,
      ends_at: this.to,
      people: Number(form.get('people')),
      purpose,
      purpose_reason: purpose === 'routine' ? null : reason,
      note: String(form.get('note') ?? '').trim() || null,
    };
    const done = await this.#sending.run(async () => {
      if (purpose !== 'routine' && !reason) throw new Error(this.words.planning.shift.reasonMissing);
      if (kept) await patrol.roster.change(kept, fields);
      else await patrol.roster.add({ squad_id: this.shift.squad_id, day: this.shift.day, ...fields });
    });
    if (done) this.close();
  };

  private delete = async (): Promise<void> => {
    const { kept } = this;
    if (kept && (await this.#sending.run(() => this.patrol.roster.remove(kept)))) this.close();
  };
}
