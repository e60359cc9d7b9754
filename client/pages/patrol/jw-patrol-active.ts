import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { ActivePatrol } from '../../../server/api/patrol-walk/schema.ts';
import { formSheet } from '../../elements/form-styles.ts';
import '../../elements/jw-active-patrols.ts';
import '../../elements/jw-live-mark.ts';
import { PatrolElement } from './patrol-element.ts';

/**
 * Squads of the area that are under way; it follows the feed.
 * @fires jw-plan-open {id} with the plan of a walk.
 */
@customElement('jw-patrol-active')
export class JwPatrolActive extends PatrolElement {
  static override styles = [
    formSheet,
    css`
      section {
        margin: 0 0 var(--space-5);
      }
      h3 {
        font-size: var(--type-3);
        color: var(--ink);
      }
    `,
  ];

  override render() {
    const { title } = this.words.planning.active;
    const { active } = this.view;
    if (!active?.length) return nothing;
    return html`<section aria-label=${title}>
      <h3>${title}<jw-live-mark></jw-live-mark></h3>
      <jw-active-patrols
        .items=${active}
        @jw-active-choose=${(event: CustomEvent<ActivePatrol>) => this.emit('jw-plan-open', { id: event.detail.plan_id })}
      ></jw-active-patrols>
      ${this.cutNote('active')}
    </section>`;
  }
}
