import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { JwElement } from '../../elements/element.ts';
import { legendList, legendStyles } from '../../elements/legend.ts';
import { controlStyles, sheetStyles } from '../../elements/styles.ts';
import { coverLegend } from '../../map/patrol/cover-classes.ts';
import { isCrowded } from '../../map/patrol/features.ts';
import { drawPlate } from '../../map/patrol/plates.ts';
import { emptyScene, type PatrolScene } from '../../map/patrol/scene.ts';
import { paletteOf, type Theme } from '../../theme/palette.ts';

/** The legend of the patrols' map: what is on it at the moment, drawn as the map draws it. */
@customElement('jw-patrol-key')
export class JwPatrolKey extends JwElement {
  @property({ attribute: false }) scene: PatrolScene = emptyScene;
  @property({ attribute: false }) theme: Theme = 'day';
  /** Plates are drawn only while somebody looks at them. */
  @state() private open = false;

  static override styles = [
    sheetStyles,
    controlStyles,
    legendStyles,
    css`
      details {
        max-inline-size: 19rem;
        border: 1px solid var(--rule);
        border-radius: var(--radius);
        background: var(--sheet);
        font-size: var(--type-1);
      }
      summary {
        padding: 0.25rem var(--space-3);
        min-block-size: 1.5rem;
        color: var(--ink-soft);
        cursor: pointer;
      }
      .rows {
        padding: 0 var(--space-3) var(--space-2);
      }
      .rows li {
        display: grid;
        grid-template-columns: 2.5rem 1fr;
        align-items: center;
        gap: var(--space-2);
        min-block-size: 1.75rem;
      }
      canvas {
        inline-size: 2.25rem;
        block-size: 1.8rem;
      }
      svg {
        display: block;
        inline-size: 2.25rem;
        block-size: 0.75rem;
      }
      .legend {
        grid-template-columns: 1fr;
      }
      @media (max-width: 899px) {
        .rows {
          max-block-size: min(30vh, 10rem);
          overflow: auto;
        }
      }
    `,
  ];

  override render() {
    const { map } = this.words.patrol;
    return html`<details
      @toggle=${(event: Event) => {
        this.open = (event.target as HTMLDetailsElement).open;
      }}
    >
      <summary>${map.legend}</summary>
      <div class="rows">${this.open ? this.rows() : nothing}</div>
    </details>`;
  }

  private rows(): unknown {
    const { plan, other, clock_min, proposals, streets, cover } = this.scene;
    if (cover) return legendList(coverLegend(paletteOf(this.theme), this.language), this.words.patrol.map.legend);
    // The same while a night is played: what is on the map, not where.
    const shown = [plan?.result, plan, other, clock_min === null, proposals.length > 0, streets.length > 0];
    return guard([...shown, this.theme, this.language], () => this.plates());
  }

  private plates(): TemplateResult {
    const { map } = this.words.patrol;
    const { plan, other, clock_min, proposals, streets } = this.scene;
    const row = (name: string, label: string) =>
      html`<li>${drawPlate(name, paletteOf(this.theme), 2) ?? html`<span></span>`}<span>${label}</span></li>`;
    const shownStreets = plan?.input.streets ?? streets;
    return html`<ul aria-label=${map.legend}>
      ${plan?.result ? row('plate|stop|4|false|0|', map.legendStop) : row('plate|point|4|false|false|', map.legendPoint)}
      ${plan ? nothing : row('plate|point|2|false|true|', map.legendOptional)}
      ${clock_min === null ? nothing : row('plate|point|4|false|false|open', map.legendOpen)}
      ${plan?.result ? row('plate|unserved||false', map.legendUnserved) : nothing}
      ${row('plate|squad|0|false', map.legendSquad)}
      ${plan?.result ? row('plate|stop|4|false|0|locked', map.legendLocked) : nothing}
      ${isCrowded(this.scene) ? row('plate|more|+3|', map.legendMore) : nothing}
      ${other ? row('plate|stop|4|false|0|changed', map.legendChanged) : nothing}
      ${proposals.length > 0 ? row('plate|proposal|', map.legendProposal) : nothing}
      ${shownStreets.length > 0 ? this.streets() : nothing}
    </ul>`;
  }

  private streets(): TemplateResult {
    const { map } = this.words.patrol;
    const { indigo } = paletteOf(this.theme);
    return html`<li>
        <svg viewBox="0 0 36 12" aria-hidden="true"><path d="M0 3h36M0 9h36" stroke=${indigo} stroke-width="1.8" /></svg>
        <span>${map.legendBoth}</span>
      </li>
      <li>
        <svg viewBox="0 0 36 12" aria-hidden="true"><path d="M0 9h36" stroke=${indigo} stroke-width="2.2" /><path d="M0 3h36" stroke=${indigo} stroke-width="0.7" /></svg>
        <span>${map.legendOne}</span>
      </li>`;
  }
}
