import { html, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Reference } from '../../elements/reference.ts';
import type { Messages } from '../../locales/index.ts';
import type { DrawnLine } from '../../map/patrol/street-drawing.ts';
import type { PatrolState } from '../../state/patrol/patrol-state.ts';
import type { Theme } from '../../theme/palette.ts';
import { type PatrolTab, patrolTabs, tabAfter } from './address.ts';
import './jw-patrol-coverage.ts';
import './jw-patrol-gantt.ts';
import './jw-patrol-plan.ts';
import './jw-patrol-points.ts';
import './jw-patrol-roster.ts';
import './jw-patrol-squads.ts';
import './jw-patrol-streets.ts';

/** What the parts of the page are given. */
interface TabParts {
  patrol: PatrolState;
  reference: Reference;
  drawn: DrawnLine | null;
  theme: Theme;
}

/** The tabs: arrow keys go along them, Home and End to the first and the last. */
export function tabBar(chosen: PatrolTab, words: Messages['patrol'], go: (tab: PatrolTab) => void): TemplateResult {
  const press = (event: KeyboardEvent) => {
    const next = event.ctrlKey || event.metaKey || event.altKey ? null : tabAfter(chosen, event.key);
    if (!next) return;
    event.preventDefault();
    go(next);
    (event.currentTarget as HTMLElement).querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus();
  };
  return html`<div class="tabs" role="tablist" aria-label=${words.tabsName} @keydown=${press}>
    ${patrolTabs.map(
      (tab) => html`<button
        role="tab"
        data-tab=${tab}
        aria-selected=${tab === chosen}
        aria-controls="panel"
        tabindex=${tab === chosen ? 0 : -1}
        @click=${() => go(tab)}
      >
        ${words.tabs[tab]}
      </button>`,
    )}
  </div>`;
}

/** Parts that are begun anew in another area: what is half done in them, such as a form, belongs to the one before. */
const ofArea: readonly PatrolTab[] = ['points', 'streets', 'squads', 'plan'];

/** The part of a tab. */
export function patrolTab(tab: PatrolTab, parts: TabParts): unknown {
  return keyed(ofArea.includes(tab) ? parts.patrol.view.area_code : tab, partOf(tab, parts));
}

function partOf(tab: PatrolTab, { patrol, reference, drawn, theme }: TabParts): TemplateResult {
  if (tab === 'points') return html`<jw-patrol-points .patrol=${patrol} .reference=${reference}></jw-patrol-points>`;
  if (tab === 'streets') {
    return html`<jw-patrol-streets .patrol=${patrol} .reference=${reference} .drawn=${drawn}></jw-patrol-streets>`;
  }
  if (tab === 'squads') return html`<jw-patrol-squads .patrol=${patrol} .reference=${reference}></jw-patrol-squads>`;
  if (tab === 'plan') return html`<jw-patrol-plan .patrol=${patrol} .reference=${reference}></jw-patrol-plan>`;
  if (tab === 'roster') return html`<jw-patrol-roster .patrol=${patrol} .reference=${reference}></jw-patrol-roster>`;
  return html`<jw-patrol-coverage .patrol=${patrol} .reference=${reference} .theme=${theme}></jw-patrol-coverage>`;
}
