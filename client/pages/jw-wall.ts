import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { WallMove } from '../../server/api/wall/schema.ts';
import { steeringAt } from '../../server/api/walls/schema.ts';
import { JwElement } from '../elements/element.ts';
import '../elements/wall/jw-wall-rest.ts';
import '../elements/wall/jw-wall-stage.ts';
import type { WallView } from '../elements/wall/panel.ts';
import '../map/wall/jw-wall-map.ts';
import type { JwWallMap } from '../map/wall/jw-wall-map.ts';
import type { Spark } from '../map/wall/lights.ts';
import { live } from '../state/live.ts';
import { serverClock } from '../state/wall/server-clock.ts';
import { reloadCarefully } from '../state/wall/upkeep.ts';
import './wall/jw-pairing.ts';
import { WallScreen } from './wall/wall-screen.ts';

/** The light of a move. The camera goes to what is urgent when it comes in, not at every step of it. */
function sparkOf({ centre, severity, at, kind }: WallMove): Spark {
  const isNew = kind === 'reported' || kind === 'escalated';
  return { centre, severity: isNew ? severity : 'normal', at_ms: Date.parse(at) };
}

/**
 * A wall, or one screen of it: nobody sits at it, and it runs for weeks. What is on it stays there until something newer is.
 * `dataset.scene` of the page names the scene that is shown, `dataset.wallDrawn` says that the first one is complete.
 */
@customElement('jw-wall')
export class JwWall extends JwElement {
  @state() private drawn = false;
  @query('jw-wall-map') private map!: JwWallMap | null;
  #screen = new WallScreen(this, {
    appeared: (moves) => this.map?.pulse(moves.map(sparkOf)),
    rebuilt: () => this.map?.state.rebuilt_count ?? 0,
  });

  static override styles = css`
    jw-wall-map {
      position: fixed;
      inset: 0;
    }
    .word {
      display: grid;
      place-content: center;
      gap: 1rem;
      block-size: 100vh;
      text-align: center;
      font-size: 1.75rem;
    }
    .number {
      position: fixed;
      inset: 0;
      display: grid;
      place-content: center;
      background: color-mix(in srgb, var(--paper) 70%, transparent);
      font-size: 24rem;
      font-weight: 700;
      font-variant-numeric: tabular-nums;
    }
  `;

  override connectedCallback(): void {
    super.connectedCallback();
    document.documentElement.classList.add('wall');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.documentElement.classList.remove('wall');
  }

  override render() {
    const { phase } = this.#screen;
    if (phase === 'pairing') return html`<jw-pairing @jw-let-in=${() => void this.#screen.begin()}></jw-pairing>`;
    const view = this.view();
    return view ? this.stage(view) : this.word();
  }

  protected override updated(): void {
    const { shown } = this.#screen;
    if (shown) document.documentElement.dataset.scene = shown.scene.id;
    else delete document.documentElement.dataset.scene;
    this.#tellFirst();
  }

  /** What every part of the surface is drawn from; null while too little is known. */
  private view(): WallView | null {
    const { own, figures, moves, shown, reference, now_ms } = this.#screen;
    if (!own || !shown || !reference) return null;
    const { language } = this;
    return { ...shown, ...reference, own, figures, moves, now_ms, language, feed: live.standing.value };
  }

  private stage(view: WallView): TemplateResult {
    return html`<jw-wall-map
        .deployment=${view.deployment}
        .catalogues=${view.catalogues}
        .own=${view.own}
        .scene=${view.scene}
        .since_ms=${view.since_ms}
        .figures=${view.figures}
        .moves=${view.moves}
        .clock=${this.#clock}
        .language=${view.language}
        @jw-wall-drawn=${this.#mapDrawn}
        @jw-wall-lost=${reloadCarefully}
      ></jw-wall-map>
      <jw-wall-stage .view=${view}></jw-wall-stage>
      ${this.overlay(view)}`;
  }

  private overlay(view: WallView): TemplateResult | typeof nothing {
    const { own, now_ms } = view;
    const { identify_until_ms, resting } = steeringAt(own.wall.state, now_ms);
    if (identify_until_ms !== null && now_ms < identify_until_ms) return html`<div class="number">${own.part}</div>`;
    return resting ? html`<jw-wall-rest .view=${view}></jw-wall-rest>` : nothing;
  }

  /** Before anything is known: that the screen looks for its server. */
  private word(): TemplateResult {
    return html`<div class="word" role="status"><p>${this.words.wall.title}</p></div>`;
  }

  readonly #clock = () => serverClock.now();

  readonly #mapDrawn = (event: CustomEvent<{ scene: string; took_ms: number }>) => {
    this.drawn = true;
    const { scene, took_ms } = event.detail;
    const end = performance.now();
    performance.measure('jw-wall-scene', { start: Math.max(0, end - took_ms), end, detail: { scene, took_ms } });
    // Only the last ones are looked at; a page that runs for weeks must not keep them all.
    if (performance.getEntriesByName('jw-wall-scene').length > 200) performance.clearMeasures('jw-wall-scene');
  };

  #tellFirst(): void {
    const { dataset } = document.documentElement;
    if (dataset.wallDrawn || !this.drawn || !this.#screen.figures) return;
    dataset.wallDrawn = 'true';
    performance.mark('jw-wall-first');
  }
}
