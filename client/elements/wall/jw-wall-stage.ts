import { html, nothing, type PropertyValues } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { WallPanel } from '../../../server/api/walls/schema.ts';
import { styleOf } from '../style-of.ts';
import './jw-wall-head.ts';
import './jw-wall-ticker.ts';
import { wallPanel } from './panel.ts';
import { drift, panelsAt, placeOf } from './stage.ts';
import { stageStyles } from './stage-styles.ts';
import { WallElement } from './wall-element.ts';

/** What stands on the map on one screen of a wall: its part of the head, the columns and the ticker. */
@customElement('jw-wall-stage')
export class JwWallStage extends WallElement {
  static override styles = stageStyles;

  protected override willUpdate(_changed: PropertyValues): void {
    this.toggleAttribute('band', this.view.own.emergencies.length > 0);
  }

  override render() {
    const { own, scene, now_ms } = this.view;
    const place = placeOf(own.wall, own.part);
    const panels = panelsAt(scene.panels, own.wall, place);
    const { x, y } = drift(now_ms);
    const shade = (side: string, isThere: boolean) => (isThere ? html`<div class="shade ${side}"></div>` : nothing);
    const alone = panels.left.length === 0 || panels.right.length === 0;
    return html`
      ${shade('left', panels.left.length > 0)}${shade('right', panels.right.length > 0)}
      ${shade('beneath', panels.left.length + panels.right.length > 0)}
      ${shade('top', place.isTop)}${shade('bottom', place.isBottom)}
      <div
        class="stage ${place.isTop ? 'top' : ''} ${place.isBottom ? 'bottom' : ''} ${alone ? 'alone' : ''}"
        style=${styleOf({ '--drift-x': `${x}px`, '--drift-y': `${y}px` })}
      >
        ${place.isTop ? html`<jw-wall-head .view=${this.view}></jw-wall-head>` : nothing}
        ${this.#column('left', panels.left)}${this.#column('right', panels.right)}
        ${place.isBottom ? html`<jw-wall-ticker .view=${this.view}></jw-wall-ticker>` : nothing}
      </div>
    `;
  }

  #column(side: 'left' | 'right', panels: readonly WallPanel[]) {
    if (panels.length === 0) return nothing;
    // No `repeat`: of every child that goes Lit 3.3 leaves a mark in the page, and a wall runs for weeks.
    return html`<div class="column ${side}">${panels.map((id) => wallPanel(id, this.view))}</div>`;
  }
}
