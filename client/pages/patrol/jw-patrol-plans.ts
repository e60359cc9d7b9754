import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { PlanSummary } from '../../../server/api/patrol-plans/schema.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import { empty } from '../../elements/parts.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { formatDay } from '../../format/time.ts';
import { PatrolElement } from './patrol-element.ts';
import { stateMark, stateMarkStyles } from './state-mark.ts';

/**
 * The plans of the area, newest first, by day.
 * @fires jw-plan-open {id} with the plan that was chosen; jw-make when a new one is asked for.
 */
@customElement('jw-patrol-plans')
export class JwPatrolPlans extends PatrolElement {
  static override styles = [
    formSheet,
    skeletonStyles,
    stateMarkStyles,
    css`
      .title {
        display: flex;
        gap: var(--space-3);
        align-items: center;
        justify-content: space-between;
      }
      h2 {
        font-size: var(--type-3);
        color: var(--ink);
      }
      .day {
        margin-top: var(--space-4);
        padding-bottom: var(--space-1);
        border-bottom: 1px solid var(--rule);
        font-weight: 600;
      }
      .plan {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 0 var(--space-3);
        align-items: center;
        padding: var(--space-2);
      }
      .name {
        overflow-wrap: anywhere;
        text-wrap: pretty;
      }
      .note {
        grid-column: 1 / -1;
      }
      .short {
        color: var(--ink);
        font-weight: 600;
      }
    `,
  ];

  override render() {
    const { list } = this.words.planning;
    const { plans } = this.view;
    const make = this.mayPlan
      ? html`<button class="outlined" @click=${() => this.emit('jw-make')}>${icon('plus')}${list.make}</button>`
      : nothing;
    if (!plans) return this.absent(6, () => this.patrol.plans.load());
    if (plans.length === 0) return empty(this.mayPlan ? list.none : list.noneRead, make);
    const days = [...new Set(plans.map(({ day }) => day))];
    return html`
      <div class="title"><h2 tabindex="-1">${list.title}</h2>${make}</div>
      ${days.map((day) => this.day(day, plans))} ${this.cutNote('plans')}
    `;
  }

  private day(day: string, plans: readonly PlanSummary[]): TemplateResult {
    return html`<p class="day">${formatDay(day, this.clock)}</p>
      <ul>
        ${plans.filter((plan) => plan.day === day).map((plan) => this.row(plan))}
      </ul>`;
  }

  private row(plan: PlanSummary): TemplateResult {
    const { list } = this.words.planning;
    const parts = [list.squads(this.count(plan.squad_count))];
    if (plan.length_m !== null) parts.push(this.length(plan.length_m));
    if (plan.from_plan_id !== null) parts.push(list.based);
    return html`<li>
      <button class="row plan" @click=${() => this.emit('jw-plan-open', { id: plan.id })}>
        <span class="name">${plan.name}</span>${stateMark(plan.state, this.words)}
        <span class="note figure">${this.served(plan)} · ${parts.join(' · ')}</span>
      </button>
    </li>`;
  }

  private served({ wanted_count, served_count }: PlanSummary): TemplateResult | string {
    const { list } = this.words.planning;
    if (wanted_count === null || served_count === null) return list.notPlanned;
    if (served_count === wanted_count) return list.complete(this.count(wanted_count));
    return html`<span class="short">${list.served(this.count(served_count), this.count(wanted_count))}</span>`;
  }
}
