import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { PatrolPlan } from '../../../server/api/patrol-plans/schema.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import '../../elements/jw-sure-button.ts';
import { formatShare } from '../../format/number.ts';
import { formatSpan } from '../../format/span.ts';
import { formatDay } from '../../format/time.ts';
import './jw-patrol-compare.ts';
import './jw-patrol-plan-issue.ts';
import './jw-patrol-plan-repair.ts';
import './jw-patrol-plan-rules.ts';
import './jw-patrol-run.ts';
import './jw-patrol-stops.ts';
import './jw-patrol-unserved.ts';
import { PatrolElement } from './patrol-element.ts';
import { stateMark, stateMarkStyles } from './state-mark.ts';

/**
 * The plan that is open: what it comes to, planning, what was left out, routes, comparing, handing out.
 * @fires jw-plan-open {id: null} to go back to the list.
 */
@customElement('jw-patrol-plan-sheet')
export class JwPatrolPlanSheet extends PatrolElement {
  @state() private renaming = false;

  static override styles = [
    formSheet,
    stateMarkStyles,
    css`
      .back {
        margin-bottom: var(--space-2);
      }
      .title {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        align-items: center;
      }
      .summary {
        margin-top: var(--space-2);
        text-wrap: pretty;
      }
      .summary strong {
        font-weight: 600;
      }
      jw-patrol-run,
      .more {
        display: block;
        margin-top: var(--space-3);
      }
      .more {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        padding-top: var(--space-4);
        border-top: 1px solid var(--rule);
      }
      .rename {
        grid-template-columns: 1fr auto auto;
        align-items: end;
        gap: var(--space-2);
      }
    `,
  ];

  /** A name that is being written is not that of another plan. */
  override willUpdate(): void {
    const { plan } = this.view;
    if (plan?.id !== this.#shown) this.renaming = false;
    this.#shown = plan?.id;
  }
  #shown: number | undefined;

  override render() {
    const { plan } = this.view;
    if (!plan) return nothing;
    const { patrol, reference } = this;
    // What is handed out is to be looked through first, and printed then.
    const issue = html`<jw-patrol-plan-issue .patrol=${patrol} .reference=${reference}></jw-patrol-plan-issue>`;
    const unserved = html`<jw-patrol-unserved .patrol=${patrol} .reference=${reference}></jw-patrol-unserved>`;
    return html`
      ${this.head(plan)}
      <jw-patrol-run .patrol=${patrol} .reference=${reference}></jw-patrol-run>
      ${plan.state === 'draft' ? [unserved, issue] : [issue, unserved]}
      <jw-patrol-compare .patrol=${patrol} .reference=${reference}></jw-patrol-compare>
      <jw-patrol-stops .patrol=${patrol} .reference=${reference}></jw-patrol-stops>
      ${this.mayPlan ? html`<jw-patrol-plan-repair .patrol=${patrol} .reference=${reference}></jw-patrol-plan-repair>` : nothing}
      <jw-patrol-plan-rules .patrol=${patrol} .reference=${reference}></jw-patrol-plan-rules>
      ${this.mayPlan ? this.more(plan) : html`<p class="note more">${this.words.planning.common.readOnly}</p>`}
    `;
  }

  private head(plan: PatrolPlan): TemplateResult {
    const { plan: words } = this.words.planning;
    return html`
      <button class="link back" @click=${() => this.emit('jw-plan-open', { id: null })}>${icon('back')}${words.back}</button>
      ${this.renaming ? this.renameForm(plan) : html`<h2 tabindex="-1">${plan.name}</h2>`}
      <p class="title">
        ${stateMark(plan.state, this.words)}
        <span class="figure">${formatDay(plan.day, this.clock)} · ${words.squads(this.count(plan.input.squads.length))}</span>
        ${
          this.mayPlan && !this.renaming
            ? html`<button class="link" @click=${() => this.rename(true)}>${words.rename}</button>`
            : nothing
        }
      </p>
      ${plan.from_plan_id === null ? nothing : html`<p class="note">${this.origin(plan.from_plan_id)}</p>`}
      ${this.summary(plan)}
    `;
  }

  private origin(id: number): TemplateResult {
    const { plan: words } = this.words.planning;
    const from = this.view.plans?.find((each) => each.id === id);
    return html`<button class="link" @click=${() => this.emit('jw-plan-open', { id })}>${from ? words.from(from.name) : this.words.planning.list.based}</button>`;
  }

  private summary({ result }: PatrolPlan): TemplateResult | typeof nothing {
    if (!result) return nothing;
    const { plan: words } = this.words.planning;
    const { served_count, wanted_count, differ_share, differ_cost_m } = result;
    const whole = served_count === wanted_count;
    const parts = [
      this.length(result.length_m),
      words.longest(formatSpan(result.longest_min * 60_000, this.language)),
      ...(differ_share === null ? [] : [words.differs(formatShare(differ_share))]),
      ...(differ_cost_m ? [words.differCost(this.length(differ_cost_m))] : []),
    ];
    return html`<p class="summary figure">
      <strong>${whole ? words.complete(this.count(wanted_count)) : words.served(this.count(served_count), this.count(wanted_count))}</strong>
      · ${parts.join(' · ')}
    </p>`;
  }

  private more(plan: PatrolPlan): TemplateResult {
    const { plan: words } = this.words.planning;
    return html`<div class="more">
      <button class="outlined" ?disabled=${this.view.pending > 0} @click=${() => this.patrol.attempt(() => this.patrol.plans.copy())}>
        ${icon('copy')}${words.copy}
      </button>
      ${
        plan.state === 'issued'
          ? nothing
          : html`<jw-sure-button
              .label=${words.remove}
              .question=${words.removeSure}
              @jw-sure=${() => this.patrol.attempt(() => this.patrol.plans.remove())}
            ></jw-sure-button>`
      }
    </div>`;
  }

  private renameForm(plan: PatrolPlan): TemplateResult {
    const { plan: words, common } = this.words.planning;
    return html`<form class="rename" @submit=${this.sendName}>
      <div class="field">
        <label for="name">${words.name}</label>
        <input id="name" name="name" required maxlength="80" .value=${plan.name} />
      </div>
      <button class="primary" type="submit">${common.save}</button>
      <button class="link" type="button" @click=${() => this.rename(false)}>${common.cancel}</button>
    </form>`;
  }

  private async rename(renaming: boolean): Promise<void> {
    this.renaming = renaming;
    await this.updateComplete;
    if (renaming) this.renderRoot.querySelector<HTMLInputElement>('#name')?.select();
    else this.renderRoot.querySelector<HTMLElement>('.title button')?.focus();
  }

  private sendName = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const name = String(new FormData(event.target as HTMLFormElement).get('name')).trim();
    const before = this.view.plan?.name ?? '';
    const { renamed } = this.words.planning.edit;
    if (name && name !== before) {
      const done = await this.patrol.attempt(() => this.patrol.plans.change({ name }, renamed, { name: before }));
      if (!done) return;
    }
    await this.rename(false);
  };
}
