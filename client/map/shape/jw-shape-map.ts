import { css, html, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import {
  type GeoJSONSource,
  Map as MapLibreMap,
  type Marker,
  type StyleSpecification,
  setWorkerUrl,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { Deployment } from '../../../server/api/deployment/schema.ts';
import type { LonLat } from '../../../server/api/wire.ts';
import { JwElement } from '../../elements/element.ts';
import { icon } from '../../elements/icon.ts';
import { iconButton } from '../../elements/parts.ts';
import { controlStyles, sheetStyles } from '../../elements/styles.ts';
import { paletteOf, type Theme } from '../../theme/palette.ts';
import { mapStyles } from '../map-styles.ts';
import { placeStyle } from '../place-style.ts';
import { screenScale } from '../screen-scale.ts';
import { flatMap, smallMapStyles, sourcesLine, wholeOf } from '../small-map.ts';
import { cornerAt, cornerStyles } from './corner.ts';
import { middleOf, placeAmong } from './outline.ts';

setWorkerUrl(workerUrl);

/** Zoom at which a house can be told from the next. */
const near_zoom = 17;

/**
 * A small map on which a point is moved, or the corners of an outline are: dragged, added by a click, taken away by Delete.
 * @fires jw-shape with the points, `[lon, lat]` each; one of a point.
 * @fires jw-map-error where the browser draws no map.
 */
@customElement('jw-shape-map')
export class JwShapeMap extends JwElement {
  @property({ attribute: false }) deployment!: Deployment;
  /** Resolved: `auto` is settled by the page. */
  @property() theme: Theme = 'day';
  @property() kind: 'place' | 'outline' = 'place';
  @property({ attribute: false }) points: readonly LonLat[] = [];
  @state() private strokes: (readonly LonLat[])[] = [];
  @query('.map') private container!: HTMLElement;
  #map: MapLibreMap | null = null;
  #corners: Marker[] = [];
  #drawn = '';

  static override styles = [
    sheetStyles,
    controlStyles,
    mapStyles,
    smallMapStyles,
    cornerStyles,
    css`
      :host {
        display: block;
        background: none;
      }
      .frame {
        position: relative;
        block-size: 18rem;
        overflow: hidden;
        border: 1px solid var(--rule);
        border-radius: var(--radius);
        background: var(--paper);
      }
      .under {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-3);
        margin-top: var(--space-2);
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#release();
  }

  override render() {
    const { page, registerBooks } = this.words;
    const words = registerBooks.shape;
    return html`<div class="frame">
        <div class="map"></div>
        <div class="zoom">
          ${iconButton('plus', page.zoomIn, () => this.#map?.zoomIn())}
          ${iconButton('minus', page.zoomOut, () => this.#map?.zoomOut())}
        </div>
        ${sourcesLine(this.deployment, this.words)}
      </div>
      <div class="under">
        <p class="note">${words[this.kind]}</p>
        <button class="outlined" type="button" ?disabled=${this.strokes.length === 0} @click=${this.back}>
          ${icon('undo')}${words.back}
        </button>
      </div>`;
  }

  override updated(changed: PropertyValues<this>): void {
    if (!this.#map) this.#build();
    else if (changed.has('theme')) this.#map.setStyle(this.#style());
    this.#draw();
  }

  #build(): void {
    if (!this.isConnected) return;
    const centre = middleOf(this.points);
    try {
      this.#map = new MapLibreMap({
        container: this.container,
        style: this.#style(),
        ...(centre ? { center: centre, zoom: near_zoom } : { bounds: wholeOf(this.deployment) }),
        ...flatMap,
        locale: { 'Map.Title': this.words.registerBooks.shape.map },
      });
    } catch (error) {
      console.error(error);
      this.emit('jw-map-error', null);
      return;
    }
    this.#map.on('click', ({ lngLat: { lng, lat } }) => this.#clicked([lng, lat]));
    this.#map.once('idle', () => this.setAttribute('drawn', ''));
  }

  /** The ground, and the outline over it. */
  #style(): StyleSpecification {
    const { accent } = paletteOf(this.theme);
    const style = placeStyle(this.deployment, this.theme, this.language, screenScale());
    return {
      ...style,
      sources: { ...style.sources, shape: { type: 'geojson', data: this.#feature() } },
      layers: [
        ...style.layers,
        { id: 'shape-fill', type: 'fill', source: 'shape', paint: { 'fill-color': accent, 'fill-opacity': 0.15 } },
        { id: 'shape-line', type: 'line', source: 'shape', paint: { 'line-color': accent, 'line-width': 2 } },
      ],
    };
  }

  #feature(): GeoJSON.Feature {
    const ring = this.kind === 'outline' && this.points.length > 1 ? [...this.points, this.points[0]!] : [];
    return { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } };
  }

  #draw(): void {
    const drawn = JSON.stringify(this.points);
    if (!this.#map || drawn === this.#drawn) return;
    this.#drawn = drawn;
    (this.#map.getSource('shape') as GeoJSONSource | undefined)?.setData(this.#feature());
    if (this.#corners.length === this.points.length) {
      this.#corners.forEach((corner, at) => {
        corner.setLngLat(this.points[at]!);
      });
    } else this.#place(this.#map);
    const centre = middleOf(this.points);
    if (centre && !this.#map.getBounds().contains(centre)) this.#map.jumpTo({ center: centre, zoom: near_zoom });
  }

  #place(map: MapLibreMap): void {
    const { shape } = this.words.registerBooks;
    for (const corner of this.#corners) corner.remove();
    this.#corners = this.points.map((at, index) =>
      cornerAt(map, at, {
        name: this.kind === 'place' ? shape.point : shape.corner(String(index + 1)),
        moved: (to) => this.#say(this.points.with(index, to)),
        removed: () => {
          if (this.kind === 'outline' && this.points.length > 3) this.#say(this.points.toSpliced(index, 1));
        },
      }),
    );
  }

  #clicked(at: LonLat): void {
    this.#say(this.kind === 'place' ? [at] : this.points.toSpliced(placeAmong(this.points, at), 0, at));
  }

  #say(points: readonly LonLat[]): void {
    this.strokes = [...this.strokes, this.points];
    this.emit('jw-shape', points);
  }

  /** Takes the last stroke back. */
  private back(): void {
    const before = this.strokes.at(-1);
    if (!before) return;
    this.strokes = this.strokes.slice(0, -1);
    this.emit('jw-shape', before);
  }

  #release(): void {
    for (const corner of this.#corners) corner.remove();
    this.#corners = [];
    this.#map?.remove();
    this.#map = null;
    this.#drawn = '';
  }
}
