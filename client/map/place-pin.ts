import { css } from 'lit';
import { type Map as MapLibreMap, Marker } from 'maplibre-gl';
import { words } from '../locales/index.ts';
import { picking } from '../state/picking.ts';

/** How far an arrow key moves the pin, in CSS pixels; with Shift. */
const step_px = 4;
const longStep_px = 32;

const arrows: Record<string, readonly [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The pin of a place that somebody is asked to show: set by a click, dragged, or moved by the arrow keys. */
export class PlacePin {
  #marker: Marker | null = null;
  readonly #end: () => void;

  constructor(private readonly map: MapLibreMap) {
    map.on('click', (event) => picking.move([event.lngLat.lng, event.lngLat.lat]));
    this.#end = picking.subscribe(() => this.#show());
    this.#show();
  }

  /** True while a click shows a place. */
  get active(): boolean {
    return picking.value !== null;
  }

  /** Puts the pin where the map's middle is. */
  enter(): void {
    const { lng, lat } = this.map.getCenter();
    picking.move([lng, lat]);
  }

  release(): void {
    this.#end();
    this.#marker?.remove();
    this.#marker = null;
  }

  #show(): void {
    const centre = picking.value?.centre;
    this.map.getContainer().classList.toggle('picking', this.active);
    if (!centre) {
      this.#marker?.remove();
      this.#marker = null;
    } else if (this.#marker) this.#marker.setLngLat(centre);
    else this.#marker = this.#made().setLngLat(centre).addTo(this.map);
  }

  #made(): Marker {
    const element = document.createElement('button');
    element.type = 'button';
    element.className = 'place-pin';
    element.innerHTML = drawing;
    element.addEventListener('keydown', (event) => this.#press(event));
    // Else the map takes it for a click on the place behind the pin's head.
    element.addEventListener('click', (event) => event.stopPropagation());
    const marker = new Marker({ element, anchor: 'bottom', draggable: true });
    // MapLibre names every marker the same.
    element.setAttribute('aria-label', words().report.place.pin);
    marker.on('dragend', () => {
      const { lng, lat } = marker.getLngLat();
      picking.move([lng, lat]);
    });
    return marker;
  }

  #press(event: KeyboardEvent): void {
    const arrow = arrows[event.key];
    const centre = picking.value?.centre;
    if (!arrow || !centre) return;
    event.preventDefault();
    event.stopPropagation();
    const length = event.shiftKey ? longStep_px : step_px;
    const { x, y } = this.map.project(centre);
    const { lng, lat } = this.map.unproject([x + arrow[0] * length, y + arrow[1] * length]);
    picking.move([lng, lat]);
    if (!this.map.getBounds().contains([lng, lat])) this.map.panTo([lng, lat]);
  }
}

/** A pin whose point is the place. */
const drawing = `<svg viewBox="0 0 32 42" width="32" height="42" aria-hidden="true">
  <path class="body" d="M16 1.5c8 0 13.5 5.8 13.5 13.2C29.5 24.5 16 40 16 40S2.5 24.5 2.5 14.7C2.5 7.3 8 1.5 16 1.5z" />
  <circle class="eye" cx="16" cy="15" r="5" />
</svg>`;

/** Looks of the pin, and of a map on which a place is asked for. */
export const pinStyles = css`
  .maplibregl-marker {
    position: absolute;
    inset: 0 auto auto 0;
    will-change: transform;
  }
  .picking canvas {
    cursor: crosshair !important;
  }
  .place-pin {
    display: block;
    padding: 0;
    border: 0;
    background: none;
    line-height: 0;
    cursor: grab;
  }
  .place-pin:focus-visible {
    outline: 0.125rem solid var(--accent);
    outline-offset: 0.125rem;
    border-radius: 0.25rem;
  }
  .place-pin .body {
    fill: var(--accent);
    stroke: var(--sheet);
    stroke-width: 2;
  }
  .place-pin .eye {
    fill: var(--sheet);
  }
`;
