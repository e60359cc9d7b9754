import { type GeoJSONSource, Map as MapLibreMap, type MapMouseEvent, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { Bounds, LonLat } from '../../../server/api/wire.ts';
import { words } from '../../locales/index.ts';
import type { LanguageChoice } from '../../state/store.ts';
import { paletteOf, type Theme } from '../../theme/palette.ts';
import { reducedMotion } from '../camera.ts';
import type { PlaceDeployment } from '../place-style.ts';
import { screenScale } from '../screen-scale.ts';
import type { CoverPiece } from './cover-classes.ts';
import { patrolFeatures } from './features.ts';
import type { NightOverlay } from './night-overlay.ts';
import { choosable, coverLayers, type PatrolSource, patrolStyle, plateLayers } from './patrol-style.ts';
import { supplyPlates } from './plates.ts';
import type { PatrolScene, Pointed } from './scene.ts';

setWorkerUrl(workerUrl);

/** What stands around a chart. */
export interface Surroundings {
  deployment: PlaceDeployment;
  theme: Theme;
  language: LanguageChoice;
}

/** How a stretch of ground lies in the map. */
const fitting = { padding: { top: 36, right: 60, bottom: 60, left: 36 }, maxZoom: 17 } as const;
/** Pixels around a pointer in which a thing is meant. */
const reach_px = 6;

/** One map of patrols: the console's ground with what a scene holds. */
export class PatrolChart {
  readonly map: MapLibreMap;
  #around: Surroundings;
  #scene: PatrolScene | null = null;
  #ready = false;
  #night: NightOverlay | null = null;
  #nightAsked = false;
  /** What is wanted in view for as long as nobody moved the map by hand. */
  #wanted: Bounds | null;

  /** @throws where the browser draws no map */
  constructor(
    readonly container: HTMLElement,
    around: Surroundings,
    bounds: Bounds,
  ) {
    this.#around = around;
    this.#wanted = bounds;
    this.map = new MapLibreMap({
      container,
      style: this.#style(),
      bounds,
      fitBoundsOptions: fitting,
      attributionControl: false,
      maplibreLogo: false,
      fadeDuration: 120,
      minZoom: 3,
      maxZoom: 20,
      maxPitch: 60,
      localIdeographFontFamily: '',
      refreshExpiredTiles: false,
      validateStyle: false,
      locale: { 'Map.Title': words(around.language).patrol.map.label },
    });
    supplyPlates(this.map, () => paletteOf(this.#around.theme));
    this.map.on('style.load', () => {
      this.#ready = true;
      const scene = this.#scene;
      this.#scene = null;
      if (scene) this.show(scene);
    });
    this.map.on('error', (event) => console.warn(event.error));
    this.map.on('movestart', (event) => {
      if ('originalEvent' in event && event.originalEvent) this.#wanted = null;
    });
  }

  /** Draws a scene; what has not changed is left as it is. */
  show(scene: PatrolScene): void {
    const before = this.#scene;
    this.#scene = scene;
    if (!this.#ready) return;
    if (!before || !sameButClock(before, scene)) {
      const { routes, streets, spots, preview } = patrolFeatures(scene);
      this.fill('routes', routes);
      this.fill('streets', streets);
      this.fill('spots', spots);
      this.fill('preview', preview);
    }
    if (before?.cover !== scene.cover) {
      this.fill('cover', {
        type: 'FeatureCollection',
        features: (scene.cover ?? []).map(({ line, cover }, at) => ({
          type: 'Feature',
          geometry: { type: 'LineString', coordinates: line },
          properties: { cover, at },
        })),
      });
    }
    this.#showNight();
  }

  /** Puts features into one of the map's sources. */
  fill(source: PatrolSource, features: GeoJSON.FeatureCollection): void {
    this.map.getSource<GeoJSONSource>(source)?.setData(features);
  }

  /** Another theme or language: the whole style anew. */
  dress(around: Surroundings): void {
    this.#around = around;
    this.#ready = false;
    // A style that is set anew throws out what deck.gl drew into it.
    this.#night?.remove();
    this.#night = null;
    this.map.setStyle(this.#style(), { diff: false });
  }

  /** The uppermost thing under the pointer; null: none. */
  pointed({ x, y }: { x: number; y: number }): Pointed | null {
    if (!this.#ready) return null;
    const box = around({ x, y });
    for (const layer of choosable) {
      const isPlate = plateLayers.some((name) => name === layer);
      const [found] = this.map.queryRenderedFeatures(isPlate ? [x, y] : box, { layers: [layer] });
      if (!found) continue;
      const { kind, id, squad_id, visit } = found.properties as Pointed;
      return {
        ...(kind !== undefined && { kind }),
        ...(id !== undefined && { id }),
        ...(squad_id !== undefined && { squad_id }),
        ...(visit !== undefined && { visit }),
      };
    }
    return null;
  }

  /** The piece of street under the pointer, where streets are shown by when they were passed; null: none. */
  covered(point: { x: number; y: number }): CoverPiece | null {
    const { cover = null } = this.#scene ?? {};
    if (!this.#ready || !cover) return null;
    const [found] = this.map.queryRenderedFeatures(around(point), { layers: coverLayers });
    return cover[found?.properties.at as number] ?? null;
  }

  /** Shows a stretch of ground so that everything in it is seen. */
  fit(bounds: Bounds): void {
    this.#wanted = bounds;
    this.map.fitBounds(bounds, { ...fitting, duration: reducedMotion() ? 0 : 700 });
  }

  /** The room for the map is another: what was wanted in view stays in view. */
  resize(): void {
    this.map.resize();
    if (this.#wanted) this.map.fitBounds(this.#wanted, { ...fitting, duration: 0 });
  }

  /** Brings a place into view; does nothing where it is in view already and near enough. */
  look(centre: LonLat): void {
    this.#wanted = null;
    const near = this.map.getZoom() > 14.5;
    if (near && this.map.getBounds().contains(centre)) return;
    this.map.easeTo({
      center: centre,
      zoom: Math.max(this.map.getZoom(), 15.5),
      duration: reducedMotion() ? 0 : 500,
    });
  }

  remove(): void {
    this.#night?.remove();
    this.map.remove();
    this.container.replaceChildren();
  }

  #style() {
    const { deployment, theme, language } = this.#around;
    return patrolStyle(deployment, theme, language, screenScale());
  }

  /** The animation comes with its own code, when somebody first asks for a moment of the night. */
  #showNight(): void {
    const { plan, clock_min } = this.#scene ?? { plan: null, clock_min: null };
    if (!plan?.result || clock_min === null) {
      this.#night?.remove();
      this.#night = null;
      this.#nightAsked = false;
      return;
    }
    if (this.#night) this.#night.show(plan, clock_min, paletteOf(this.#around.theme), screenScale());
    else if (!this.#nightAsked) {
      this.#nightAsked = true;
      import('./night-overlay.ts')
        .then(({ NightOverlay }) => {
          this.#nightAsked = false;
          if (this.#night || this.#scene?.clock_min == null || !this.container.isConnected) return;
          this.#night = new NightOverlay(this.map);
          this.#showNight();
        })
        // Without it the moment is shown by the plates alone; it is asked for again when the clock is next begun.
        .catch((error: unknown) => console.warn(error));
    }
  }
}

/** The box in which a thing is meant. */
function around({ x, y }: { x: number; y: number }): [[number, number], [number, number]] {
  return [
    [x - reach_px, y - reach_px],
    [x + reach_px, y + reach_px],
  ];
}

/** Whether two scenes differ in nothing but the moment that is looked at; windows are told by the quarter of an hour. */
function sameButClock(before: PatrolScene, after: PatrolScene): boolean {
  const quarter = ({ clock_min }: PatrolScene) => (clock_min === null ? null : Math.floor(clock_min / 15));
  return (
    quarter(before) === quarter(after) &&
    (['points', 'streets', 'squads', 'plan', 'other', 'preview', 'chosen', 'proposals'] as const).every(
      (part) => before[part] === after[part],
    )
  );
}

/** `[lon, lat]` of an event on a map. */
export function placeOfEvent({ lngLat }: Pick<MapMouseEvent, 'lngLat'>): LonLat {
  return [lngLat.lng, lngLat.lat];
}
