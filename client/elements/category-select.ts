import { html, type TemplateResult } from 'lit';
import type { Catalogues } from '../../server/api/codes/schema.ts';
import type { Messages } from '../locales/zh-CN.ts';
import { setCategory } from '../state/actions.ts';
import type { LanguageChoice } from '../state/store.ts';

/** The menu that keeps one category of incidents, or all. */
export function categorySelect(
  catalogues: Catalogues,
  chosen: string | null,
  label: string,
  language: LanguageChoice,
  words: Messages,
): TemplateResult {
  return html`<select
    aria-label=${label}
    @change=${(event: Event) => setCategory((event.target as HTMLSelectElement).value || null)}
  >
    <option value="" ?selected=${chosen === null}>${label} · ${words.common.all}</option>
    ${catalogues['incident-category'].map(
      ({ id, zh, en }) => html`<option value=${id} ?selected=${id === chosen}>${language === 'en' ? en : zh}</option>`,
    )}
  </select>`;
}
