import type { Map as MapLibreMap, PaddingOptions } from 'maplibre-gl';
import type { Bounds, LonLat } from '../../server/api/wire.ts';
import { moveCamera } from '../state/actions.ts';
import { type Camera, store } from '../state/store.ts';

/** Where the map is wanted to fly; a new `key` is a new flight. */
export interface Focus {
  bounds: Bounds;
  centre: LonLat;
  key: string;
}

/** What is no wider than this many degrees is a point: the map comes near enough to see the house. */
const point_deg = 0.000_01;
const pointZoom = 17.6;
const closestFit = 18.2;

/** Keeps the store's camera and the map's together, at rest only: nothing is written while the map moves. */
export class MapCamera {
  /** The camera last read from the map; the same object in the store means that the map itself put it there. */
  #own: Camera | null = null;
  #end: () => void;

  constructor(private readonly map: MapLibreMap) {
    map.on('moveend', () => this.#report());
    this.#end = store.subscribe((state, before) => {
      if (state.camera && state.camera !== before.camera && state.camera !== this.#own) this.#jump(state.camera);
    });
  }

  /** Flies to a focus so that it stands clear of the panels; jumps where reduced motion is asked for. */
  fly({ bounds }: Focus): void {
    const [west, south, east, north] = bounds;
    const small = east - west < point_deg && north - south < point_deg;
    this.map.fitBounds(bounds, {
      padding: panelPadding(this.map.getContainer()),
      maxZoom: small ? Math.max(this.map.getZoom(), pointZoom) : closestFit,
      bearing: this.map.getBearing(),
      pitch: this.map.getPitch(),
      duration: reducedMotion() ? 0 : 1100,
    });
  }

  /** Shows everything there is, north up. */
  fit(bounds: Bounds): void {
    const padding = panelPadding(this.map.getContainer());
    this.map.fitBounds(bounds, { padding, bearing: 0, pitch: 0, duration: reducedMotion() ? 0 : 900 });
  }

  release(): void {
    this.#end();
  }

  #report(): void {
    const { lng, lat } = this.map.getCenter();
    this.#own = {
      longitude: lng,
      latitude: lat,
      zoom: this.map.getZoom(),
      bearing: this.map.getBearing(),
      pitch: this.map.getPitch(),
    };
    moveCamera(this.#own);
  }

  #jump(camera: Camera): void {
    const { longitude, latitude, zoom, bearing, pitch } = camera;
    this.map.jumpTo({ center: [longitude, latitude], zoom, bearing, pitch });
  }
}

/** Room that head, rail and panel take from the map, in CSS pixels; on narrow screens the panel comes from the bottom. */
export function panelPadding(container: HTMLElement): PaddingOptions {
  const { clientWidth: width, clientHeight: height } = container;
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  const edge = Math.min(2 * rem, width * 0.06);
  if (width < 900) return { top: 4 * rem, right: edge, bottom: Math.min(height * 0.42, height - 12 * rem), left: edge };
  return { top: 4.5 * rem, right: Math.min(27 * rem, width * 0.4), bottom: 6 * rem, left: 5 * rem };
}

/** True where the system asks for less motion. */
export function reducedMotion(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}
