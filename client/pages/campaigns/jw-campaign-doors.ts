import { Task } from '@lit/task';
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CampaignDoor, DoorOutcome } from '../../../server/api/campaigns/schema.ts';
import type { VisitQuestion } from '../../../server/api/visits/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import { bones, failure } from '../../elements/parts.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { newKey } from '../../state/new-key.ts';

const outcomes: readonly DoorOutcome[] = ['met', 'no_answer', 'refused', 'moved'];

/**
 * The doors of a building in a campaign: one tap says what came of a knock, and is taken back by another.
 * @fires jw-knocked when something was entered.
 */
@customElement('jw-campaign-doors')
export class JwCampaignDoors extends JwElement {
  @property({ attribute: false }) campaignId = 0;
  @property({ attribute: false }) buildingId = 0;
  /** What is asked of who is met; empty: nothing. */
  @property({ attribute: false }) asked: VisitQuestion[] = [];
  /** True: nothing is entered. */
  @property({ attribute: false }) closed = false;
  @state() private answering: number | null = null;
  @state() private sending: number | null = null;
  @state() private fault = '';
  @state() private said = '';
  #doors = new Task(this, {
    args: () => [this.campaignId, this.buildingId] as const,
    task: async ([id, building], { signal }) => {
      const param = { id: String(id), building_id: String(building) };
      const { items } = await answer<{ items: CampaignDoor[] }>(
        api.campaigns[':id'].buildings[':building_id'].$get({ param }, { init: { signal } }),
      );
      return items;
    },
  });

  static override styles = [
    formSheet,
    skeletonStyles,
    css`
      :host {
        display: block;
        padding-block: var(--space-2) var(--space-4);
      }
      li {
        display: grid;
        grid-template-columns: 9rem 1fr;
        align-items: center;
        gap: var(--space-2) var(--space-3);
        padding-block: var(--space-2);
        border-bottom: 1px dashed color-mix(in srgb, var(--rule) 60%, transparent);
      }
      .door {
        font-size: var(--type-3);
        font-weight: 600;
      }
      .taps {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2);
      }
      .taps button {
        min-block-size: 2.75rem;
        min-inline-size: 4.5rem;
      }
      form {
        grid-column: 1 / -1;
        padding: var(--space-3);
        background: var(--sheet-raised);
      }
      .choices {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-4);
      }
      .choices label {
        display: inline-flex;
        align-items: center;
        gap: var(--space-2);
        min-block-size: 2.75rem;
      }
      @media (max-width: 899px) {
        li {
          grid-template-columns: 1fr;
        }
        .taps button {
          flex: 1;
        }
      }
    `,
  ];

  override render() {
    const known = this.#doors.value;
    if (known) return this.list(known);
    return this.#doors.render({
      pending: () => bones(5),
      error: (error) => failure(error, this.words, () => this.#doors.run()),
    });
  }

  private list(doors: CampaignDoor[]) {
    return html`<p class="note" role="status">${this.said}</p>
      ${this.fault ? html`<p class="fault" role="alert">${icon('warning')}<span>${this.fault}</span></p>` : nothing}
      <ul>
        ${doors.map(
          (door) => html`<li>
            <span class="door">${door.unit_name}${door.door}</span>
            ${door.state === 'to_do' && !this.closed ? this.taps(door) : this.standing(door)}
            ${this.answering === door.household_id ? this.questions(door) : nothing}
          </li>`,
        )}
      </ul>`;
  }

  private taps(door: CampaignDoor) {
    const { outcome } = this.words.campaigns;
    return html`<span class="taps" role="group" aria-label=${`${door.unit_name}${door.door}`}>
      ${outcomes.map(
        (name) => html`<button
          class="outlined"
          ?disabled=${this.sending === door.household_id}
          @click=${() => this.tap(door, name)}
        >
          ${outcome[name]}
        </button>`,
      )}
    </span>`;
  }

  private standing(door: CampaignDoor) {
    const { outcome, takeBack } = this.words.campaigns;
    return html`<span class="taps">
      <span>${door.state === 'to_do' ? nothing : icon(door.state === 'met' ? 'check' : 'minus')}${outcome[door.state]}</span>
      ${
        this.closed
          ? nothing
          : html`<button class="link" ?disabled=${this.sending === door.household_id} @click=${() => this.enter(door, 'to_do', {})}>
              ${takeBack}
            </button>`
      }
    </span>`;
  }

  private questions(door: CampaignDoor) {
    const { save } = this.words.campaigns;
    const named = ({ zh, en }: { zh: string; en: string }) => (this.language === 'en' ? en : zh);
    const send = (event: SubmitEvent) => {
      event.preventDefault();
      const given = [...new FormData(event.target as HTMLFormElement)].map(([name, value]) => [name, String(value)]);
      void this.enter(door, 'met', Object.fromEntries(given));
    };
    return html`<form @submit=${send}>
      ${this.asked.map(
        (question) => html`<fieldset>
          <legend>${named(question)}</legend>
          <div class="choices">
            ${question.choices.map(
              (choice) =>
                html`<label><input type="radio" name=${question.id} value=${choice.id} />${named(choice)}</label>`,
            )}
          </div>
        </fieldset>`,
      )}
      <div class="buttons"><button class="primary">${save}</button></div>
    </form>`;
  }

  private tap(door: CampaignDoor, outcome: DoorOutcome): void {
    if (outcome === 'met' && this.asked.length > 0) this.answering = door.household_id;
    else void this.enter(door, outcome, {});
  }

  private async enter(
    { household_id, unit_name, door }: CampaignDoor,
    outcome: CampaignDoor['state'],
    answers: Record<string, string>,
  ): Promise<void> {
    const words = this.words.campaigns;
    this.sending = household_id;
    this.fault = '';
    try {
      const param = { id: String(this.campaignId) };
      const json = { key: newKey(), household_id, state: outcome, answers };
      await answer(api.campaigns[':id'].knocks.$post({ param, json }));
      this.answering = null;
      this.said = words.knocked(unit_name + door, words.outcome[outcome]);
      await this.#doors.run();
      this.emit('jw-knocked');
    } catch (error) {
      this.fault = (error as Error).message;
    }
    this.sending = null;
  }
}
