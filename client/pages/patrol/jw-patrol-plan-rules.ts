import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { PlanSettings } from '../../../server/api/patrol-plans/schema.ts';
import { formSheet } from '../../elements/form-styles.ts';
import './jw-patrol-settings.ts';
import type { JwPatrolSettings } from './jw-patrol-settings.ts';
import { PatrolElement } from './patrol-element.ts';

/** What the open plan keeps to; each change is kept at once, can be undone, and calls for planning anew. */
@customElement('jw-patrol-plan-rules')
export class JwPatrolPlanRules extends PatrolElement {
  static override styles = [
    formSheet,
    css`
      summary {
        min-block-size: var(--target);
        font-size: var(--type-1);
        font-weight: 600;
        color: var(--ink-soft);
        cursor: pointer;
      }
    `,
  ];

  override render() {
    const { plan } = this.view;
    if (!plan) return nothing;
    return html`<section>
      <details>
        <summary>${this.words.planning.settings.title}</summary>
        <jw-patrol-settings
          .settings=${plan.input.settings}
          ?disabled=${!this.mayPlan || plan.state !== 'draft'}
          @jw-settings=${(event: CustomEvent<Partial<PlanSettings>>) => this.change(plan.input.settings, event.detail)}
        ></jw-patrol-settings>
      </details>
    </section>`;
  }

  private async change(before: PlanSettings, settings: Partial<PlanSettings>): Promise<void> {
    const back = Object.fromEntries(Object.keys(settings).map((key) => [key, before[key as keyof PlanSettings]]));
    const label = this.words.planning.edit.settings;
    const done = await this.patrol.attempt(() => this.patrol.plans.change({ settings }, label, { settings: back }));
    // The fields show what holds, not what was refused.
    if (!done) this.renderRoot.querySelector<JwPatrolSettings>('jw-patrol-settings')?.requestUpdate();
  }
}
