import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Catalogues } from '../../server/api/codes/schema.ts';
import type { Deployment } from '../../server/api/deployment/schema.ts';
import type { PastMap } from '../../server/api/past/schema.ts';
import { incidentWords } from '../layers/incident-words.ts';
import { layers } from '../layers/index.ts';
import type { LayerContext, MapLayer } from '../layers/layer.ts';
import { words } from '../locales/index.ts';
import { shownPeriod } from '../state/period.ts';
import { countedAreas } from '../state/session.ts';
import { store, type ViewState } from '../state/store.ts';
import { paletteOf, type Theme } from '../theme/palette.ts';
import type { Focus } from './camera.ts';
import { Chart } from './chart.ts';
import { furniture } from './furniture.ts';
import { mapImage } from './image.ts';
import type { Aside } from './interaction.ts';
import { mapStyles } from './map-styles.ts';
import type { MeasureMode, Measurement } from './measure.ts';
import { pinStyles } from './place-pin.ts';
import { type ScaleBar, scaleBar } from './scale.ts';
import { screenScale } from './screen-scale.ts';

declare global {
  interface HTMLElementTagNameMap {
    'jw-map': JwMap;
  }
  interface HTMLElementEventMap {
    'jw-map-ready': CustomEvent<undefined>;
    'jw-map-idle': CustomEvent<undefined>;
    'jw-map-error': CustomEvent<{ message: string }>;
    'jw-layer-context': CustomEvent<{ context: LayerContext }>;
    'jw-measure': CustomEvent<Measurement>;
    'jw-pointer': CustomEvent<{ longitude: number; latitude: number }>;
  }
}

/** Widest scale bar in CSS pixels, and on narrow screens. */
const scaleRoom_px = 120;
const narrowScaleRoom_px = 72;

/**
 * The map: the only holder of a MapLibre Map. Reads the store itself and calls actions itself; what it cannot know comes in by properties.
 * Custom properties `--jw-map-foot` and `--jw-map-side` lift scale bar and sources clear of sheets that lie on the map.
 */
@customElement('jw-map')
export class JwMap extends LitElement {
  static override styles = [mapStyles, pinStyles];

  @property({ attribute: false }) deployment: Deployment | null = null;
  @property({ attribute: false }) catalogues: Catalogues | null = null;
  /** Flies there when `key` changes. */
  @property({ attribute: false }) focusOn: Focus | null = null;
  /** Building of the selected household, which has no shape of its own; null when none is selected. */
  @property({ attribute: false }) litBuilding: number | null = null;
  /** What clicks measure; null: clicks open things. */
  @property({ attribute: false }) measure: MeasureMode | null = null;
  /** Resolved: `auto` is settled by the page. */
  @property({ attribute: false }) theme: Theme = 'day';
  /** What was other on the day that is looked at; null: today. */
  @property({ attribute: false }) past: PastMap | null = null;

  /** The map of another day that lies over this one, in its slot. */
  aside: Aside | null = null;

  @state() private scale: ScaleBar | null = null;
  @state() private bearing = 0;
  @state() private pitch = 0;
  @state() private keyboard = false;
  @query('.map') private container!: HTMLElement;

