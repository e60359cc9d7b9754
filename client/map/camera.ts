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
/** On a narrow screen, where a tower seen from there would not fit. */
const closestNarrowFit = 17.3;
/** A house and its yard; seen leaning forward, so that its floors show. */
const house_deg = 0.002;
const housePitch = 48;

/** Keeps the store's camera and the map's together, at rest only: nothing is written while the map moves. */
export class MapCamera {
  /** The camera last read from the map; the same object in the store means that the map itself put it there. */
  #own: Camera | null = null;
  /** The map leant forward of its own accord, not by the reader's hand. */
  #tilted = false;
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
    const container = this.map.getContainer();
    const closest = container.clientWidth < 900 ? closestNarrowFit : closestFit;
    const options = {
      padding: panelPadding(container),
      maxZoom: small ? Math.max(this.map.getZoom(), pointZoom) : closest,
      bearing: this.map.getBearing(),
      pitch: this.#tilt(Math.max(east - west, north - south)),
    };
    if (!this.#isThere(bounds, options)) {
      this.map.fitBounds(bounds, { ...options, duration: reducedMotion() ? 0 : 1100 });
    }
  }

  /** Shows everything there is, north up. */
  fit(bounds: Bounds): void {
    const padding = panelPadding(this.map.getContainer());
    this.map.fitBounds(bounds, { padding, bearing: 0, pitch: 0, duration: reducedMotion() ? 0 : 900 });
  }

  /** Leans forward over a house, and back up where it leant by itself. */
  #tilt(size_deg: number): number {
    const pitch = this.map.getPitch();
    const house = size_deg < house_deg;
    if (house && pitch < housePitch) {
      this.#tilted = true;
      return housePitch;
    }
    if (house || !this.#tilted) return pitch;
    this.#tilted = false;
    return 0;
  }

  /** True when the flight would end where the map already is: the first view is the root's. */
  #isThere(
    bounds: Bounds,
    options: { padding: PaddingOptions; maxZoom: number; bearing: number; pitch: number },
  ): boolean {
    const target = this.map.cameraForBounds(bounds, options);
    if (!target?.center || target.zoom === undefined || options.pitch !== this.map.getPitch()) return false;
    const end = this.map.project(target.center);
    const { clientWidth, clientHeight } = this.map.getContainer();
    const off_px = Math.hypot(end.x - clientWidth / 2, end.y - clientHeight / 2);
    return off_px < 4 && Math.abs(target.zoom - this.map.getZoom()) < 0.02;
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
export function panelPadding(container: HTMLElement): Required<PaddingOptions> {
  const { clientWidth: width, clientHeight: height } = container;
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  const edge = Math.min(2 * rem, width * 0.06);
  if (width < 900)
    return { top: 5.5 * rem, right: edge, bottom: Math.min(height * 0.44 + 6.5 * rem, height - 12 * rem), left: edge };
  return { top: 4.5 * rem, right: Math.min(27 * rem, width * 0.4), bottom: 10.5 * rem, left: 5 * rem };
}

/** True where the system asks for less motion. */
export function reducedMotion(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}
