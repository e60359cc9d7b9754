import { css, html, LitElement, svg } from 'lit';
import { customElement } from 'lit/decorators.js';
import { drawPaperCity, sheetSize } from './paper-city.ts';

const city = drawPaperCity();

/** The paper city at dusk, as the map would draw it: a picture, and nothing more. */
@customElement('jw-paper-city')
export class JwPaperCity extends LitElement {
  static override styles = css`
    :host {
      display: block;
      overflow: hidden;
      background: var(--land);
    }
    svg {
      display: block;
      inline-size: 100%;
      block-size: 100%;
    }
    path {
      vector-effect: non-scaling-stroke;
    }
    .water {
      fill: var(--water);
      stroke: var(--water-edge);
      stroke-width: 1;
    }
    .parks {
      fill: var(--park);
    }
    .lane,
    .avenue {
      fill: none;
      stroke: var(--road);
      stroke-width: 5;
      vector-effect: none;
    }
    .lane.casing {
      stroke: var(--road-casing);
      stroke-width: 7;
      opacity: 0.75;
    }
    .avenue {
      stroke: var(--road-major);
      stroke-width: 12;
    }
    .avenue.casing {
      stroke: var(--road-casing);
      stroke-width: 15;
    }
    .buildings {
      fill: var(--building);
      stroke: var(--building-edge);
      stroke-width: 0.75;
    }
    .lit path {
      /* Dusk by day: the lamps are on, and it is not dark yet. */
      fill: light-dark(color-mix(in srgb, var(--lamp) 72%, var(--building-top)), var(--lamp));
      opacity: 0.9;
    }
    .glow path {
      fill: var(--lamp);
      opacity: 0.4;
    }
    .outline {
      fill: none;
      stroke: var(--grid-line);
      stroke-width: 5;
    }
    .outline.gap {
      stroke: var(--land);
      stroke-width: 2.5;
    }
    @media (prefers-reduced-motion: no-preference) {
      [class^='turn-'] {
        animation: light 900ms ease-out backwards;
        animation-delay: 200ms;
      }
      .turn-1 {
        animation-delay: 460ms;
      }
      .turn-2 {
        animation-delay: 720ms;
      }
      .turn-3 {
        animation-delay: 980ms;
      }
      .turn-4 {
        animation-delay: 1240ms;
      }
    }
    @keyframes light {
      from {
        opacity: 0;
      }
    }
  `;

  override render() {
    const { width, height } = sheetSize;
    return html`<svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <defs>
        <filter id="glow" x="-5%" y="-5%" width="110%" height="110%"><feGaussianBlur stdDeviation="9" /></filter>
      </defs>
      <path class="parks" d=${city.parks} />
      <path class="lane casing" d=${city.lanes} />
      <path class="lane" d=${city.lanes} />
      <path class="water" d=${city.water} />
      <path class="avenue casing" d=${city.avenues} />
      <path class="avenue" d=${city.avenues} />
      <g class="glow" filter="url(#glow)">${city.lit.map((d, turn) => svg`<path class="turn-${turn}" d=${d} />`)}</g>
      <path class="buildings" d=${city.buildings} />
      <g class="lit">${city.lit.map((d, turn) => svg`<path class="turn-${turn}" d=${d} />`)}</g>
      <path class="outline" d=${city.outline} />
      <path class="outline gap" d=${city.outline} />
    </svg>`;
  }
}
