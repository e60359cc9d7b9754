import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { type GeoJSONSource, Map as MapLibreMap, type StyleSpecification, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { Deployment } from '../../../server/api/deployment/schema.ts';
import type { ImportPlaces } from '../../../server/api/imports/schema.ts';
import type { Bounds, LonLat } from '../../../server/api/wire.ts';
import { JwElement } from '../../elements/element.ts';
import { iconButton } from '../../elements/parts.ts';
import { controlStyles, sheetStyles } from '../../elements/styles.ts';
import { paletteOf, type Theme } from '../../theme/palette.ts';
import { mapStyles } from '../map-styles.ts';
import { placeStyle } from '../place-style.ts';
import { screenScale } from '../screen-scale.ts';
import { boundsOf } from './bounds.ts';

setWorkerUrl(workerUrl);

/** Nearer than this a place fills the picture and says nothing of the streets around it. */
const nearest_zoom = 17;

/**
 * Shapes of a file over the streets and known houses.
 * @fires jw-map-place with `[lon, lat]` of a click.
 * @fires jw-map-error where the browser draws no map.
 */
@customElement('jw-import-map')
export class JwImportMap extends JwElement {
  @property({ attribute: false }) deployment!: Deployment;
  /** Resolved: `auto` is settled by the page. */
  @property() theme: Theme = 'day';
  @property({ attribute: false }) places: ImportPlaces['items'] = [];
  @query('.map') private container!: HTMLElement;
  #map: MapLibreMap | null = null;
  /** Somebody looks at a part of it: other coordinates are compared there. */
  #held = false;

  static override styles = [
    sheetStyles,
    controlStyles,
    mapStyles,
    css`
      :host {
        border: 1px solid var(--rule);
        border-radius: var(--radius);
      }
      .zoom {
        position: absolute;
        inset: var(--space-2) var(--space-2) auto auto;
        display: grid;
        background: var(--sheet);
        border: 1px solid var(--rule);
        border-radius: var(--radius);
      }
      .sources {
        position: absolute;
        inset: auto var(--space-2) 0.125rem;
        font-size: 0.6875rem;
        line-height: 1.3;
        color: var(--ink-soft);
        text-shadow:
          0 0 0.125rem var(--paper),
          0 0 0.25rem var(--paper);
        pointer-events: none;
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#map?.remove();
    this.#map = null;
  }

  override render() {
    const { page, map } = this.words;
    const { attributions, map_approval_number } = this.deployment;
    return html`<div class="map"></div>
      <div class="zoom">
        ${iconButton('plus', page.zoomIn, () => this.#zoom(1))}
        ${iconButton('minus', page.zoomOut, () => this.#zoom(-1))}
      </div>
      <div class="sources">
        ${attributions.map((source) => html`<span>${source}</span> `)}
        ${map_approval_number ? html`<span>${map.approval} ${map_approval_number}</span>` : nothing}
      </div>`;
  }

  override updated(changed: PropertyValues<this>): void {
    if (!this.#map) {
      this.#build();
      return;
    }
    if (changed.has('theme')) this.#map.setStyle(this.#style());
    if (!changed.has('places')) return;
    (this.#map.getSource('import') as GeoJSONSource | undefined)?.setData(this.#features());
    if (this.#held && this.#seesSome(this.#map)) return;
    const bounds = boundsOf(this.places, this.#home);
    if (bounds) this.#map.fitBounds(bounds, { padding: 32, maxZoom: nearest_zoom, duration: 0 });
  }

  get #home(): Bounds | null {
    const { root, bounds } = this.deployment;
    return root?.bounds ?? bounds;
  }

  #build(): void {
    if (!this.isConnected) return;
    try {
      this.#map = new MapLibreMap({
        container: this.container,
        style: this.#style(),
        bounds: boundsOf(this.places, this.#home) ?? this.#home ?? [73, 18, 135, 54],
        fitBoundsOptions: { padding: 32, maxZoom: nearest_zoom },
        attributionControl: false,
        maplibreLogo: false,
        dragRotate: false,
        pitchWithRotate: false,
        touchPitch: false,
        minZoom: 1,
        maxZoom: 20,
        localIdeographFontFamily: '',
        refreshExpiredTiles: false,
        validateStyle: false,
        locale: { 'Map.Title': this.words.imports.place.map },
      });
    } catch (error) {
      console.error(error);
      this.emit('jw-map-error', null);
      return;
    }
    this.#map.on('click', ({ lngLat: { lng, lat } }) => this.emit('jw-map-place', [lng, lat] satisfies LonLat));
    this.#map.on('movestart', ({ originalEvent }) => {
      if (originalEvent) this.#held = true;
    });
    this.#map.once('idle', () => this.setAttribute('drawn', ''));
  }

  #zoom(levels: number): void {
    this.#held = true;
    this.#map?.zoomTo(this.#map.getZoom() + levels);
  }

  #seesSome(map: MapLibreMap): boolean {
    const seen = map.getBounds();
    return this.places.some(({ place }) => seen.contains(place));
  }

  /** The ground, and what the file holds over it. */
  #style(): StyleSpecification {
    const { accent, sheet } = paletteOf(this.theme);
    const scale = screenScale();
    const style = placeStyle(this.deployment, this.theme, this.language, scale);
    const source = 'import';
    return {
      ...style,
      sources: { ...style.sources, [source]: { type: 'geojson', data: this.#features() } },
      layers: [
        ...style.layers,
        {
          ...{ id: 'import-area', type: 'fill', source, filter: ['==', ['geometry-type'], 'Polygon'] },
          paint: { 'fill-color': accent, 'fill-opacity': 0.2 },
        },
        {
          ...{ id: 'import-line', type: 'line', source, filter: ['!=', ['geometry-type'], 'Point'] },
          paint: { 'line-color': accent, 'line-width': 1.5 * scale },
        },
        {
          ...{ id: 'import-point', type: 'circle', source, filter: ['==', ['geometry-type'], 'Point'] },
          paint: {
            'circle-color': accent,
            'circle-radius': 4.5 * scale,
            'circle-stroke-color': sheet,
            'circle-stroke-width': 1.5 * scale,
          },
        },
      ],
    };
  }

  #features(): GeoJSON.FeatureCollection {
    return {
      type: 'FeatureCollection',
      features: this.places.map(({ shape }) => ({
        type: 'Feature',
        properties: {},
        geometry: shape as GeoJSON.Geometry,
      })),
    };
  }
}
