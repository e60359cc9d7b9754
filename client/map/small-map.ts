import { css, html, nothing, type TemplateResult } from 'lit';
import type { Map as MapLibreMap, MapOptions } from 'maplibre-gl';
import type { Deployment } from '../../server/api/deployment/schema.ts';
import type { Bounds } from '../../server/api/wire.ts';
import type { Messages } from '../locales/index.ts';
import type { LanguageChoice } from '../state/store.ts';
import { type ScaleBar, scaleBar } from './scale.ts';
import { screenScale } from './screen-scale.ts';

// What the maps in forms and beside lists have in common: they lie flat, and look north.

/** Where a map of an empty database looks. */
const china: Bounds = [73, 18, 135, 54];

/** What such a map is made with. */
export const flatMap = {
  attributionControl: false,
  maplibreLogo: false,
  dragRotate: false,
  pitchWithRotate: false,
  touchPitch: false,
  minZoom: 3,
  maxZoom: 20,
  localIdeographFontFamily: '',
  refreshExpiredTiles: false,
  validateStyle: false,
} as const satisfies Partial<MapOptions>;

/** The whole deployment, or the country where there is none yet. */
export function wholeOf({ root, bounds }: Pick<Deployment, 'root' | 'bounds'>): Bounds {
  return root?.bounds ?? bounds ?? china;
}

/** Whose the ground is, and the number under which the map was approved. */
export function sourcesLine(
  deployment: Pick<Deployment, 'attributions' | 'map_approval_number'> | null,
  { map }: Messages,
): TemplateResult {
  const { attributions = [], map_approval_number } = deployment ?? {};
  return html`<div class="sources">
    ${attributions.map((source) => html`<span>${source}</span> `)}
    ${map_approval_number ? html`<span>${map.approval} ${map_approval_number}</span>` : nothing}
  </div>`;
}

/** Widest scale bar, CSS pixels of an ordinary screen. */
const SCALE_ROOM_PX = 120;

/** The scale bar of a map as it stands; the one before where it looks the same. */
export function scaleOf(map: MapLibreMap, language: LanguageChoice, before: ScaleBar | null): ScaleBar {
  const bar = scaleBar(map.getCenter().lat, map.getZoom(), SCALE_ROOM_PX * screenScale(), language);
  return before?.label === bar.label && Math.abs(before.width_px - bar.width_px) < 0.5 ? before : bar;
}

/** Shows the middle to whoever moves the map by keys. */
export const crosshair = html`<svg class="crosshair" viewBox="0 0 32 32" aria-hidden="true">
  <circle cx="16" cy="16" r="5" />
  <path d="M16 1v8M16 23v8M1 16h8M23 16h8" />
</svg>`;

/** Looks of the buttons of a map that fills its part of the page. */
export const zoomStyles = css`
  .zoom {
    position: absolute;
    inset: var(--space-3) var(--space-3) auto auto;
    display: grid;
    background: var(--sheet);
    border: 1px solid var(--rule);
    border-radius: var(--radius);
  }
`;

const withinForm = css`
  .zoom {
    inset: var(--space-2) var(--space-2) auto auto;
  }
  .sources {
    position: absolute;
    inset: auto var(--space-2) 0.125rem;
    font-size: 0.6875rem;
    line-height: 1.3;
    color: var(--ink-soft);
    text-shadow:
      0 0 0.125rem var(--paper),
      0 0 0.25rem var(--paper);
    pointer-events: none;
  }
`;

/** Looks of the buttons and the line of sources of a map in a form or beside a list. */
export const smallMapStyles = [zoomStyles, withinForm];
