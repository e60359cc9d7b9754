import { html, nothing, type TemplateResult } from 'lit';
import '../../elements/jw-area-picker.ts';
import type { AreaChoice } from '../../elements/jw-area-picker.ts';
import { formatCount } from '../../format/number.ts';
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
  /** The addresses of this page without the batch, of a tab of it, and of the batch itself; null: not for the caller. */
  allLink: string;
  tabLink: (state: ReviewState) => string;
  importLink: string | null;
  choose: (area_code: string) => void;
  speech: Speech;
}

/** The top of the list: area, import, and which of the two lists. */
export function reviewHead(shown: ReviewHead): TemplateResult {
  const { words, language } = shown.speech;
  const { reviews } = words;
  const { batch, open, importLink } = shown;
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
            ${reviews.ofImport(batch)} <a href=${shown.allLink}>${reviews.allImports}</a>
            ${importLink ? html`<a href=${importLink}>${reviews.backToImport}</a>` : nothing}
          </p>`
        : nothing
    }
    <nav aria-label=${reviews.statesLabel}>
      ${reviewStates.map(
        (each) => html`<a href=${shown.tabLink(each)} aria-current=${each === shown.listed}
          >${reviews.states[each]}${each === 'open' && open !== null ? html`<span class="figure">${reviews.left(formatCount(open, language))}</span>` : nothing}</a
        >`,
      )}
    </nav>
  </div>`;
}
