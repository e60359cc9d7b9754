import { html, nothing, type TemplateResult } from 'lit';
import type { Register } from '../../server/api/registers/schema.ts';
import type { Messages } from '../locales/index.ts';
import { formatSection } from '../state/section.ts';
import { mayAt } from '../state/session.ts';
import { store } from '../state/store.ts';
import { icon } from './icon.ts';

/** The way from a thing on the map to its row in the registers; nothing where it is not the reader's to edit. */
export function registerLink(
  register: Register,
  { id, area_code }: { id: number; area_code: string | null },
  words: Messages,
): TemplateResult | typeof nothing {
  if (area_code === null || !mayAt('edit', area_code)) return nothing;
  const { theme, language } = store.state;
  const hash = formatSection({ section: 'row', theme, language, rest: { register, area_code, id: String(id) } });
  return html`<section><a class="edit" href="/register${hash}">${icon('edit')} ${words.registerBooks.edit}</a></section>`;
}

/** The way from a place to the list of what nobody confirmed for too long in it; nothing where it is not the reader's to edit. */
export function staleLink(area_code: string | null, words: Messages): TemplateResult | typeof nothing {
  if (area_code === null || !mayAt('edit', area_code)) return nothing;
  const { theme, language } = store.state;
  const hash = formatSection({ section: '', theme, language, rest: { area_code, stale: 'true' } });
  return html`<section><a class="edit" href="/register${hash}">${icon('history')} ${words.registerBooks.freshness.list}</a></section>`;
}
