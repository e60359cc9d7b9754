import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Deployment } from '../../../server/api/deployment/schema.ts';
import type { PatrolPlan } from '../../../server/api/patrol-plans/schema.ts';
import type { Bounds, LonLat } from '../../../server/api/wire.ts';
import { JwElement } from '../../elements/element.ts';
import { iconButton } from '../../elements/parts.ts';
import { controlStyles, sheetStyles } from '../../elements/styles.ts';
import type { Clock } from '../../format/time.ts';
import type { Theme } from '../../theme/palette.ts';
import { reducedMotion } from '../camera.ts';
import { furniture } from '../furniture.ts';
import { mapStyles } from '../map-styles.ts';
import { PlacePin, pinStyles } from '../place-pin.ts';
import type { ScaleBar } from '../scale.ts';
import { crosshair, scaleOf, wholeOf, zoomStyles } from '../small-map.ts';
import { boundsOf } from './bounds.ts';
import { coverPopup } from './cover-popup.ts';
import { CoverTeller } from './cover-teller.ts';
import { handleStyles } from './handles.ts';
import { MapHand } from './map-hand.ts';
import { pairCameras } from './paired-cameras.ts';
import { PatrolChart } from './patrol-chart.ts';
import { patrolMapStyles } from './patrol-map-styles.ts';
import { emptyScene, type PatrolScene } from './scene.ts';
import { type DrawnLine, draftOf, emptyDraft, type StreetDraft, type WayBetween } from './street-drawing.ts';

/** How long the browser may take to give a lost graphics context back. */
const restore_ms = 3000;

/**
 * The map of patrols: points, streets, squads, a plan's routes and its night; beside it, with one camera, the plan that it is compared with.
 * @fires jw-map-choose with a Chosen, or null.
 * @fires jw-map-move with `{ kind: 'point' | 'squad', id, centre }` when a plate was dragged.
 * @fires jw-map-line with a DrawnLine as a street is drawn.
 * @fires jw-map-error with a sentence where the browser draws no map.
 */
@customElement('jw-patrol-map')
export class JwPatrolMap extends JwElement {
  @property({ attribute: false }) deployment: Deployment | null = null;
  /** Resolved: `auto` is settled by the page. */
  @property({ attribute: false }) theme: Theme = 'day';
  /** All that is drawn. */
  @property({ attribute: false }) scene: PatrolScene = emptyScene;
  /** The plan on the second map; null: there is none. */
  @property({ attribute: false }) compare: PatrolPlan | null = null;
  /** What is wanted in view at first, and when it changes. */
  @property({ attribute: false }) bounds: Bounds | null = null;
  /** Points and squads' starts may be dragged. */
  @property({ type: Boolean }) movable = false;
  /** Street that is drawn: an empty line begins one; null: none is. */
  @property({ attribute: false }) drawing: readonly LonLat[] | null = null;
  /** Asks for the way between two corners of a drawn street. */
  @property({ attribute: false }) way: WayBetween = async () => null;
  @state() private scale: ScaleBar | null = null;
  @state() private turn = { bearing: 0, pitch: 0 };
  @state() private keyboard = false;
  @query('.first .map') private first!: HTMLElement;
  @query('.second .map') private second!: HTMLElement | null;

