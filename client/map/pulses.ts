import { type Map as MapLibreMap, Marker } from 'maplibre-gl';
import type { LonLat } from '../../server/api/wire.ts';
import { reducedMotion } from './camera.ts';

/** Pulses that are seen at once: more would not be told apart. */
const most = 8;

/** A single pulse at the place of what is new or just changed; none where reduced motion is asked for. It is drawn over the map, which need not draw anew. */
export class Pulses {
  readonly #shown = new Set<Marker>();

  constructor(private readonly map: MapLibreMap) {}

  show(centre: LonLat): void {
    if (reducedMotion() || document.hidden || this.#shown.size >= most || !this.map.getBounds().contains(centre))
      return;
    const ring = document.createElement('div');
    ring.className = 'pulse';
    ring.setAttribute('aria-hidden', 'true');
    const marker = new Marker({ element: ring }).setLngLat(centre).addTo(this.map);
    this.#shown.add(marker);
    ring.addEventListener('animationend', () => {
      marker.remove();
      this.#shown.delete(marker);
    });
  }

  remove(): void {
    for (const marker of this.#shown) marker.remove();
    this.#shown.clear();
  }
}
