import { html, nothing, type TemplateResult } from 'lit';
import '../../elements/jw-area-picker.ts';
import type { AreaChoice } from '../../elements/jw-area-picker.ts';
import { formatCount } from '../../format/number.ts';
import { formatSection } from '../../state/section.ts';
import { mayImport } from '../../state/session.ts';
import { store } from '../../state/store.ts';
import type { Speech } from '../imports/summary.ts';

export const reviewStates = ['open', 'decided'] as const;
export type ReviewState = (typeof reviewStates)[number];

/** What of the queue is looked at, and what leads elsewhere. */
export interface ReviewHead {
  listed: ReviewState;
  /** How many are open; null: not known yet. */
  open: number | null;
  /** The area within which another can be chosen, and the name of the one that is. */
  home: string;
  areaName: string;
  batch: string | undefined;
  /** What the address of the page keeps, and the address of a list that keeps something. */
  rest: Readonly<Record<string, string>>;
  link: (state: ReviewState, rest: Readonly<Record<string, string>>) => string;
  choose: (area_code: string) => void;
  speech: Speech;
}

/** The top of the list: area, import, and which of the two lists. */
export function reviewHead(shown: ReviewHead): TemplateResult {
  const { words, language } = shown.speech;
  const { reviews } = words;
  const { batch, open, rest, listed } = shown;
  return html`<div class="top">
    <jw-area-picker
      .label=${reviews.area}
      .within=${shown.home}
      .value=${shown.areaName}
      @jw-area=${({ detail }: CustomEvent<AreaChoice | null>) => {
        if (detail) shown.choose(detail.area_code);
      }}
    ></jw-area-picker>
    ${
      batch
        ? html`<p class="batch">
            ${reviews.ofImport(batch)} <a href=${shown.link(listed, { ...rest, batch: '' })}>${reviews.allImports}</a>
            ${mayImport() ? html`<a href=${importLink(batch)}>${reviews.backToImport}</a>` : nothing}
          </p>`
        : nothing
    }
    <nav aria-label=${reviews.statesLabel}>
      ${reviewStates.map(
        (each) => html`<a href=${shown.link(each, rest)} aria-current=${each === listed}
          >${reviews.states[each]}${each === 'open' && open !== null ? html`<span class="figure">${reviews.left(formatCount(open, language))}</span>` : nothing}</a
        >`,
      )}
    </nav>
  </div>`;
}

/** The import itself, to be counted again. */
function importLink(id: string): string {
  const { theme, language } = store.state;
  return `/imports${formatSection({ section: '', theme, language, rest: { id } })}`;
}
