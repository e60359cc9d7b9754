import { Task } from '@lit/task';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { PatrolProposal } from '../../../server/api/patrol-coverage/schema.ts';
import { answer, api } from '../../api.ts';
import { icon } from '../../elements/icon.ts';
import { bones, empty, failure, iconButton } from '../../elements/parts.ts';
import { codeName, type Reference } from '../../elements/reference.ts';
import { timeText } from '../../format/minutes.ts';
import { addDays } from '../../format/time.ts';
import { usualVisit } from './form-parts.ts';
import { panelSheet } from './panel-styles.ts';
import { PatrolElement } from './patrol-element.ts';
import { refusedProposals } from './refused-proposals.ts';

/** How far back the record is looked at, days. */
const spans = [30, 60, 92] as const;

/**
 * What the record of incidents proposes: taken as a point, or passed over.
 * @fires jw-done to go back; jw-look with `{ centre }`; jw-proposals with those that the map is to show, none when the element goes.
 */
@customElement('jw-patrol-proposals')
export class JwPatrolProposals extends PatrolElement {
  @state() private days: (typeof spans)[number] = 92;
  @state() private refused = refusedProposals.read();

  #found = new Task(this, {
    args: () => [this.view.area_code ?? '', this.days] as const,
    task: async ([area_code, days], { signal }): Promise<PatrolProposal[]> => {
      const { today } = this.reference.deployment;
      const query = { area_code, from: addDays(today, 1 - days), to: today };
      return (await answer(api['patrol-proposals'].$get({ query }, { init: { signal } }))).items;
    },
    // The task has its value only after this.
    onComplete: (found) => this.show(found),
  });

  static override styles = [
    panelSheet,
    css`
      li {
        padding-block: var(--space-3);
        border-bottom: 1px solid var(--rule);
      }
      .period {
        margin-block: var(--space-3);
      }
      li .buttons {
        margin-top: var(--space-2);
      }
    `,
  ];

  override render() {
    const { points, proposals: text } = this.words.patrol;
    return html`
      <div class="heading">
        ${iconButton('back', points.back, this.leave)}
        <h2 tabindex="-1">${text.title}</h2>
      </div>
      <p class="note">${text.lead}</p>
      <div class="field period">
        <label for="days">${text.period}</label>
        <select
          id="days"
          @change=${(event: Event) => {
            this.days = Number((event.target as HTMLSelectElement).value) as (typeof spans)[number];
          }}
        >
          ${spans.map((days) => html`<option value=${days} ?selected=${days === this.days}>${text.days(days)}</option>`)}
        </select>
      </div>
      ${this.#found.render({
        pending: () => bones(6),
        error: (error) => failure(error, this.words, () => void this.#found.run()),
        complete: () => this.list(),
      })}
    `;
  }

  private list(): TemplateResult {
    const { proposals: text } = this.words.patrol;
    const left = this.left();
    const passed = (this.#found.value?.length ?? 0) - left.length;
    return html`${left.length === 0 && passed === 0 ? empty(text.empty) : html`<ul>${left.map((proposal) => this.row(proposal))}</ul>`}
      ${
        passed > 0
          ? html`<p class="note">${text.refused(this.count(passed))} <button class="link" @click=${this.restore}>${text.restore}</button></p>`
          : nothing
      }`;
  }

  private row(proposal: PatrolProposal): TemplateResult {
    const { proposals: text } = this.words.patrol;
    const { name, incident_count, expected_count, categories, from_min, to_min, near_point_id, centre } = proposal;
    const kinds = categories
      .slice(0, 3)
      .map(({ category }) => codeName(this.reference as Reference, 'incident-category', category, this.language));
    return html`<li>
      <button class="link" @click=${() => this.emit('jw-look', { centre })}><strong>${name}</strong></button>
      <p class="note">
        ${text.counts(this.count(incident_count), this.count(expected_count))} · ${text.when(timeText(from_min), timeText(to_min))}
        ${kinds.length ? html` · ${kinds.join(this.language === 'en' ? ', ' : '、')}` : nothing}${near_point_id === null ? nothing : html` · ${text.near}`}
      </p>
      <div class="buttons">
        ${this.mayPlan ? html`<button class="outlined" @click=${() => this.accept(proposal)}>${icon('check')}${text.accept}</button>` : nothing}
        <button class="link" @click=${() => this.refuse(proposal)}>${text.refuse}</button>
      </div>
    </li>`;
  }

  /** Those that were neither taken nor passed over. */
  private left(found: readonly PatrolProposal[] = this.#found.value ?? []): PatrolProposal[] {
    return found.filter((proposal) => !this.refused.has(refusedProposals.keyOf(proposal)));
  }

  private async accept(proposal: PatrolProposal): Promise<void> {
    const { name, centre, from_min, to_min, wanted_visits } = proposal;
    const { squad, ...visit } = usualVisit;
    const done = await this.patrol.attempt(async () => {
      const point = await this.patrol.points.add({
        ...visit,
        name: this.words.patrol.proposals.pointName(name).slice(0, 80),
        address: null,
        centre,
        window_start: timeText(from_min),
        window_end: timeText(to_min),
        wanted_visits,
        dwell_min: 5,
        gap_min: 60,
        squad_id: squad?.id ?? null,
      });
      this.patrol.choose({ kind: 'point', id: point.id });
    });
    if (done) this.refuse(proposal);
  }

  private refuse(proposal: PatrolProposal): void {
    this.refused = refusedProposals.add(proposal);
    this.show();
  }

  private restore = (): void => {
    this.refused = refusedProposals.clear();
    this.show();
  };

  private leave = (): void => {
    this.emit('jw-proposals', []);
    this.emit('jw-done');
  };

  private show(found?: readonly PatrolProposal[]): void {
    this.emit('jw-proposals', this.left(found));
  }
}
