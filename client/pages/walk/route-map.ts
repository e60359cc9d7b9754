import { css, html, nothing, svg, type TemplateResult } from 'lit';
import type { WalkStreet } from '../../../server/api/patrol-walk/schema.ts';
import type { LonLat } from '../../../server/api/wire.ts';
import { arrowsOn, type Drawing, isSeen, pathOf, platesAt, streetLabels } from './route-drawing.ts';
import { streetWeight } from './street-classes.ts';

/** What a route is drawn from. */
export interface RouteMap {
  drawing: Drawing;
  streets: readonly WalkStreet[];
  /** In the order in which they are walked. */
  legs: readonly { line: readonly LonLat[]; faint: boolean }[];
  places: readonly { at: LonLat; label: string; state: 'done' | 'next' | 'due' | 'late' | 'end' }[];
  /** What the picture is called. */
  label: string;
  /** Height of a street's name, units. */
  type: number;
}

/** Looks of a drawn route: ink on paper, the route in the colour of patrol; it prints. */
export const routeMapStyles = css`
  svg.route {
    display: block;
    inline-size: 100%;
    block-size: auto;
    font-family: var(--face);
  }
  .route path {
    fill: none;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .street-edge {
    stroke: var(--road-casing);
  }
  .street {
    stroke: var(--road);
  }
  .street.narrow {
    stroke: var(--road-casing);
    stroke-dasharray: 3 2.5;
  }
  .leg-edge {
    stroke: var(--sheet);
    stroke-width: 6.5;
  }
  .leg {
    stroke: var(--indigo);
    stroke-width: 3;
  }
  .leg.faint {
    opacity: 0.55;
  }
  .arrow {
    fill: var(--indigo);
    stroke: var(--sheet);
    stroke-width: 0.8;
  }
  .street-name {
    fill: var(--ink-soft);
    stroke: var(--paper);
    stroke-width: 2.5;
    paint-order: stroke;
    text-anchor: middle;
    dominant-baseline: central;
  }
  .plate circle {
    fill: var(--sheet);
    stroke: var(--indigo);
    stroke-width: 1.8;
  }
  .plate text {
    fill: var(--indigo);
    font-weight: 700;
    text-anchor: middle;
    dominant-baseline: central;
    font-variant-numeric: tabular-nums;
  }
  .plate.next circle {
    fill: var(--indigo);
  }
  .plate.next text {
    fill: var(--sheet);
  }
  .plate.done circle {
    stroke: var(--jade);
    fill: var(--jade);
  }
  .plate.done text {
    fill: var(--sheet);
  }
  .plate.late circle {
    stroke: var(--cinnabar);
    stroke-dasharray: 3 2;
  }
  .plate.late text {
    fill: var(--cinnabar);
  }
  .here circle {
    fill: color-mix(in srgb, var(--accent) 25%, transparent);
  }
  .here circle.core {
    fill: var(--accent);
    stroke: var(--sheet);
    stroke-width: 1.5;
  }
`;

const widths = { 3: 7, 2: 5, 1: 3, 0: 1 } as const;

/** A route on its streets as one SVG picture. @param over drawn on top of all. */
export function routeMap(map: RouteMap, over: unknown = nothing): TemplateResult {
  const { drawing, legs, places, label, type } = map;
  const streets = map.streets.filter(({ line }) => isSeen(line, drawing));
  const plate = type * 0.95;
  const plates = platesAt(
    places.map(({ at }) => at),
    drawing,
    plate,
  );
  const taken = plates.map(([x, y]) => [x, y, plate + 2] as const);
  const labels = streetLabels(streets, drawing, type, taken);
  return html`<svg class="route" viewBox="0 0 ${drawing.width} ${drawing.height}" role="img" aria-label=${label}>
    ${drawStreets(streets, drawing)}
    ${legs.map(({ line }) => svg`<path class="leg-edge" d=${pathOf(line, drawing)} />`)}
    ${legs.map(({ line, faint }) => svg`<path class="leg ${faint ? 'faint' : ''}" d=${pathOf(line, drawing)} />`)}
    ${labels.map(({ name, x, y, turn }) => svg`<text class="street-name" font-size=${type * 0.8} x=${x} y=${y} transform="rotate(${turn} ${x} ${y})">${name}</text>`)}
    ${legs.flatMap(({ line }) => arrowsOn(line, drawing, 70)).map(({ x, y, turn }) => svg`<path class="arrow" d="M-3.5-3.6 4.5 0-3.5 3.6Z" transform="translate(${x} ${y}) rotate(${turn})" />`)}
    ${places.map(({ label: text, state }, place) => {
      const [x, y] = plates[place]!;
      return svg`<g class="plate ${state}"><circle cx=${x} cy=${y} r=${plate} /><text x=${x} y=${y} font-size=${text.length > 2 ? type * 0.75 : type * 0.95}>${text}</text></g>`;
    })}
    ${over}
  </svg>`;
}

/** Streets by weight, the narrow ones first, each with an edge. */
function drawStreets(streets: readonly WalkStreet[], drawing: Drawing): unknown {
  const paths = streets.map(({ kind, line }) => ({ weight: streetWeight(kind), d: pathOf(line, drawing) }));
  const of = (weight: 0 | 1 | 2 | 3) =>
    paths
      .filter((path) => path.weight === weight)
      .map(({ d }) => d)
      .join('');
  return [
    svg`<path class="street narrow" d=${of(0)} stroke-width=${widths[0]} />`,
    ...([1, 2, 3] as const).map(
      (weight) => svg`<path class="street-edge" d=${of(weight)} stroke-width=${widths[weight] + 1.6} />`,
    ),
    ...([1, 2, 3] as const).map(
      (weight) => svg`<path class="street" d=${of(weight)} stroke-width=${widths[weight]} />`,
    ),
  ];
}