  #chart: Chart | null = null;
  #breaks: readonly number[] = [];
  #smallCountBelow: number | null = null;
  #heat: readonly number[] = [];
  #context: LayerContext | null = null;
  #view: ViewState = store.state;
  #end: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#end = store.subscribe((next, before) => {
      this.#view = next;
      if (
        next.language !== before.language ||
        next.indicator !== before.indicator ||
        next.freshness !== before.freshness ||
        next.colouring !== before.colouring
      ) {
        this.#recontext();
        if (next.freshness === before.freshness && next.colouring === before.colouring) this.#chart?.reclass();
        // The scale bar has words, too.
        this.#moved();
        this.requestUpdate();
      }
    });
    if (this.hasUpdated) this.#build();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end?.();
    this.#chart?.remove();
    this.#chart = null;
  }

  override render() {
    return html`<div class="map"></div>
      <slot></slot>
      ${
        this.keyboard
          ? html`<svg class="crosshair" viewBox="0 0 32 32" aria-hidden="true">
            <circle cx="16" cy="16" r="5" />
            <path d="M16 1v8M16 23v8M1 16h8M23 16h8" />
          </svg>`
          : nothing
      }
      ${furniture({
        language: this.#view.language,
        deployment: this.deployment,
        scale: this.scale,
        turn: { bearing: this.bearing, pitch: this.pitch, resetNorth: () => this.resetNorth() },
      })}`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('deployment') || changed.has('catalogues') || changed.has('theme') || changed.has('past')) {
      if (this.#chart) this.#recontext();
      else this.#build();
    }
    const before = changed.get('deployment');
    const other = before && before.today !== this.deployment?.today;
    if (other || (before && this.#view.on && before.data_version !== this.deployment?.data_version))
      this.#chart?.lookAgain();
    else if (before && before.data_version !== this.deployment?.data_version) this.renew();
    if (changed.has('litBuilding')) this.#chart?.light();
    if (changed.has('measure')) this.#chart?.measure.start(this.measure);
    if (changed.has('focusOn') && this.focusOn && this.focusOn.key !== changed.get('focusOn')?.key) {
      this.#chart?.fly(this.focusOn);
    }
  }

  /** Zooms in by levels, out by negative ones. */
  zoomBy(delta: number): void {
    this.#chart?.zoomBy(delta);
  }

  /** Turns the map north up and looks straight down. */
  resetNorth(): void {
    this.#chart?.resetNorth();
  }

  /** Shows everything there is. */
  fitAll(): void {
    this.#chart?.fitAll();
  }

  /** Takes the last corner of a measurement back. */
  undoMeasure(): void {
    this.#chart?.measure.undo();
  }

  /** Begins the measurement anew. */
  clearMeasure(): void {
    this.#chart?.measure.clear();
  }

  /** Fetches counts and incidents anew, after the data changed. */
  renew(): void {
    this.#chart?.renew();
  }

  /** For a map that moves with this one; null before there is one. */
  get library() {
    return this.#chart?.map ?? null;
  }

  /** What the map draws of the incidents at the moment, for tests and benchmarks; null before there is a map. */
  get incidents() {
    return this.#chart?.data.incidents.state ?? null;
  }

  /**
   * The map as it stands as a PNG, with title, legend, scale bar, date and sources.
   * @throws when there is no map yet or the browser makes no picture
   */
  async toImage(): Promise<Blob> {
    const context = this.#context;
    const text = words(this.#view.language);
    if (!this.#chart || !context) throw new Error(text.map.error_image);
    const { deployment } = context;
    const shown = layers.filter((layer) => layer.id !== 'ground' && this.#view.layers[layer.id].visible);
    return mapImage(this.#chart.map, context, {
      title: [text.product, deployment.root?.name ?? deployment.city_name].filter(Boolean).join('　'),
      period: this.#view.layers.incidents.visible ? shownPeriod(this.#view.period, deployment.latest_day) : null,
      legends: shown.map((layer) => ({
        title: this.#titleOf(layer, context),
        entries: layer.legend(context),
      })),
    });
  }

  /** What a layer's legend is headed by: of incidents also which alone are shown. */
  #titleOf(layer: MapLayer, context: LayerContext): string {
    const text = words(context.language);
    if (layer.id === 'grids') return text.layers.indicator[context.indicator];
    const { category, status } = this.#view;
    const only = layer.id === 'incidents' && incidentWords(context, category, status, text);
    return only ? `${layer.title(context)} · ${text.incidents.only(only)}` : layer.title(context);
  }

  #build(): void {
    if (!this.deployment || !this.catalogues || this.#chart || !this.isConnected) return;
    this.#recontext();
    try {
      this.#chart = new Chart(this.container, {
        context: () => this.#context!,
        breaks: (breaks, smallCountBelow) => this.#classed(breaks, smallCountBelow),
        heat: (heat) => this.#warmed(heat),
        ready: () => this.#send('jw-map-ready'),
        drawn: () => {
          if (!document.documentElement.dataset.mapDrawn) performance.mark('jw-map-drawn');
          document.documentElement.dataset.mapDrawn = 'true';
          this.#send('jw-map-idle');
        },
        moved: () => this.#moved(),
        failed: (message) => this.#send('jw-map-error', { message }),
        measured: (measurement) => this.#send('jw-measure', measurement),
        pointer: (longitude, latitude) => this.#send('jw-pointer', { longitude, latitude }),
        litBuilding: () => this.litBuilding,
        aside: () => this.aside,
        lost: () => this.#rebuild(),
      });
    } catch (error) {
      console.error(error);
      this.#send('jw-map-error', { message: words(this.#view.language).map.error_webgl });
      return;
    }
    this.#listenToKeys(this.#chart);
    this.#chart.measure.start(this.measure);
    if (this.focusOn && !this.#view.camera) this.#chart.fly(this.focusOn);
    this.#moved();
  }

  /** A lost graphics context did not come back: the map is made anew from the store, where it stood. */
  #rebuild(): void {
    this.#chart?.remove();
    this.#chart = null;
    this.container.replaceChildren();
    this.#build();
  }

  #listenToKeys(chart: Chart): void {
    const canvas = chart.map.getCanvas();
    canvas.addEventListener('focus', () => {
      this.keyboard = canvas.matches(':focus-visible');
    });
    canvas.addEventListener('blur', () => {
      this.keyboard = false;
    });
    canvas.addEventListener('pointerdown', () => {
      this.keyboard = false;
    });
    // Before MapLibre's own listener, which may already end the move.
    const pressed = (event: KeyboardEvent) => {
      this.keyboard = true;
      if (event.key !== 'Enter') return;
      event.preventDefault();
      chart.enter();
    };
    canvas.addEventListener('keydown', pressed, { capture: true });
    chart.map.on('moveend', () => {
      if (this.keyboard && !chart.measure.active) chart.tellMiddle();
    });
  }

  #classed(breaks: number[], smallCountBelow: number | null): void {
    const same = smallCountBelow === this.#smallCountBelow && JSON.stringify(breaks) === JSON.stringify(this.#breaks);
    if (same) return;
    this.#breaks = breaks;
    this.#smallCountBelow = smallCountBelow;
    this.#recontext();
  }

  #warmed(heat: number[]): void {
    if (JSON.stringify(heat) === JSON.stringify(this.#heat)) return;
    this.#heat = heat;
    this.#recontext();
  }

  /** Makes the context anew, brings the map to it and tells the legends. */
  #recontext(): void {
    if (!this.deployment || !this.catalogues) return;
    const { language, indicator, freshness, colouring } = this.#view;
    this.#context = {
      deployment: this.deployment,
      catalogues: this.catalogues,
      palette: paletteOf(this.theme),
      language,
      indicator,
      freshness,
      colouring,
      breaks: this.#breaks,
      small_count_below: this.#smallCountBelow,
      counted: countedAreas(),
      heat: this.#heat,
      today: this.deployment.today,
      past: this.past,
    };
    this.#chart?.restyle();
    this.#send('jw-layer-context', { context: this.#context });
  }

  #moved(): void {
    const map = this.#chart?.map;
    if (!map) return;
    const room = this.clientWidth < 900 ? narrowScaleRoom_px : scaleRoom_px;
    this.scale = scaleBar(map.getCenter().lat, map.getZoom(), room * screenScale(), this.#view.language);
    this.bearing = map.getBearing();
    this.pitch = map.getPitch();
  }

  #send(type: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}
