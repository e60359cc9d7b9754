import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ActivePatrol } from '../../server/api/patrol-walk/schema.ts';
import { formatMinute } from '../format/minutes.ts';
import { formatCount } from '../format/number.ts';
import { JwElement } from './element.ts';
import { controlStyles, sheetStyles } from './styles.ts';

/**
 * Squads under way: how many stops are done, which are late, which comes next; never a person. Nothing where there are none.
 * @fires jw-active-choose with the walk that was chosen.
 */
@customElement('jw-active-patrols')
export class JwActivePatrols extends JwElement {
  @property({ attribute: false }) items: readonly ActivePatrol[] = [];

  static override styles = [
    sheetStyles,
    controlStyles,
    css`
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
        block-size: 0.5rem;
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
        border-block-end: 0.25rem solid var(--cinnabar);
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
    if (this.items.length === 0) return nothing;
    return html`<ul>
      ${this.items.map((walk) => this.row(walk))}
    </ul>`;
  }

  private row(walk: ActivePatrol): TemplateResult {
    const { active } = this.words.planning;
    const count = (value: number) => formatCount(value, this.language);
    const late = walk.late_count
      ? html`<span class="late-word"><span aria-hidden="true">▲ </span>${active.late(count(walk.late_count))}</span>`
      : nothing;
    return html`<li>
      <button class="row walk" @click=${() => this.emit('jw-active-choose', walk)}>
        <span class="squad">${walk.squad_name}</span>
        <span class="figure">${late} ${active.done(count(walk.done_count), count(walk.stop_count))}</span>
        <span class="bar" aria-hidden="true">${walk.stops.map(({ state }) => html`<span class=${state}></span>`)}</span>
        <span class="note figure">${this.next(walk)} · ${active.until(formatMinute(walk.to_min, this.language))}</span>
      </button>
    </li>`;
  }

  private next({ next }: ActivePatrol): string {
    const { active } = this.words.planning;
    if (!next) return active.finished;
    return (next.late ? active.lateNext : active.next)(next.name, formatMinute(next.begin_min, this.language));
  }
}
