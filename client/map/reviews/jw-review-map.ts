import { css, html, nothing, type PropertyValues, render } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { LngLatBounds, Map as MapLibreMap, Marker, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { Deployment } from '../../../server/api/deployment/schema.ts';
import type { Bounds, LonLat } from '../../../server/api/wire.ts';
import { JwElement } from '../../elements/element.ts';
import { icon } from '../../elements/icon.ts';
import { iconButton } from '../../elements/parts.ts';
import { controlStyles, sheetStyles } from '../../elements/styles.ts';
import type { Theme } from '../../theme/palette.ts';
import { reducedMotion } from '../camera.ts';
import { furniture } from '../furniture.ts';
import { mapStyles } from '../map-styles.ts';
import { pinStyles } from '../place-pin.ts';
import { placeStyle } from '../place-style.ts';
import type { ScaleBar } from '../scale.ts';
import { screenScale } from '../screen-scale.ts';
import { crosshair, flatMap, scaleOf, wholeOf, zoomStyles } from '../small-map.ts';
import { type NumberedPlace, numberedPlaces } from './numbered-places.ts';

setWorkerUrl(workerUrl);

/** Nearer than this a house fills the picture and says nothing of the streets around it. */
const nearest_zoom = 17;
/**
 * Candidates by their numbers over the streets and houses; a press says where it is instead.
 * @fires jw-map-place with `[lon, lat]` of a click, or of the middle when Enter is pressed.
 * @fires jw-map-candidate with a candidate counted from 0.
 * @fires jw-map-error where the browser draws no map.
 */
@customElement('jw-review-map')
export class JwReviewMap extends JwElement {
  @property({ attribute: false }) deployment!: Deployment;
  /** Resolved: `auto` is settled by the page. */
  @property() theme: Theme = 'day';
  /** The first is number 1. */
  @property({ attribute: false }) places: readonly LonLat[] = [];
  /** Of a place that is pointed at. */
  @property({ attribute: false }) pin: LonLat | null = null;
  /** True: a press is asked for. */
  @property({ type: Boolean }) asking = false;
  @state() private keyboard = false;
  @state() private scale: ScaleBar | null = null;
  @query('.map') private container!: HTMLElement;
  #map: MapLibreMap | null = null;
  #marks: Marker[] = [];
  #pin: Marker | null = null;

  static override styles = [
    sheetStyles,
    controlStyles,
    mapStyles,
    zoomStyles,
    pinStyles,
    css`
      button.numbered {
        display: grid;
        place-items: center;
        min-inline-size: 1.75rem;
        min-block-size: 1.75rem;
        padding: 0 0.4rem;
        border: 0.125rem solid var(--sheet);
        border-radius: 1rem;
        background: var(--accent);
        color: var(--sheet);
        font-size: var(--type-2);
        font-weight: 600;
        font-variant-numeric: tabular-nums;
        line-height: 1;
        box-shadow: 0 0.0625rem 0.375rem rgb(0 0 0 / 40%);
      }
      .put {
        color: var(--cinnabar);
        font-size: 1.75rem;
        line-height: 0;
        pointer-events: none;
        filter: drop-shadow(0 0 0.125rem var(--sheet)) drop-shadow(0 0 0.125rem var(--sheet));
      }
    `,
  ];

  /** Gives the keys to the map, so that its middle can be chosen. */
  takeKeys(): void {
    this.#map?.getCanvas().focus();
    this.keyboard = true;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#map?.remove();
    this.#map = null;
    this.#marks = [];
    this.#pin = null;
    this.container?.replaceChildren();
  }

  override render() {
    const { page } = this.words;
    return html`<div class="map"></div>
      ${this.keyboard && this.asking ? crosshair : nothing}
      <div class="zoom">
        ${iconButton('plus', page.zoomIn, () => this.#map?.zoomIn())}
        ${iconButton('minus', page.zoomOut, () => this.#map?.zoomOut())}
        ${iconButton('whole', this.words.patrol.map.whole, () => this.#fit())}
      </div>
      ${furniture({ language: this.language, deployment: this.deployment, scale: this.scale })}`;
  }

  override updated(changed: PropertyValues<this>): void {
    const stood = this.#map !== null;
    this.#build();
    if (!this.#map) return;
    if (stood && changed.has('theme')) this.#map.setStyle(this.#style());
    if (!stood || changed.has('places')) this.#number();
    if (stood && changed.has('places')) this.#fit();
    if (changed.has('pin')) this.#point();
    this.#map.getContainer().classList.toggle('picking', this.asking);
  }

  #style() {
    return placeStyle(this.deployment, this.theme, this.language, screenScale());
  }

  #build(): void {
    if (this.#map || !this.isConnected) return;
    try {
      this.#map = new MapLibreMap({
        container: this.container,
        style: this.#style(),
        bounds: this.#bounds(),
        fitBoundsOptions: this.#around(),
        ...flatMap,
        locale: { 'Map.Title': this.words.reviews.map },
      });
    } catch (error) {
      console.error(error);
      this.emit('jw-map-error');
      return;
    }
    this.#listen(this.#map);
  }

  #listen(map: MapLibreMap): void {
    map.on('error', (event) => console.warn(event.error));
    const measure = () => {
      this.scale = scaleOf(map, this.language, this.scale);
    };
    map.on('moveend', measure);
    measure();
    map.once('idle', () => this.setAttribute('drawn', ''));
    map.on('click', ({ lngLat: { lng, lat } }) => this.emit('jw-map-place', [lng, lat] satisfies LonLat));
    const canvas = map.getCanvas();
    canvas.addEventListener('blur', () => {
      this.keyboard = false;
    });
    canvas.addEventListener('pointerdown', () => {
      this.keyboard = false;
    });
    canvas.addEventListener('keydown', (event) => {
      this.keyboard = true;
      if (event.key !== 'Enter' || !this.asking) return;
      event.preventDefault();
      const { lng, lat } = map.getCenter();
      this.emit('jw-map-place', [lng, lat] satisfies LonLat);
    });
  }

  #number(): void {
    for (const mark of this.#marks) mark.remove();
    this.#marks = numberedPlaces(this.places).map((numbered) => this.#mark(numbered));
  }

  #mark({ numbers, place }: NumberedPlace): Marker {
    const element = document.createElement('button');
    element.type = 'button';
    element.className = 'numbered';
    element.textContent = numbers.join('·');
    element.addEventListener('click', (event) => {
      // Else the map takes it for a click on the place behind it.
      event.stopPropagation();
      this.emit('jw-map-candidate', numbers[0]! - 1);
    });
    const mark = new Marker({ element }).setLngLat(place).addTo(this.#map!);
    // MapLibre names every marker the same.
    element.setAttribute('aria-label', numbers.map((number) => this.words.reviews.candidate(number)).join(' '));
    return mark;
  }

  #point(): void {
    this.#pin?.remove();
    this.#pin = null;
    if (!this.pin) return;
    const element = document.createElement('div');
    element.className = 'put';
    render(icon('pin'), element);
    this.#pin = new Marker({ element, anchor: 'bottom' }).setLngLat(this.pin).addTo(this.#map!);
    element.setAttribute('aria-hidden', 'true');
  }

  #fit(): void {
    this.#map?.fitBounds(this.#bounds(), { ...this.#around(), duration: reducedMotion() ? 0 : 300 });
  }

  /** Room for the marks and the buttons at the right, whose size follows the type. */
  #around() {
    const [room, buttons] = [40 * screenScale(), 72 * screenScale()];
    const padding = { top: room, bottom: room, left: room, right: buttons };
    return { padding, maxZoom: nearest_zoom };
  }

  #bounds(): LngLatBounds | Bounds {
    const [first, ...others] = this.places;
    if (!first) return wholeOf(this.deployment);
    return others.reduce((box, place) => box.extend(place), new LngLatBounds(first, first));
  }
}
