import { css } from 'lit';
import { type Map as MapLibreMap, Marker } from 'maplibre-gl';
import type { LonLat } from '../../../server/api/wire.ts';

/** How far an arrow key moves a corner, in CSS pixels; with Shift. */
const step_px = 2;
const longStep_px = 20;
const arrows: Record<string, readonly [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** What a corner tells of. */
interface CornerAsk {
  name: string;
  moved: (to: LonLat) => void;
  /** Asked to go, by Delete. */
  removed: () => void;
}

/** A corner or point on the map: dragged, or moved by the arrow keys; Delete takes it away. */
export function cornerAt(map: MapLibreMap, at: LonLat, ask: CornerAsk): Marker {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = 'corner';
  const marker = new Marker({ element, draggable: true }).setLngLat(at).addTo(map);
  // MapLibre names every marker the same.
  element.setAttribute('aria-label', ask.name);
  // Else the map takes it for a click on the ground behind it.
  element.addEventListener('click', (event) => event.stopPropagation());
  const tell = () => {
    const { lng, lat } = marker.getLngLat();
    ask.moved([lng, lat]);
  };
  marker.on('dragend', tell);
  element.addEventListener('keydown', (event) => {
    const arrow = arrows[event.key];
    if (!arrow && event.key !== 'Delete') return;
    event.preventDefault();
    event.stopPropagation();
    if (!arrow) return ask.removed();
    const length = event.shiftKey ? longStep_px : step_px;
    const { x, y } = map.project(marker.getLngLat());
    marker.setLngLat(map.unproject([x + arrow[0] * length, y + arrow[1] * length]));
    tell();
  });
  return marker;
}

/** Looks of corners. */
export const cornerStyles = css`
  .maplibregl-marker {
    position: absolute;
    inset: 0 auto auto 0;
    will-change: transform;
  }
  canvas {
    cursor: crosshair !important;
  }
  .corner {
    display: grid;
    place-items: center;
    inline-size: 1.75rem;
    block-size: 1.75rem;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    cursor: grab;
  }
  .corner::after {
    content: '';
    inline-size: 0.875rem;
    block-size: 0.875rem;
    box-sizing: border-box;
    border: 0.1875rem solid var(--accent);
    border-radius: 50%;
    background: var(--sheet);
  }
  .corner:focus-visible {
    outline: 0.125rem solid var(--accent);
    outline-offset: -0.125rem;
  }
`;