  #chart: PatrolChart | null = null;
  #beside: PatrolChart | null = null;
  #hand: MapHand | null = null;
  #teller: CoverTeller | null = null;
  #pin: PlacePin | null = null;
  #part: (() => void) | null = null;
  #resize = new ResizeObserver(() => {
    for (const chart of this.#charts) chart.resize();
  });

  static override styles = [
    sheetStyles,
    controlStyles,
    mapStyles,
    zoomStyles,
    pinStyles,
    handleStyles,
    patrolMapStyles,
  ];

  /** Brings a place into view. */
  look(centre: LonLat): void {
    this.#chart?.look(centre);
  }

  /** Shows a stretch of ground. */
  fit(bounds: Bounds): void {
    this.#chart?.fit(bounds);
  }

  /** Shows another moment of the night; all else stays as it is. */
  play(clock_min: number): void {
    this.scene = { ...this.scene, clock_min };
  }

  /** Takes the last change of a drawn street back. */
  undoCorner(): void {
    this.#hand?.undoCorner();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#release();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.requestUpdate();
  }

  override render() {
    const { map, page } = { map: this.words.patrol.map, page: this.words.page };
    return html`
      <div class="pair" ?data-two=${this.compare !== null}>
        <div class="half first">
          <div class="map"></div>
          ${this.compare ? this.planName(this.scene.plan) : nothing}
        </div>
        ${this.compare ? html`<div class="half second"><div class="map"></div>${this.planName(this.compare)}</div>` : nothing}
      </div>
      ${this.keyboard ? crosshair : nothing}
      <div class="zoom">
        ${iconButton('plus', page.zoomIn, () => this.#zoom(1))}
        ${iconButton('minus', page.zoomOut, () => this.#zoom(-1))}
        ${iconButton('whole', map.whole, () => this.bounds && this.fit(this.bounds))}
      </div>
      ${furniture({
        language: this.language,
        deployment: this.deployment,
        scale: this.scale,
        turn: {
          ...this.turn,
          resetNorth: () => this.#chart?.map.easeTo({ bearing: 0, pitch: 0, duration: reducedMotion() ? 0 : 300 }),
        },
      })}
    `;
  }

  override updated(changed: PropertyValues<this>): void {
    const stood = this.#chart !== null;
    this.#build();
    const chart = this.#chart;
    if (!chart || !this.deployment) return;
    const around = { deployment: this.deployment, theme: this.theme, language: this.language };
    if (stood && (changed.has('theme') || changed.has('deployment')))
      for (const each of this.#charts) each.dress(around);
    this.#pair();
    chart.show(this.scene);
    if (!this.scene.cover) this.#teller?.hide();
    this.#beside?.show({ ...this.scene, plan: this.compare, other: this.scene.plan, preview: [] });
    // A map that was just made looks there, and draws that, already.
    if (stood && changed.has('bounds') && this.bounds) chart.fit(this.bounds);
    if (stood && changed.has('drawing')) this.#draw();
    // The bar's words are in the language of the screen.
    if (stood) this.#measure();
  }

  private planName(plan: PatrolPlan | null): TemplateResult {
    return html`<p class="plan-name">${plan?.name ?? ''}</p>`;
  }

  get #charts(): PatrolChart[] {
    return [this.#chart, this.#beside].filter((chart) => chart !== null);
  }

  #build(): void {
    if (this.#chart || !this.deployment || !this.isConnected || !this.first) return;
    const around = { deployment: this.deployment, theme: this.theme, language: this.language };
    try {
      this.#chart = new PatrolChart(this.first, around, this.#startBounds());
    } catch (error) {
      console.error(error);
      this.emit('jw-map-error', this.words.patrol.map.noMap);
      return;
    }
    const { map } = this.#chart;
    this.#pin = new PlacePin(map);
    this.#hand = new MapHand(this.#chart, this.#hands());
    this.#teller = new CoverTeller(this.#chart, (piece) => coverPopup(piece, this.#clock));
    this.#resize.observe(this);
    map.on('move', () => this.#measure());
    map.once('load', () => this.#measure());
    map.once('idle', () => this.setAttribute('drawn', ''));
    map.on('style.load', () => this.#hand?.again());
    map.on('moveend', () => this.keyboard && this.#teller?.tellMiddle());
    this.#watchGraphics(this.#chart);
    this.#listenToKeys(map.getCanvas());
    this.#draw();
  }

  #hands() {
    return {
      movable: () => this.movable,
      chosen: (chosen: unknown) => this.emit('jw-map-choose', chosen),
      moved: (kind: 'point' | 'squad', id: number, centre: LonLat) => this.emit('jw-map-move', { kind, id, centre }),
      drawn: (drawn: DrawnLine) => this.emit('jw-map-line', drawn),
      cornerLabel: (index: number, count: number) => this.words.patrol.map.corner(index + 1, count),
      way: (from: LonLat, to: LonLat) => this.way(from, to),
    };
  }

  get #clock(): Clock {
    const { today, time_zone } = this.deployment!;
    return { today, timeZone: time_zone, language: this.language };
  }

  #startBounds(): Bounds {
    return this.bounds ?? boundsOf(this.scene) ?? wholeOf(this.deployment!);
  }

  /** Brings the second map, or puts it away. */
  #pair(): void {
    if (this.second && !this.#beside && this.#chart && this.deployment) {
      const around = { deployment: this.deployment, theme: this.theme, language: this.language };
      this.#chart.resize();
      try {
        this.#beside = new PatrolChart(this.second, around, this.#startBounds());
      } catch (error) {
        console.error(error);
        this.emit('jw-map-error', this.words.patrol.map.noMap);
        return;
      }
      this.#beside.map.on('click', ({ point }) => this.emit('jw-map-choose', this.#beside?.pointed(point) ?? null));
      this.#watchGraphics(this.#beside);
      this.#part = pairCameras(this.#chart.map, this.#beside.map);
    } else if (!this.second && this.#beside) {
      this.#part?.();
      this.#beside.remove();
      this.#beside = null;
      this.#chart?.resize();
    }
  }

  /** Begins to draw, or goes on with what was drawn on a map that was lost. */
  #draw(): void {
    const { drawing } = this;
    const begun = drawing === null ? null : drawing.length > 1 ? draftOf(drawing) : emptyDraft;
    this.#hand?.draw(begun && (this.#drawn ?? begun));
    this.#drawn = null;
  }
  #drawn: StreetDraft | null = null;

  #measure(): void {
    const map = this.#chart?.map;
    if (!map) return;
    this.scale = scaleOf(map, this.language, this.scale);
    const [bearing, pitch] = [map.getBearing(), map.getPitch()];
    if (bearing !== this.turn.bearing || pitch !== this.turn.pitch) this.turn = { bearing, pitch };
  }

  #zoom(by: number): void {
    const map = this.#chart?.map;
    map?.zoomTo(map.getZoom() + by, { duration: reducedMotion() ? 0 : 250 });
  }

  #listenToKeys(canvas: HTMLCanvasElement): void {
    const look = () => {
      this.keyboard = canvas.matches(':focus-visible');
    };
    const off = () => {
      this.keyboard = false;
      this.#teller?.hide();
    };
    canvas.addEventListener('focus', look);
    canvas.addEventListener('blur', off);
    canvas.addEventListener('pointerdown', off);
    canvas.addEventListener('keydown', (event) => {
      this.keyboard = true;
      if (event.key === 'Enter') {
        this.#hand?.enter();
        this.#teller?.tellMiddle();
      } else if (event.key === 'Backspace' && this.drawing) this.undoCorner();
      else return;
      event.preventDefault();
    });
  }

  /** The map would draw itself anew, but what deck.gl had on the graphics card is gone for good. */
  #watchGraphics({ map }: PatrolChart): void {
    map.on('webglcontextlost', () => {
      window.clearTimeout(this.#lost);
      this.#lost = window.setTimeout(() => this.#rebuild(), restore_ms);
    });
    map.on('webglcontextrestored', () => this.#rebuild());
  }
  #lost = 0;

  /** A map whose graphics context is lost is made anew from what is shown. */
  #rebuild(): void {
    if (!this.isConnected) return;
    this.#drawn = this.#hand?.draft ?? null;
    this.#release();
    this.requestUpdate();
  }

  #release(): void {
    window.clearTimeout(this.#lost);
    this.#resize.disconnect();
    this.#part?.();
    this.#pin?.release();
    this.#teller?.remove();
    for (const chart of this.#charts) chart.remove();
    this.#chart = this.#beside = this.#hand = this.#teller = this.#pin = this.#part = null;
  }
}
