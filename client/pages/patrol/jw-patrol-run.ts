import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { PlanRun } from '../../../server/api/patrol-plans/schema.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import { isRunning } from '../../state/patrol/plan-actions.ts';
import { PatrolElement } from './patrol-element.ts';

/** Planning of the open plan: begin, how it goes on, stop; and what makes it worth planning again. */
@customElement('jw-patrol-run')
export class JwPatrolRun extends PatrolElement {
  static override styles = [
    formSheet,
    css`
      .box {
        display: grid;
        gap: var(--space-2);
        padding: var(--space-3);
        border: 1px solid var(--rule);
        border-radius: var(--radius);
        background: var(--sheet-raised);
      }
      .stale {
        border-color: var(--ink-faint);
        border-style: dashed;
      }
      .head {
        display: flex;
        justify-content: space-between;
        gap: var(--space-3);
        align-items: center;
      }
      progress {
        inline-size: 100%;
        block-size: 0.5rem;
        accent-color: var(--indigo);
      }
      .box + .box {
        margin-top: var(--space-2);
      }
    `,
  ];

  override render() {
    const { plan, run } = this.view;
    if (!plan) return nothing;
    if (run && isRunning(run)) return this.running(run);
    const { run: words } = this.words.planning;
    const editable = plan.state === 'draft' && this.mayPlan;
    const failed =
      run && run.state !== 'done'
        ? html`<p class="note" role="status">${words.state[run.state]}${run.sentence ? ` · ${run.sentence}` : nothing}</p>`
        : nothing;
    return html`
      ${plan.outdated && editable ? this.outdated() : nothing}
      ${
        plan.stale || !plan.result
          ? html`<div class="box stale">
              <p>${plan.result ? words.stale : words.notYet}</p>
              ${failed}${editable ? this.begin(plan.result === null) : nothing}
            </div>`
          : html`${failed}${editable ? this.rest() : nothing}`
      }
    `;
  }

  private running(run: PlanRun): TemplateResult {
    const { run: words } = this.words.planning;
    return html`<div class="box">
      <div class="head">
        <strong role="status">${words.state[run.state]} …</strong>
        ${this.mayPlan ? html`<button class="outlined" @click=${this.cancel}>${words.cancel}</button>` : nothing}
      </div>
      <progress max="1" .value=${run.progress} aria-label=${words.progress}></progress>
      ${
        run.served_count !== null && run.length_m !== null
          ? html`<p class="figure">
              ${words.best(this.count(run.served_count), this.count(run.wanted_count ?? 0), this.length(run.length_m))}
            </p>`
          : nothing
      }
      <p class="note">${words.away}</p>
    </div>`;
  }

  private outdated(): TemplateResult {
    const { run: words } = this.words.planning;
    return html`<div class="box stale">
      <p>${words.outdated}</p>
      <div class="buttons">
        <button class="outlined" ?disabled=${this.view.pending > 0} @click=${this.refresh}>${icon('reload')}${words.refresh}</button>
      </div>
    </div>`;
  }

  private begin(first: boolean): TemplateResult {
    const { run: words } = this.words.planning;
    return html`<div class="buttons">
      <button class="primary" ?disabled=${this.view.pending > 0} @click=${this.start}>${first ? words.begin : words.again}</button>
    </div>`;
  }

  /** What is planned may be planned anew: what is locked stays. */
  private rest(): TemplateResult {
    const { again } = this.words.planning.run;
    return html`<button class="link" ?disabled=${this.view.pending > 0} @click=${this.start}>${icon('reload')}${again}</button>`;
  }

  private start = (): void => {
    void this.patrol.attempt(() => this.patrol.plans.run());
  };

  private cancel = (): void => {
    void this.patrol.attempt(() => this.patrol.plans.cancel());
  };

  private refresh = (): void => {
    void this.patrol.attempt(async () => {
      await this.patrol.plans.refresh();
      await this.patrol.plans.run();
    });
  };
}
