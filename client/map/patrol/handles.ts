import { css } from 'lit';
import { type Map as MapLibreMap, Marker } from 'maplibre-gl';
import type { LonLat } from '../../../server/api/wire.ts';

/** How far an arrow key moves a handle, CSS pixels; with Shift. */
const step_px = 4;
const longStep_px = 32;
const arrows: Record<string, readonly [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** What handles tell. */
export interface HandleHost {
  /** Name of the handle at a place, from 0, for who does not see it. */
  label: (index: number, count: number) => string;
  /** dragged: by a pointer, not by an arrow key. */
  moved: (index: number, centre: LonLat, dragged: boolean) => void;
  /** Delete, or a double click. */
  dropped: (index: number) => void;
}

/** Corners of what is drawn, to be dragged, or moved by arrow keys and taken away by Delete. */
export class Handles {
  #markers: Marker[] = [];

  constructor(
    private readonly map: MapLibreMap,
    private readonly host: HandleHost,
  ) {}

  /** Shows these corners. */
  show(corners: readonly LonLat[]): void {
    while (this.#markers.length > corners.length) this.#markers.pop()!.remove();
    corners.forEach((corner, index) => {
      const marker = this.#markers[index];
      if (marker) marker.setLngLat(corner);
      else this.#markers.push(this.#made(index).setLngLat(corner).addTo(this.map));
      this.#markers[index]!.getElement().setAttribute('aria-label', this.host.label(index, corners.length));
    });
  }

  #made(index: number): Marker {
    const element = document.createElement('button');
    element.type = 'button';
    element.className = 'corner';
    element.addEventListener('click', (event) => event.stopPropagation());
    element.addEventListener('dblclick', (event) => {
      event.stopPropagation();
      this.host.dropped(index);
    });
    element.addEventListener('keydown', (event) => this.#press(event, index));
    const marker = new Marker({ element, draggable: true });
    marker.on('dragend', () => {
      const { lng, lat } = marker.getLngLat();
      this.host.moved(index, [lng, lat], true);
    });
    return marker;
  }

  #press(event: KeyboardEvent, index: number): void {
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      event.stopPropagation();
      this.host.dropped(index);
      return;
    }
    const arrow = arrows[event.key];
    if (!arrow) return;
    event.preventDefault();
    event.stopPropagation();
    const length = event.shiftKey ? longStep_px : step_px;
    const { x, y } = this.map.project(this.#markers[index]!.getLngLat());
    const { lng, lat } = this.map.unproject([x + arrow[0] * length, y + arrow[1] * length]);
    this.host.moved(index, [lng, lat], false);
  }
}

/** Looks of handles: a small ring with a target of 24 px. */
export const handleStyles = css`
  .corner {
    inline-size: 1.5rem;
    block-size: 1.5rem;
    padding: 0.375rem;
    border: 0;
    background: none;
    cursor: grab;
  }
  .corner::before {
    content: '';
    display: block;
    inline-size: 0.75rem;
    block-size: 0.75rem;
    box-sizing: border-box;
    border: 0.1875rem solid var(--accent);
    border-radius: 50%;
    background: var(--sheet);
  }
  .corner:focus-visible {
    outline: 0.125rem solid var(--accent);
    border-radius: 50%;
  }
`;
