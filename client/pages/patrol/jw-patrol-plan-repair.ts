import { Task, TaskStatus } from '@lit/task';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { PatrolPlan, RepairCause } from '../../../server/api/patrol-plans/schema.ts';
import { answer, api } from '../../api.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { bones, failure } from '../../elements/parts.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { faultLine, Submission, submitButton } from '../../elements/submission.ts';
import { minuteAt, minuteFrom, timeText } from '../../format/minutes.ts';
import { mayAt } from '../../state/session.ts';
import { PatrolElement } from './patrol-element.ts';
import { planSpan } from './plan-rows.ts';

/** A squad drops out or an incident comes in: what makes of the open plan another one, to be compared and issued. */
@customElement('jw-patrol-plan-repair')
export class JwPatrolPlanRepair extends PatrolElement {
  @state() private kind: RepairCause['kind'] = 'squad_out';
  @state() private unfolded = false;
  #sending = new Submission(this);
  #incidents = new Task(this, {
    args: () => [this.unfolded && this.kind === 'incident' ? this.view.area_code : null] as const,
    task: async ([area_code], { signal }) => {
      if (!area_code || !mayAt('cases', area_code)) return null;
      const query = { area_code, status: 'open', sort: 'newest', limit: '50' } as const;
      return (await answer(api.incidents.$get({ query }, { init: { signal } }))).items;
    },
  });

  static override styles = [
    formSheet,
    skeletonStyles,
    css`
      summary {
        min-block-size: var(--target);
        font-size: var(--type-1);
        font-weight: 600;
        color: var(--ink-soft);
        cursor: pointer;
      }
      .lead {
        margin-bottom: var(--space-3);
      }
      .kinds {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-4);
      }
    `,
  ];

  override render() {
    const { plan } = this.view;
    if (!plan?.result || plan.state !== 'issued') return nothing;
    const { repair } = this.words.planning;
    return html`<section>
      <details
        @toggle=${(event: Event) => {
          this.unfolded = (event.target as HTMLDetailsElement).open;
        }}
      >
        <summary>${repair.title}</summary>
        <p class="lead">${repair.lead}</p>
        <form @submit=${(event: SubmitEvent) => this.submit(event, plan)}>
          ${this.kinds()} ${this.kind === 'squad_out' ? this.squads(plan) : this.incidents()} ${this.at(plan)}
          ${faultLine(this.#sending, this.words)}
          ${this.isWithoutIncident ? nothing : html`<div class="buttons">${submitButton(this.#sending, repair.submit, this.words)}</div>`}
        </form>
      </details>
    </section>`;
  }

  private kinds(): TemplateResult {
    const { repair } = this.words.planning;
    return html`<fieldset class="kinds">
      <legend class="visually-hidden">${repair.title}</legend>
      ${(['squad_out', 'incident'] as const).map(
        (kind) => html`<label class="choice">
          <input type="radio" name="kind" .checked=${this.kind === kind} @change=${() => this.turn(kind)} />${repair.kind[kind]}
        </label>`,
      )}
    </fieldset>`;
  }

  private squads({ input }: PatrolPlan): TemplateResult {
    return html`<div class="field">
      <label for="squad">${this.words.planning.repair.squad}</label>
      <select id="squad" name="squad" required>
        ${input.squads.map(({ squad_id, name }) => html`<option value=${squad_id} ?selected=${this.view.chosen?.squad_id === squad_id}>${name}</option>`)}
      </select>
    </div>`;
  }

  /** Whether there is no incident to send a squad to, or none has come yet. */
  private get isWithoutIncident(): boolean {
    const { status, value } = this.#incidents;
    return this.kind === 'incident' && (status !== TaskStatus.COMPLETE || value?.length === 0);
  }

  private incidents(): TemplateResult {
    const { repair } = this.words.planning;
    const { value: items, error, status } = this.#incidents;
    if (status === TaskStatus.PENDING) return bones(2);
    if (error) return failure(error, this.words, () => void this.#incidents.run());
    if (items?.length === 0) return html`<p class="note">${repair.noIncidents}</p>`;
    if (!items) {
      return html`<div class="field">
        <label for="incident">${repair.incidentId}</label>
        <input id="incident" name="incident" type="number" min="1" step="1" required />
      </div>`;
    }
    return html`<div class="field">
      <label for="incident">${repair.incident}</label>
      <select id="incident" name="incident" required>
        ${items.map(({ id, title, address }) => html`<option value=${id}>${title}${address ? ` · ${address}` : ''}</option>`)}
      </select>
    </div>`;
  }

  private at(plan: PatrolPlan): TemplateResult {
    const [from, to] = planSpan(plan.input);
    const now = minuteAt(Date.now(), plan.day, this.reference.deployment.time_zone);
    const usual = this.view.clock_min ?? (now >= from && now <= to ? now : from);
    return html`<div class="field">
      <label for="at">${this.words.planning.repair.at}</label>
      <input id="at" name="at" type="time" required value=${timeText(usual)} />
    </div>`;
  }

  private turn(kind: RepairCause['kind']): void {
    this.kind = kind;
  }

  private submit(event: SubmitEvent, plan: PatrolPlan): void {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const at_min = minuteFrom(String(form.get('at')), planSpan(plan.input)[0]);
    const cause: RepairCause =
      this.kind === 'squad_out'
        ? { kind: 'squad_out', squad_id: Number(form.get('squad')), at_min }
        : { kind: 'incident', incident_id: Number(form.get('incident')), at_min };
    void this.#sending.run(async () => {
      await this.patrol.plans.repair(cause);
      const { plan: made, compare } = this.view;
      this.emit('jw-plan-open', { id: made?.id ?? null });
      this.emit('jw-compare-open', { id: compare?.id ?? null });
    });
  }
}
