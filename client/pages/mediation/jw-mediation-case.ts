import { Task } from '@lit/task';
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { MediationDetail, MediationPapers } from '../../../server/api/mediation/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { bones, facts, failure, heading } from '../../elements/parts.ts';
import { clockOf, codeName, type Reference } from '../../elements/reference.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { faultLine, Submission } from '../../elements/submission.ts';
import { formatDay, formatExact, formatMoment } from '../../format/time.ts';
import './jw-mediation-actions.ts';
import './jw-mediation-choice.ts';
import { type MediationStep, stepsOf } from './case-steps.ts';
import { caseStyles } from './case-styles.ts';

/**
 * One mediation case: how far it is, whom both sides chose, what it says to those who may read it, and what is next.
 * @fires jw-mediation-changed after something was recorded.
 */
@customElement('jw-mediation-case')
export class JwMediationCase extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) caseId = 0;
  @state() private papers: MediationPapers | null = null;
  /** As it is after the last answer. */
  @state() private current: MediationDetail | null = null;
  #opening = new Submission(this);
  #detail = new Task(this, {
    args: () => [this.caseId] as const,
    task: async ([id], { signal }): Promise<MediationDetail> => {
      this.papers = null;
      const param = { id: String(id) };
      this.current = await answer<MediationDetail>(api.mediation[':id'].$get({ param }, { init: { signal } }));
      return this.current;
    },
  });

  static override styles = [formSheet, skeletonStyles, caseStyles];

  override render() {
    const held = this.current?.id === this.caseId ? this.current : null;
    if (held) return this.sheet(held);
    return this.#detail.render({
      pending: () => bones(12, true),
      error: (error) => failure(error, this.words, () => this.#detail.run()),
    });
  }

  private sheet(held: MediationDetail) {
    const { mediation } = this.words;
    const clock = clockOf(this.reference, this.language);
    const kind = codeName(this.reference, 'mediation-kind', held.kind, this.language);
    return html`
      ${heading(held.case_code, kind, `${held.area_name} · ${mediation.since(formatDay(held.opened_at.slice(0, 10), clock))}`)}
      ${this.line(stepsOf(held))}
      ${
        // A case that was taken over from elsewhere may have no choices on record.
        held.stage === 'applied' || held.mediator_name
          ? html`<jw-mediation-choice
              .held=${held}
              @jw-held=${this.take}
              @jw-reload=${() => this.#detail.run()}
            ></jw-mediation-choice>`
          : nothing
      }
      <jw-mediation-actions
        .held=${held}
        .reference=${this.reference}
        @jw-held=${this.take}
        @jw-reload=${() => this.#detail.run()}
      ></jw-mediation-actions>
      ${this.said(held)} ${this.history(held)}
    `;
  }

  private line(steps: readonly MediationStep[]) {
    const { mediation } = this.words;
    const word = (step: MediationStep) => {
      if (step.name === 'outcome' && step.outcome) return mediation.outcome[step.outcome];
      if (step.name === 'followed_up' && step.kept !== null) return mediation.kept[step.kept ? 'yes' : 'no'];
      return mediation.steps[step.name];
    };
    return html`<ol class="line" aria-label=${mediation.stageLine}>
      ${steps.map((step) => html`<li class=${step.state} aria-current=${step.state === 'now' ? 'step' : nothing}>${word(step)}</li>`)}
    </ol>`;
  }

  private said(held: MediationDetail) {
    const { mediation } = this.words;
    return html`<section>
      <h3>${mediation.papers}</h3>
      ${this.papers ? this.pages(this.papers) : nothing}
      ${
        this.papers
          ? nothing
          : held.may_read
            ? html`<p class="note">${mediation.papersClosed}</p>
                ${faultLine(this.#opening, this.words)}
                <button class="outlined" ?disabled=${this.#opening.busy} @click=${this.open}>${mediation.papersOpen}</button>`
            : html`<p class="note">${mediation.papersAway}</p>`
      }
    </section>`;
  }

  private pages(papers: MediationPapers) {
    const { mediation } = this.words;
    const party = (side: 'first' | 'second') => {
      const contact = papers[`${side}_contact`];
      return contact ? `${papers[`${side}_name`]}（${contact}）` : papers[`${side}_name`];
    };
    return html`${facts([
      [mediation.sides.first, party('first')],
      [mediation.sides.second, party('second')],
    ])}
      <p class="matter">${papers.matter}</p>`;
  }

  private history(held: MediationDetail) {
    const { mediation } = this.words;
    const clock = clockOf(this.reference, this.language);
    return html`<section>
      <h3>${mediation.history}</h3>
      <ol class="history">
        ${held.events.map((event) => {
          const side = event.side ? `${mediation.sides[event.side]} ` : '';
          const text = this.papers?.texts[event.version];
          return html`<li>
            <span class="what">${side}${codeName(this.reference, 'mediation-event', event.kind, this.language)}${event.chosen_name ? html`：${event.chosen_name}` : nothing}</span>
            <span class="note" title=${formatExact(event.happened_at, clock)}>${event.actor_name ?? ''} ${formatMoment(event.happened_at, clock)}</span>
            ${text ? html`<p>${text}</p>` : nothing}
          </li>`;
        })}
      </ol>
    </section>`;
  }

  private open = async (): Promise<void> => {
    await this.#opening.run(async () => {
      const param = { id: String(this.caseId) };
      this.papers = await answer<MediationPapers>(api.mediation[':id'].openings.$post({ param }));
    });
  };

  /** What was recorded is shown; words of an opened case with it. */
  private take = async (event: CustomEvent<MediationDetail>): Promise<void> => {
    this.current = event.detail;
    this.emit('jw-mediation-changed');
    if (this.papers && event.detail.may_read) await this.open();
  };
}
