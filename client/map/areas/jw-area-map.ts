import { pointOnFeature } from '@turf/turf';
import type { MultiPolygon, Polygon } from 'geojson';
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { type GeoJSONSource, Map as MapLibreMap, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { AreaProblem, AreaShape } from '../../../server/api/area-changes/schema.ts';
import type { Deployment } from '../../../server/api/deployment/schema.ts';
import type { Bounds, LonLat } from '../../../server/api/wire.ts';
import { JwElement } from '../../elements/element.ts';
import { iconButton } from '../../elements/parts.ts';
import { controlStyles, sheetStyles } from '../../elements/styles.ts';
import { paletteOf, type Theme } from '../../theme/palette.ts';
import { reducedMotion } from '../camera.ts';
import { furniture } from '../furniture.ts';
import { mapStyles } from '../map-styles.ts';
import { Handles, handleStyles } from '../patrol/handles.ts';
import { pinStyles } from '../place-pin.ts';
import type { ScaleBar } from '../scale.ts';
import { screenScale } from '../screen-scale.ts';
import { crosshair, flatMap, scaleOf, wholeOf, zoomStyles } from '../small-map.ts';
import { areaMapStyles } from './area-map-styles.ts';
import { type AreaSource, areaStyle, supplyHatch } from './area-style.ts';
import { snapped } from './snap.ts';

setWorkerUrl(workerUrl);

/** An area that is drawn. */
export interface DrawnArea {
  area_code: string;
  name: string;
  shape: AreaShape;
}

/** All that a map of areas shows. */
export interface AreaScene {
  /** To choose from. */
  areas: readonly DrawnArea[];
  chosen: readonly string[];
  /** What would become of the chosen; empty: not looked at yet. */
  after: readonly DrawnArea[];
  problems: readonly AreaProblem[];
  /** Lines to cut by, or a border; the first can be changed while something is drawn. */
  lines: readonly (readonly LonLat[])[];
  /** Places that are pointed at, the one that is looked at larger. */
  marks?: readonly { place: LonLat; looked: boolean; grave: boolean }[];
}

const around = { padding: 48, maxZoom: 18 } as const;
/** How near a street or border draws a corner onto itself, CSS pixels. */
const reach_px = 10;
/**
 * The map of areas that are to be reorganised: a press chooses one, or sets the next corner of the line that is drawn; corners are dragged,
 * moved by arrow keys, and taken away by Delete.
 * @fires jw-area-choose with an area code.
 * @fires jw-area-line with the line, `[lon, lat]`.
 */
@customElement('jw-area-map')
export class JwAreaMap extends JwElement {
  @property({ attribute: false }) deployment: Deployment | null = null;
  /** Resolved: `auto` is settled by the page. */
  @property({ attribute: false }) theme: Theme = 'day';
  @property({ attribute: false }) scene: AreaScene = { areas: [], chosen: [], after: [], problems: [], lines: [] };
  /** True: a press sets a corner. */
  @property({ type: Boolean }) drawing = false;
  @property({ attribute: false }) bounds: Bounds | null = null;
  @state() private keyboard = false;
  @state() private scale: ScaleBar | null = null;
  @query('.map') private container!: HTMLElement;
  #map: MapLibreMap | null = null;
  #handles: Handles | null = null;
  #ready = false;

  static override styles = [sheetStyles, controlStyles, mapStyles, zoomStyles, pinStyles, handleStyles, areaMapStyles];

  /** What is shown now as a PNG, to be printed; null before anything is drawn. */
  async picture(): Promise<string | null> {
    const map = this.#map;
    if (!map) return null;
    return new Promise((resolve) => {
      map.once('render', () => map.getCanvas().toBlob((blob) => resolve(blob && URL.createObjectURL(blob))));
      map.triggerRepaint();
    });
  }

  /** Brings a place into view. */
  look(centre: LonLat): void {
    const map = this.#map;
    map?.easeTo({ center: centre, zoom: Math.max(map.getZoom(), 16.5), duration: reducedMotion() ? 0 : 300 });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#map?.remove();
    this.#map = null;
    this.#ready = false;
    this.container?.replaceChildren();
  }

  override render() {
    const { page, map } = this.words;
    return html`<div class="map"></div>
      ${this.keyboard ? crosshair : nothing}
      <div class="zoom">
        ${iconButton('plus', page.zoomIn, () => this.#map?.zoomIn())}
        ${iconButton('minus', page.zoomOut, () => this.#map?.zoomOut())}
        ${iconButton('whole', this.words.patrol.map.whole, () => this.#fit())}
      </div>
      ${furniture({ language: this.language, deployment: this.deployment, scale: this.scale })}
      <p class="visually-hidden" role="status">${this.drawing ? this.words.areas.mapHelp : map.label}</p>`;
  }

  override updated(changed: PropertyValues<this>): void {
    // A new scale bar is no reason to draw the scene anew.
    if (changed.size === 1 && (changed as Map<string, unknown>).has('scale')) return;
    const stood = this.#map !== null;
    this.#build();
    if (stood && (changed.has('theme') || changed.has('deployment'))) {
      this.#ready = false;
      this.#map?.setStyle(this.#style());
    }
    this.#show();
    if (stood && changed.has('bounds')) this.#fit();
    this.#map?.getContainer().classList.toggle('picking', this.drawing);
  }

  #style() {
    return areaStyle(this.deployment!, this.theme, this.language, screenScale());
  }

  #build(): void {
    if (!this.deployment || this.#map || !this.isConnected) return;
    try {
      this.#map = new MapLibreMap({
        container: this.container,
        style: this.#style(),
        bounds: this.bounds ?? wholeOf(this.deployment),
        fitBoundsOptions: around,
        ...flatMap,
        doubleClickZoom: false,
        locale: { 'Map.Title': this.words.areas.map },
      });
    } catch (error) {
      console.error(error);
      return;
    }
    supplyHatch(this.#map, () => paletteOf(this.theme));
    this.#handles = new Handles(this.#map, {
      label: (index, count) => this.words.areas.corner(index + 1, count),
      moved: (index, centre, dragged) => {
        const place = dragged ? this.#snapped(centre) : centre;
        this.#change((line) => line.map((corner, at) => (at === index ? place : corner)));
      },
      dropped: (index) => this.#change((line) => line.filter((_, at) => at !== index)),
    });
    this.#listen(this.#map);
  }

  #listen(map: MapLibreMap): void {
    map.on('style.load', () => {
      this.#ready = true;
      this.#show();
    });
    map.on('error', (event) => console.warn(event.error));
    const measure = () => {
      this.scale = scaleOf(map, this.language, this.scale);
    };
    map.on('moveend', measure);
    measure();
    map.once('idle', () => this.setAttribute('drawn', ''));
    map.on('click', ({ point, lngLat }) => this.#press(point, [lngLat.lng, lngLat.lat]));
    const canvas = map.getCanvas();
    const look = () => {
      this.keyboard = canvas.matches(':focus-visible');
    };
    canvas.addEventListener('focus', look);
    canvas.addEventListener('blur', () => {
      this.keyboard = false;
    });
    canvas.addEventListener('keydown', (event) => {
      this.keyboard = true;
      if (event.key !== 'Enter') return;
      event.preventDefault();
      const { lng, lat } = map.getCenter();
      this.#press(map.project([lng, lat]), [lng, lat]);
    });
  }

  #press(point: { x: number; y: number }, place: LonLat): void {
    if (this.drawing) {
      this.#change((line) => [...line, this.#snapped(place)]);
      return;
    }
    const [found] = this.#map!.queryRenderedFeatures([point.x, point.y], { layers: ['areas-below-fill'] });
    if (found) this.emit('jw-area-choose', found.properties.area_code);
  }

  /** On the street or border that is near enough to be meant; else where it was set. */
  #snapped(place: LonLat): LonLat {
    const map = this.#map!;
    const { x, y } = map.project(place);
    const box: [[number, number], [number, number]] = [
      [x - reach_px, y - reach_px],
      [x + reach_px, y + reach_px],
    ];
    const lines = map
      .queryRenderedFeatures(box)
      .filter(({ source, sourceLayer }) => sourceLayer === 'road' || source === 'areas-below')
      .flatMap(({ geometry }) => linesOf(geometry))
      .map((line) => line.map((corner) => map.project(corner)));
    const found = snapped({ x, y }, lines, reach_px);
    if (!found) return place;
    const { lng, lat } = map.unproject([found.x, found.y]);
    return [lng, lat];
  }

  #change(change: (line: readonly LonLat[]) => LonLat[]): void {
    this.emit('jw-area-line', change(this.scene.lines[0] ?? []));
  }

  #show(): void {
    if (!this.#ready || !this.#map) return;
    const { areas, chosen, after, problems, lines, marks = [] } = this.scene;
    const shown = after.length > 0 ? areas.filter(({ area_code }) => !chosen.includes(area_code)) : areas;
    this.#fill(
      'areas-below',
      shown.map(({ shape, area_code }) => [shape, { area_code, chosen: chosen.includes(area_code) }]),
    );
    this.#fill(
      'areas-after',
      after.map(({ shape }, place) => [shape, { place }]),
    );
    // At one point each: MapLibre would name a surface once in every tile.
    this.#fill(
      'areas-name',
      [...shown, ...after].map(({ shape, name }) => [
        pointOnFeature(shape as Polygon | MultiPolygon).geometry,
        { name },
      ]),
    );
    this.#fill(
      'areas-wrong',
      problems.flatMap(({ shape, kind }) => (shape ? [[shape, { kind }] as const] : [])),
    );
    this.#fill(
      'areas-line',
      lines.filter((line) => line.length > 1).map((line) => [{ type: 'LineString', coordinates: line }, {}]),
    );
    this.#fill(
      'areas-mark',
      marks.map(({ place, ...how }) => [{ type: 'Point', coordinates: place }, how]),
    );
    this.#handles?.show(this.drawing ? (lines[0] ?? []) : []);
  }

  #fill(source: AreaSource, drawn: readonly (readonly [object, object])[]): void {
    const features = drawn.map(([geometry, properties]) => ({ type: 'Feature' as const, geometry, properties }));
    (this.#map!.getSource(source) as GeoJSONSource | undefined)?.setData({
      type: 'FeatureCollection',
      features,
    } as never);
  }

  #fit(): void {
    if (this.bounds) this.#map?.fitBounds(this.bounds, { ...around, duration: reducedMotion() ? 0 : 300 });
  }
}

/** The lines of a geometry: itself, or its borders. */
function linesOf(geometry: GeoJSON.Geometry): LonLat[][] {
  if (geometry.type === 'LineString') return [geometry.coordinates as LonLat[]];
  if (geometry.type === 'MultiLineString' || geometry.type === 'Polygon') return geometry.coordinates as LonLat[][];
  if (geometry.type === 'MultiPolygon') return geometry.coordinates.flat() as LonLat[][];
  return [];
}
