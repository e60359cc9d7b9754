import type { FeatureCollection, Polygon } from 'geojson';
import { type GeoJSONSource, Map as MapLibreMap, prewarm, type StyleSpecification, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { LonLat } from '../../../server/api/wire.ts';
import type { LayerContext } from '../../layers/layer.ts';
import type { Camera } from '../../state/store.ts';
import { wallHeaders } from '../../state/wall-page.ts';
import { AreaCounts } from '../area-counts.ts';
import { supplyIcons } from '../icons.ts';
import { applyChanges, styleChanges } from '../style-changes.ts';
import { outside } from './mask.ts';
import { applyCutOut, type CutOut, freeAnchor } from './viewport.ts';
import { type WallView, wallStyle } from './wall-style.ts';

setWorkerUrl(workerUrl);
// A map that is made anew finds its workers where they were.
prewarm();

/** How soon tiles that did not come are asked for again, ms; each time twice as long, up to the longest. */
const retry_ms = 3000;
const longestRetry_ms = 60_000;

/** Views out of sight whose tiles are kept, for scenes that come back to them. MapLibre would keep five, and so those of every flight to an event. */
const CACHED_VIEWS = 1;

/** A tile's column, row and zoom. */
interface Canonical {
  x: number;
  y: number;
  z: number;
}

/** What the chart asks of the element around it, and tells it. */
export interface WallChartHost {
  context(): LayerContext;
  view(): WallView;
  breaks(breaks: number[], smallCountBelow: number | null): void;
  /** Its sources can be filled. */
  ready(): void;
  /** Everything that the style and the data ask for has been drawn; in the task that drew it. */
  complete(): void;
  /** Something on the picture changed its place. */
  drawn(): void;
  /** The graphics context is gone. */
  lost(): void;
}

/** One MapLibre map of a wall, and what is joined to it. When its graphics are lost another is made. */
export class WallChart {
  readonly map: MapLibreMap;
  readonly #counts: AreaCounts;
  readonly #ends: (() => void)[] = [];
  #style: StyleSpecification;
  #loaded = false;
  #released = false;
  /** Tiles that did not come, by source. */
  readonly #failed = new Map<string, Canonical[]>();
  #retry: ReturnType<typeof setTimeout> | undefined;
  #wait_ms = retry_ms;
  #pieces = 0;

  /** @throws Error where no graphics context can be had */
  constructor(
    container: HTMLElement,
    first: { camera: Camera; cutOut: CutOut; pixelRatio: number },
    private readonly host: WallChartHost,
  ) {
    this.#hearLoss(container);
    this.#style = wallStyle(host.context(), host.view());
    this.map = new MapLibreMap({
      container,
      style: this.#style,
      pixelRatio: first.pixelRatio,
      interactive: false,
      attributionControl: false,
      maplibreLogo: false,
      fadeDuration: 0,
      maxPitch: 70,
      maxZoom: 21,
      localIdeographFontFamily: '',
      refreshExpiredTiles: false,
      maxTileCacheZoomLevels: CACHED_VIEWS,
      validateStyle: false,
      trackResize: false,
      crossSourceCollisions: true,
      transformRequest: (url) => ({ url, headers: { ...wallHeaders } }),
      canvasContextAttributes: { antialias: navigator.hardwareConcurrency > 4, powerPreference: 'high-performance' },
    });
    const { map } = this;
    freeAnchor(map);
    this.frame(first.cutOut);
    this.place(first.camera);
    this.#counts = new AreaCounts(map, {
      context: () => (host.view().scene.indicator === null ? null : host.context()),
      breaks: (breaks, below) => host.breaks(breaks, below),
      ended: (error) => {
        if (error) console.warn(error);
        map.triggerRepaint();
      },
    });
    supplyIcons(map);
    this.#listen();
  }

  /** Brings the map to what the context and the view say now; where that is what it shows nothing is done. */
  restyle(): void {
    if (!this.#loaded) return;
    const next = wallStyle(this.host.context(), this.host.view());
    const changes = styleChanges(this.#style, next);
    this.#style = next;
    applyChanges(this.map, changes);
    this.recount();
  }

  /** Fetches the counts that the scene shows where they are not here. */
  recount(): void {
    if (this.#loaded && this.host.view().scene.indicator !== null) {
      this.#counts.refresh(this.host.context());
      this.#counts.reclass();
    }
  }

  /** Counts are out of date. */
  staleCounts(): void {
    this.#counts.empty();
    this.recount();
  }

  place({ longitude, latitude, zoom, bearing, pitch }: Camera): void {
    this.map.jumpTo({ center: [longitude, latitude], zoom, bearing, pitch });
  }

  frame(cutOut: CutOut): void {
    applyCutOut(this.map, cutOut);
  }

  resize(cutOut: CutOut, pixelRatio: number): void {
    this.map.setPixelRatio(pixelRatio);
    this.map.resize();
    this.frame(cutOut);
  }

  incidents(shapes: FeatureCollection): void {
    if (this.#loaded) this.map.getSource<GeoJSONSource>('wall_incidents')?.setData(shapes);
  }

  resources(shapes: FeatureCollection): void {
    if (this.#loaded) this.map.getSource<GeoJSONSource>('wall_resources')?.setData(shapes);
  }

  /** Asks again for what did not come. */
  retry(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    const failed = [...this.#failed];
    this.#failed.clear();
    // Named one by one: asked for all of a source, MapLibre waits for ever for those that failed.
    for (const [source, tiles] of failed) this.map.refreshTiles(source, tiles);
  }

  /** Lines of the routes of some squads, as far as their tiles are here. */
  routes(squads: readonly number[]): LonLat[][] {
    if (squads.length === 0) return [];
    return this.map
      .querySourceFeatures('patrol', {
        sourceLayer: 'patrol_route',
        filter: ['in', ['get', 'squad_id'], ['literal', [...squads]]],
      })
      .flatMap(({ geometry }) => {
        if (geometry.type === 'LineString') return [geometry.coordinates as LonLat[]];
        return geometry.type === 'MultiLineString' ? (geometry.coordinates as LonLat[][]) : [];
      });
  }

  get busy(): boolean {
    return this.#counts.busy;
  }

  /** Some tiles did not come and are to be asked for again: the picture lacks something. */
  get lacking(): boolean {
    return this.#failed.size > 0;
  }

  release(): void {
    this.#released = true;
    clearTimeout(this.#retry);
    for (const end of this.#ends) end();
    this.#counts.release();
    this.map.remove();
  }

  #listen(): void {
    const { map, host } = this;
    map.on('error', (event) => {
      const { sourceId, tile } = event as { sourceId?: string; tile?: { tileID: { canonical: Canonical } } };
      console.warn(event.error);
      if (sourceId && tile) this.#later(sourceId, tile.tileID.canonical);
    });
    map.once('style.load', () => {
      this.#loaded = true;
      this.restyle();
      host.ready();
    });
    map.on('move', () => host.drawn());
    map.on('idle', () => {
      this.#wait_ms = this.#failed.size === 0 ? retry_ms : this.#wait_ms;
      void this.#mask();
      host.complete();
    });
  }

  /**
   * Hears that the graphics are lost before the map does, and keeps it from the map: it would wait to be given them back, and what it
   * then holds would never be let go. One made anew is there sooner, and comes also where they are gone for good.
   */
  #hearLoss(container: HTMLElement): void {
    const lost = (event: Event) => {
      event.stopPropagation();
      setTimeout(() => this.#released || this.host.lost());
    };
    container.addEventListener('webglcontextlost', lost, { capture: true });
    this.#ends.push(() => container.removeEventListener('webglcontextlost', lost, { capture: true }));
  }

  #later(source: string, { x, y, z }: Canonical): void {
    this.#failed.set(source, [...(this.#failed.get(source) ?? []), { x, y, z }]);
    if (this.#retry !== undefined) return;
    this.#retry = setTimeout(() => this.retry(), this.#wait_ms);
    this.#wait_ms = Math.min(longestRetry_ms, this.#wait_ms * 2);
  }

  /** Veils what lies outside the wall's own area, once more of its outline is here. */
  async #mask(): Promise<void> {
    const pieces = this.map.querySourceFeatures('wall_outline', {
      sourceLayer: 'area',
      filter: ['==', ['get', 'area_code'], this.host.view().area.area_code],
    });
    if (pieces.length === this.#pieces) return;
    this.#pieces = pieces.length;
    const shape = await outside(pieces.map(({ geometry }) => geometry as Polygon)).catch((error: unknown) => {
      console.warn(error);
      return null;
    });
    if (shape && !this.#released) this.map.getSource<GeoJSONSource>('wall_mask')?.setData(shape);
  }
}
