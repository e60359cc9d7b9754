import { css, html, nothing, svg, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Walk, WalkStreet } from '../../../server/api/patrol-walk/schema.ts';
import type { LonLat } from '../../../server/api/wire.ts';
import { JwElement } from '../../elements/element.ts';
import { partStyles } from '../../elements/part-styles.ts';
import { controlStyles, sheetStyles } from '../../elements/styles.ts';
import type { SeenStop } from '../../state/walk/walk-stops.ts';
import { type Drawing, drawingOf } from './route-drawing.ts';
import { routeMap, routeMapStyles } from './route-map.ts';

const room = { width: 400, height: 320, margin: 28 };

/** The route of a walk, drawn from what the phone keeps: whole, or the way to the next stop; and on request where this phone is. */
@customElement('jw-walk-map')
export class JwWalkMap extends JwElement {
  @property({ attribute: false }) walk!: Walk;
  @property({ attribute: false }) stops: readonly SeenStop[] = [];
  /** Place in the route of the next stop, from 1; null: there is none. */
  @property({ attribute: false }) next: number | null = null;
  @state() private whole = true;
  @state() private here: LonLat | null = null;
  @state() private lost = false;
  #watch: number | null = null;
  #drawing: Drawing = drawingOf([[0, 0]], room);

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    routeMapStyles,
    css`
      figure {
        border: 1px solid var(--rule);
        background: var(--paper);
      }
      .choices {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        margin-top: var(--space-2);
      }
      .note {
        margin-top: var(--space-1);
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopWatching();
  }

  protected override willUpdate(): void {
    this.#drawing = drawingOf(this.seen(), room);
  }

  override render() {
    const { map } = this.words.walk;
    const watching = this.#watch !== null;
    const whole = this.whole || this.next === null;
    return html`<figure>${this.picture()}</figure>
      <div class="choices">
        <button class="outlined" aria-pressed=${whole} @click=${() => this.show(true)}>${map.whole}</button>
        <button class="outlined" aria-pressed=${!whole} ?disabled=${this.next === null} @click=${() => this.show(false)}>${map.leg}</button>
        ${'geolocation' in navigator ? html`<button class="outlined" aria-pressed=${watching} @click=${this.toggleHere}>${map.here}</button>` : nothing}
      </div>
      ${watching ? html`<p class="note" role="status">${this.lost ? map.away : map.here_note}</p>` : nothing}`;
  }

  private picture(): TemplateResult {
    const { walk } = this;
    const places = this.stops.map(({ stop, number, done_at, late }) => ({
      at: stop.centre,
      label: String(number),
      state: done_at
        ? ('done' as const)
        : number === this.next
          ? ('next' as const)
          : late
            ? ('late' as const)
            : ('due' as const),
    }));
    const legs = walk.legs.map(({ line }, place) => ({ line, faint: this.next !== null && place !== this.next - 1 }));
    const streets: readonly WalkStreet[] = walk.streets;
    return routeMap(
      { drawing: this.#drawing, streets, legs, places, label: this.words.walk.map.label, type: 11 },
      this.dot(),
    );
  }

  private dot() {
    if (!this.here) return nothing;
    const [x, y] = this.#drawing.at(this.here);
    return svg`<g class="here"><circle cx=${x} cy=${y} r="12" /><circle class="core" cx=${x} cy=${y} r="5" /></g>`;
  }

  /** Places that are to be in sight. */
  private seen(): LonLat[] {
    const { legs } = this.walk;
    const leg = this.next === null || this.whole ? undefined : legs[this.next - 1];
    const places = leg ? leg.line : legs.flatMap(({ line }) => line);
    const all = places.length > 0 ? places : this.stops.map(({ stop }) => stop.centre);
    return all.length > 0 ? all : [[0, 0]];
  }

  private show(whole: boolean): void {
    this.whole = whole;
  }

  private readonly toggleHere = () => {
    if (this.#watch !== null) return this.stopWatching();
    this.lost = false;
    this.#watch = navigator.geolocation.watchPosition(
      ({ coords }) => {
        this.here = [coords.longitude, coords.latitude];
        this.lost = false;
      },
      () => {
        this.lost = true;
      },
      { enableHighAccuracy: true, maximumAge: 10_000 },
    );
    this.requestUpdate();
  };

  private stopWatching(): void {
    if (this.#watch !== null) navigator.geolocation.clearWatch(this.#watch);
    this.#watch = null;
    this.here = null;
    this.requestUpdate();
  }
}
