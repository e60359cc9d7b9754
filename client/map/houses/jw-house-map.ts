import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { Map as MapLibreMap, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { Deployment } from '../../../server/api/deployment/schema.ts';
import type { Bounds } from '../../../server/api/wire.ts';
import { JwElement } from '../../elements/element.ts';
import { legendList, legendStyles } from '../../elements/legend.ts';
import { iconButton } from '../../elements/parts.ts';
import { controlStyles, sheetStyles } from '../../elements/styles.ts';
import { paletteOf, type Theme } from '../../theme/palette.ts';
import { reducedMotion } from '../camera.ts';
import { supplyIcons } from '../icons.ts';
import { mapStyles } from '../map-styles.ts';
import { screenScale } from '../screen-scale.ts';
import { crosshair, flatMap, smallMapStyles, sourcesLine, wholeOf } from '../small-map.ts';
import { drawingOf, type HouseSign, houseStyle, signState } from './house-style.ts';

setWorkerUrl(workerUrl);

const around = { padding: 24, maxZoom: 18 } as const;

/**
 * A small map of houses, each with a sign: how far something is there, or that it was chosen.
 * @fires jw-house with a house's number, when it is pressed, or entered while it lies in the middle.
 * @fires jw-map-error where the browser draws no map.
 */
@customElement('jw-house-map')
export class JwHouseMap extends JwElement {
  @property({ attribute: false }) deployment!: Deployment;
  /** Resolved: `auto` is settled by the page. */
  @property({ attribute: false }) theme: Theme = 'day';
  @property({ attribute: false }) bounds: Bounds | null = null;
  /** By the house's number. */
  @property({ attribute: false }) signs: ReadonlyMap<number, HouseSign> = new Map();
  /** The signs that the legend names, with their words. */
  @property({ attribute: false }) legend: readonly (readonly [HouseSign, string])[] = [];
  /** What the map is of, for who does not see it. */
  @property() label = '';
  @state() private keyboard = false;
  @query('.map') private container!: HTMLElement;
  #map: MapLibreMap | null = null;
  #ready = false;

  static override styles = [
    sheetStyles,
    controlStyles,
    mapStyles,
    smallMapStyles,
    legendStyles,
    css`
      :host {
        display: block;
      }
      .frame {
        position: relative;
        overflow: hidden;
        block-size: min(28rem, 70vh);
        border: 1px solid var(--rule);
        border-radius: var(--radius);
        background: var(--paper);
      }
      .legend {
        margin-top: var(--space-2);
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#map?.remove();
    this.#map = null;
    this.#ready = false;
    this.container?.replaceChildren();
  }

  override render() {
    const { page, patrol } = this.words;
    const palette = paletteOf(this.theme);
    return html`<div class="frame">
        <div class="map"></div>
        ${this.keyboard ? crosshair : nothing}
        <div class="zoom">
          ${iconButton('plus', page.zoomIn, () => this.#map?.zoomIn())}
          ${iconButton('minus', page.zoomOut, () => this.#map?.zoomOut())}
          ${iconButton('whole', patrol.map.whole, () => this.#fit())}
        </div>
        ${sourcesLine(this.deployment, this.words)}
      </div>
      ${legendList(
        this.legend.map(([sign, label]) => ({ label, ...drawingOf(sign, palette) })),
        this.label,
      )}`;
  }

  override updated(changed: PropertyValues<this>): void {
    const stood = this.#map !== null;
    if (!stood) this.#build();
    else if (changed.has('theme')) {
      this.#ready = false;
      this.#map?.setStyle(this.#style());
    }
    if (changed.has('signs')) this.#say();
    if (stood && changed.has('bounds')) this.#fit();
  }

  #style() {
    return houseStyle(this.deployment, this.theme, this.language, screenScale());
  }

  #build(): void {
    if (!this.isConnected) return;
    try {
      this.#map = new MapLibreMap({
        container: this.container,
        style: this.#style(),
        bounds: this.bounds ?? wholeOf(this.deployment),
        fitBoundsOptions: around,
        ...flatMap,
        locale: { 'Map.Title': this.label },
      });
    } catch (error) {
      console.error(error);
      this.emit('jw-map-error', null);
      return;
    }
    supplyIcons(this.#map);
    this.#listen(this.#map);
  }

  #listen(map: MapLibreMap): void {
    map.on('style.load', () => {
      this.#ready = true;
      this.#say();
    });
    map.once('idle', () => this.setAttribute('drawn', ''));
    map.on('click', ({ point }) => this.#press(point));
    const canvas = map.getCanvas();
    canvas.addEventListener('focus', () => {
      this.keyboard = canvas.matches(':focus-visible');
    });
    canvas.addEventListener('blur', () => {
      this.keyboard = false;
    });
    canvas.addEventListener('keydown', (event) => {
      this.keyboard = true;
      if (event.key !== 'Enter') return;
      event.preventDefault();
      this.#press(map.project(map.getCenter()));
    });
  }

  #press({ x, y }: { x: number; y: number }): void {
    const [found] = this.#map!.queryRenderedFeatures([x, y], { layers: ['buildings-footprint'] });
    if (typeof found?.id === 'number') this.emit('jw-house', found.id);
  }

  #say(): void {
    if (!this.#ready) return;
    const signs = Object.fromEntries([...this.signs].map(([id, sign]) => [String(id), sign]));
    this.#map?.setGlobalStateProperty(signState, signs);
  }

  #fit(): void {
    if (this.bounds) this.#map?.fitBounds(this.bounds, { ...around, duration: reducedMotion() ? 0 : 300 });
  }
}
