import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { Map as MapLibreMap, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { PublicDeployment } from '../../server/api/deployment/schema.ts';
import type { LonLat } from '../../server/api/wire.ts';
import { JwElement } from '../elements/element.ts';
import { iconButton } from '../elements/parts.ts';
import { controlStyles, sheetStyles } from '../elements/styles.ts';
import { picking } from '../state/picking.ts';
import type { Theme } from '../theme/palette.ts';
import { reducedMotion } from './camera.ts';
import { mapStyles } from './map-styles.ts';
import { PlacePin, pinStyles } from './place-pin.ts';
import { placeStyle } from './place-style.ts';
import { screenScale } from './screen-scale.ts';
import { crosshair, flatMap, smallMapStyles, sourcesLine, wholeOf } from './small-map.ts';

setWorkerUrl(workerUrl);

/** Zoom at which a house can be told from the next. */
const near_zoom = 16.8;

/**
 * A small map of what everybody may see, for showing one place (`state/picking.ts`).
 * @fires jw-map-error with a sentence where the browser draws no map.
 */
@customElement('jw-place-map')
export class JwPlaceMap extends JwElement {
  @property({ attribute: false }) deployment: PublicDeployment | null = null;
  /** Resolved: `auto` is settled by the page. */
  @property({ attribute: false }) theme: Theme = 'day';
  @state() private keyboard = false;
  @query('.map') private container!: HTMLElement;
  #map: MapLibreMap | null = null;
  #pin: PlacePin | null = null;
  #end: (() => void) | undefined;

  static override styles = [
    sheetStyles,
    controlStyles,
    mapStyles,
    smallMapStyles,
    pinStyles,
    css`
      :host {
        position: relative;
        overflow: hidden;
        background: var(--paper);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#end = picking.subscribe((asked) => {
      if (asked?.centre) this.#look(asked.centre);
    });
    if (this.hasUpdated) this.#build();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end?.();
    this.#release();
  }

  override render() {
    const { page } = this.words;
    return html`<div class="map"></div>
      ${this.keyboard ? crosshair : nothing}
      <div class="zoom">
        ${iconButton('plus', page.zoomIn, () => this.#map?.zoomIn(motion()))}
        ${iconButton('minus', page.zoomOut, () => this.#map?.zoomOut(motion()))}
      </div>
      ${sourcesLine(this.deployment, this.words)}`;
  }

  override updated(changed: PropertyValues<this>): void {
    if (!this.#map) this.#build();
    else if (changed.has('theme') || changed.has('deployment')) this.#map.setStyle(this.#style());
  }

  #style() {
    return placeStyle(this.deployment!, this.theme, this.language, screenScale());
  }

  #build(): void {
    if (!this.deployment || this.#map || !this.isConnected) return;
    const centre = picking.value?.centre;
    try {
      this.#map = new MapLibreMap({
        container: this.container,
        style: this.#style(),
        ...(centre ? { center: centre, zoom: near_zoom } : { bounds: wholeOf(this.deployment) }),
        ...flatMap,
        locale: { 'Map.Title': this.words.report.place.map },
      });
    } catch (error) {
      console.error(error);
      this.emit('jw-map-error', this.words.report.place.noMap);
      return;
    }
    this.#pin = new PlacePin(this.#map);
    this.#map.once('idle', () => this.setAttribute('drawn', ''));
    this.#listenToKeys(this.#map);
  }

  #listenToKeys(map: MapLibreMap): void {
    const canvas = map.getCanvas();
    const look = () => {
      this.keyboard = canvas.matches(':focus-visible');
    };
    canvas.addEventListener('focus', look);
    canvas.addEventListener('blur', () => {
      this.keyboard = false;
    });
    canvas.addEventListener('pointerdown', () => {
      this.keyboard = false;
    });
    canvas.addEventListener('keydown', (event) => {
      this.keyboard = true;
      if (event.key !== 'Enter') return;
      event.preventDefault();
      this.#pin?.enter();
    });
  }

  /** Brings a place into view that was not shown on this map. */
  #look(centre: LonLat): void {
    const map = this.#map;
    if (!map) return;
    const there = map.getBounds().contains(centre);
    if (there && map.getZoom() > near_zoom - 3) return;
    map.easeTo({ center: centre, zoom: Math.max(map.getZoom(), near_zoom), ...motion() });
  }

  #release(): void {
    this.#pin?.release();
    this.#map?.remove();
    this.#map = null;
    this.#pin = null;
    this.container?.replaceChildren();
  }
}

function motion(): { duration: number } {
  return { duration: reducedMotion() ? 0 : 300 };
}
