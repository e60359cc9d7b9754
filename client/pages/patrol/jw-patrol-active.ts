import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { ActivePatrol } from '../../../server/api/patrol-walk/schema.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { PatrolElement } from './patrol-element.ts';

/**
 * Squads under way: how many stops are done, which are late, which comes next; never a person. It follows the feed.
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
      .walk {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: var(--space-1) var(--space-3);
      }
      .squad {
        font-weight: 600;
      }
      .bar {
        grid-column: 1 / -1;
        display: flex;
        gap: 0.125rem;
        block-size: 0.375rem;
      }
      .bar span {
        flex: 1;
        background: color-mix(in srgb, var(--ink) 14%, transparent);
      }
      .bar .done {
        background: var(--indigo);
      }
      .bar .late,
      .bar .missed {
        border-block-end: 0.1875rem solid var(--cinnabar);
      }
      .note {
        grid-column: 1 / -1;
      }
      .late-word {
        color: var(--cinnabar);
        font-weight: 600;
      }
    `,
  ];

  override render() {
    const { active } = this.words.planning;
    const walks = this.view.active;
    if (!walks?.length) return nothing;
    return html`<section aria-label=${active.title}>
      <h3>${active.title}</h3>
      <ul>
        ${walks.map((walk) => this.row(walk))}
      </ul>
    </section>`;
  }

  private row(walk: ActivePatrol): TemplateResult {
    const { active } = this.words.planning;
    const late = walk.late_count
      ? html`<span class="late-word"><span aria-hidden="true">▲ </span>${active.late(this.count(walk.late_count))}</span>`
      : nothing;
    return html`<li>
      <button class="row walk" title=${active.open} @click=${() => this.emit('jw-plan-open', { id: walk.plan_id })}>
        <span class="squad">${walk.squad_name}</span>
        <span class="figure">${late} ${active.done(this.count(walk.done_count), this.count(walk.stop_count))}</span>
        <span class="bar" aria-hidden="true">${walk.stops.map(({ state }) => html`<span class=${state}></span>`)}</span>
        <span class="note figure">${this.next(walk)} · ${active.until(this.minute(walk.to_min))}</span>
      </button>
    </li>`;
  }

  private next({ next }: ActivePatrol): string {
    const { active } = this.words.planning;
    if (!next) return active.finished;
    return (next.late ? active.lateNext : active.next)(next.name, this.minute(next.begin_min));
  }
}
