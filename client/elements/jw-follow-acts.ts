import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { FollowBody, FollowedReport } from '../../server/api/reports/schema.ts';
import { JwElement } from './element.ts';
import { formSheet } from './form-styles.ts';
import { textOf } from './form-text.ts';
import './jw-rating.ts';
import { reportFormStyles } from './report-form-styles.ts';
import { faultLine, Submission, submitButton } from './submission.ts';

type Act = FollowBody['kind'];

/** What whoever reported may do: rate as soon as that can be done, and add, ask to reopen or take back when they want to. */
@customElement('jw-follow-acts')
export class JwFollowActs extends JwElement {
  @property({ attribute: false }) report!: FollowedReport;
  /** Carries it out; the report is given anew afterwards. */
  @property({ attribute: false }) send: (body: FollowBody) => Promise<void> = async () => {};
  /** True: something was done already. */
  @property({ type: Boolean }) done = false;
  @state() private open: Act | null = null;
  @state() private rating: number | null = null;
  #sending = new Submission(this);

  static override styles = [
    formSheet,
    reportFormStyles,
    css`
      :host {
        display: grid;
        gap: var(--space-4);
        margin-top: var(--space-5);
      }
      form {
        gap: var(--space-3);
        padding: var(--space-4);
        border: 1px solid var(--rule);
        background: var(--sheet-raised);
      }
      .fault {
        margin: 0;
      }
    `,
  ];

  override render() {
    const { follow } = this.words.report;
    const { moves } = this.report;
    const rating = moves.includes('evaluated');
    const open = this.open ?? (rating ? 'evaluated' : null);
    const labels = { noted: follow.note, reopened: follow.reopen, withdrawn: follow.withdraw } as const;
    const others = (['reopened', 'noted', 'withdrawn'] as const).filter((act) => act !== open && moves.includes(act));
    return html`
      ${this.done && !this.#sending.busy ? html`<p class="done" role="status">${follow.done}</p>` : nothing}
      ${open && moves.includes(open) ? this.form(open) : nothing}
      <div class="buttons" ?hidden=${others.length === 0}>
        ${others.map((act) => html`<button class="outlined" type="button" @click=${() => this.turn(act)}>${labels[act]}</button>`)}
      </div>
    `;
  }

  private form(act: Act): TemplateResult {
    const { follow } = this.words.report;
    const texts = {
      evaluated: [follow.rateText, follow.rateSend],
      noted: [follow.noteText, follow.noteSend],
      reopened: [follow.reopenText, follow.reopenSend],
      withdrawn: [follow.withdrawText, follow.withdrawSend],
    } as const;
    const [label, button] = texts[act];
    return html`<form novalidate @submit=${(event: Event) => this.submit(event, act)}>
      ${act === 'evaluated' ? this.stars() : nothing}
      <div class="field">
        <label for="text">${label}</label>
        <textarea id="text" name="text" rows="2" maxlength="1000"></textarea>
      </div>
      ${faultLine(this.#sending, this.words)}
      <div class="buttons">
        ${submitButton(this.#sending, button, this.words)}
        ${this.open ? html`<button class="outlined" type="button" @click=${() => this.turn(null)}>${follow.cancel}</button>` : nothing}
      </div>
    </form>`;
  }

  private stars(): TemplateResult {
    const { follow, rating } = this.words.report;
    return html`<h3>${follow.rate}</h3>
      <jw-rating
        .value=${this.rating}
        @jw-rating=${({ detail }: CustomEvent<number>) => {
          this.rating = detail;
        }}
      ></jw-rating>
      ${this.rating !== null && this.rating <= 2 ? html`<p class="note" role="status">${rating.low}</p>` : nothing}`;
  }

  private async submit(event: Event, kind: Act): Promise<void> {
    event.preventDefault();
    const text = textOf(event.target as HTMLFormElement, 'text');
    const { version } = this.report;
    if (kind === 'evaluated' && this.rating === null) {
      this.renderRoot.querySelector('jw-rating')?.shadowRoot?.querySelector('input')?.focus();
      return;
    }
    const body: FollowBody =
      kind === 'evaluated' ? { kind, version, text, rating: this.rating! } : { kind, version, text };
    if (await this.#sending.run(() => this.send(body))) this.turn(null);
  }

  private async turn(act: Act | null): Promise<void> {
    this.open = act;
    if (act === null) this.rating = null;
    this.#sending.clear();
    await this.updateComplete;
    if (act) this.renderRoot.querySelector('textarea')?.focus();
  }
}
