import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { MediationDetail, Side } from '../../../server/api/mediation/schema.ts';
import { ApiError, answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { faultLine, Submission } from '../../elements/submission.ts';

/**
 * Whom each side chose as mediator: two columns that meet when it is the same person.
 * @fires jw-held with the case after a choice. @fires jw-reload where somebody else was quicker.
 */
@customElement('jw-mediation-choice')
export class JwMediationChoice extends JwElement {
  @property({ attribute: false }) held!: MediationDetail;
  #choosing = new Submission(this);

  static override styles = [
    formSheet,
    css`
      :host {
        display: block;
        margin-top: var(--space-6);
      }
      h3 {
        margin: 0;
        padding-top: var(--space-2);
        border-block: 1px solid var(--rule);
        border-block-end: 0;
        font-size: var(--type-3);
        font-weight: 600;
      }
      .sides {
        display: grid;
        grid-template-columns: 1fr 1fr;
        margin-top: var(--space-3);
        text-align: center;
      }
      .side {
        padding: var(--space-2) var(--space-3) var(--space-4);
        border-block-end: 2px solid var(--rule);
      }
      .side[chosen] {
        border-block-end-color: var(--ink-soft);
      }
      .side + .side {
        border-inline-start: 1px solid var(--rule);
      }
      .who {
        font-size: var(--type-4);
      }
      .meet {
        grid-column: 1 / -1;
        padding-top: var(--space-2);
        color: var(--jade);
        font-weight: 600;
      }
      .meet::before {
        content: '✓ ';
      }
    `,
  ];

  override render() {
    const { mediation } = this.words;
    const { mediator_name } = this.held;
    return html`
      <h3>${mediation.choiceTitle}</h3>
      <p class="note">${mediation.choiceLead}</p>
      <div class="sides">
        ${this.side('first')} ${this.side('second')}
        ${mediator_name ? html`<p class="meet">${mediation.meets(mediator_name)}</p>` : nothing}
      </div>
      ${faultLine(this.#choosing, this.words)}
    `;
  }

  private side(side: Side) {
    const { mediation } = this.words;
    const choice = this.held[`${side}_choice`];
    const name = mediation.sides[side];
    return html`<div class="side" ?chosen=${choice !== null}>
      <p class="note">${name}</p>
      ${
        this.held.moves.includes('chose')
          ? html`<div class="field">
              <select
                aria-label=${mediation.pick(name)}
                ?disabled=${this.#choosing.busy}
                @change=${(event: Event) => this.choose(side, Number((event.target as HTMLSelectElement).value))}
              >
                <option value="" ?selected=${choice === null}>${mediation.notChosen}</option>
                ${this.held.candidates.map(({ id, display_name }) => html`<option value=${id} ?selected=${id === choice?.id}>${display_name}</option>`)}
              </select>
            </div>`
          : html`<p class="who">${choice ? choice.display_name : mediation.notChosen}</p>`
      }
    </div>`;
  }

  private async choose(side: Side, account_id: number): Promise<void> {
    if (!account_id) return;
    const param = { id: String(this.held.id) };
    const json = { kind: 'chose' as const, version: this.held.version, side, account_id };
    await this.#choosing.run(async () => {
      this.emit('jw-held', await answer<MediationDetail>(api.mediation[':id'].events.$post({ param, json })));
    });
    if (this.#choosing.fault instanceof ApiError && this.#choosing.field === 'version') this.emit('jw-reload');
  }
}
