import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Handover, PatrolShift } from '../../../server/api/squads/schema.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { faultLine, Submission, submitButton } from '../../elements/submission.ts';
import { formatExact, formatMoment } from '../../format/time.ts';
import { PatrolElement } from './patrol-element.ts';

/** What a shift hands to the next one: notes, oldest first, and writing another. */
@customElement('jw-patrol-handover')
export class JwPatrolHandover extends PatrolElement {
  @property({ attribute: false }) shift!: PatrolShift;
  #sending = new Submission(this);

  static override styles = [
    formSheet,
    css`
      li {
        padding-block: var(--space-2);
        border-bottom: 1px solid color-mix(in srgb, var(--rule) 70%, transparent);
      }
      li p {
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      form {
        margin-top: var(--space-3);
      }
    `,
  ];

  override render() {
    const { handover } = this.words.planning;
    const { handovers } = this.shift;
    return html`<section>
      <h3>${handover.title}</h3>
      ${handovers.length ? html`<ul>${handovers.map((note) => this.row(note))}</ul>` : html`<p class="note">${handover.none}</p>`}
      ${this.mayPlan ? this.form() : nothing}
    </section>`;
  }

  private row({ author, body, written_at }: Handover): TemplateResult {
    const { handover } = this.words.planning;
    return html`<li>
      <p>${body}</p>
      <span class="note figure" title=${formatExact(written_at, this.clock)}>
        ${handover.by(author ?? handover.someone, formatMoment(written_at, this.clock))}
      </span>
    </li>`;
  }

  private form(): TemplateResult {
    const { handover } = this.words.planning;
    return html`<form @submit=${this.submit}>
      <div class="field">
        <label for="body">${handover.label}</label>
        <textarea id="body" name="body" required maxlength="2000"></textarea>
      </div>
      ${faultLine(this.#sending, this.words)}
      <div class="buttons">${submitButton(this.#sending, handover.submit, this.words)}</div>
    </form>`;
  }

  private submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const body = String(new FormData(form).get('body')).trim();
    if (!body) return;
    if (await this.#sending.run(() => this.patrol.roster.handOver(this.shift, body))) form.reset();
  };
}
