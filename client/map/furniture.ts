import { html, nothing, type TemplateResult } from 'lit';
import type { Deployment } from '../../server/api/deployment/schema.ts';
import { styleOf } from '../elements/style-of.ts';
import { words } from '../locales/index.ts';
import type { LanguageChoice } from '../state/store.ts';
import type { ScaleBar } from './scale.ts';

/** What stands on every map: scale bar, north, sources and approval number. */
export interface Furniture {
  language: LanguageChoice;
  deployment: Deployment | null;
  scale: ScaleBar | null;
  /** How a map stands that can be turned and tilted; absent: it looks north. */
  turn?: Turn;
}

/** How a map is turned. */
interface Turn {
  /** Degrees clockwise from north. */
  bearing: number;
  pitch: number;
  resetNorth: () => void;
}

/** Scale bar, north arrow and attribution, in a strip at the foot of the map. */
export function furniture({ language, deployment, scale, turn }: Furniture): TemplateResult {
  const text = words(language).map;
  return html`<div class="furniture" part="furniture">
    ${turn || scale ? html`<div class="gauge">${turn ? north(turn, text.north) : nothing}${scale ? bar(scale, text.scale) : nothing}</div>` : nothing}
    <div class="sources">
      ${deployment?.attributions.map((source) => html`<span>${source}</span>`)}
      ${deployment?.map_approval_number ? html`<span>${text.approval} ${deployment.map_approval_number}</span>` : nothing}
    </div>
  </div>`;
}

function bar({ label, width_px }: ScaleBar, name: string): TemplateResult {
  const style = styleOf({ 'inline-size': `${width_px}px` });
  return html`<div class="scale" role="img" aria-label="${name} ${label}"><span>${label}</span><i style=${style}></i></div>`;
}

function north({ bearing, pitch, resetNorth }: Turn, label: string): TemplateResult {
  const turned = Math.abs(bearing) > 0.5 || pitch > 0.5;
  return html`<button class="north" ?data-turned=${turned} title=${label} aria-label=${label} @click=${resetNorth}>
    <svg viewBox="0 0 24 24" aria-hidden="true" style=${styleOf({ transform: `rotateX(${pitch}deg) rotate(${-bearing}deg)` })}>
      <path class="needle" d="M12 2.5 16.6 13 12 10.8z" />
      <path class="needle half" d="M12 2.5 7.4 13 12 10.8z" />
      <path class="letter" d="M9.3 21.5v-5.6l5.4 5.6v-5.6" />
    </svg>
  </button>`;
}
