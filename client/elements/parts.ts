import { html, nothing, type TemplateResult } from 'lit';
import type { Messages } from '../locales/index.ts';
import { icon } from './icon.ts';
import { styleOf } from './style-of.ts';

/** Any piece of a template. */
export type Piece = TemplateResult | string | typeof nothing;

/** The top of a panel: what kind of thing it is, its name (which takes the focus when the panel opens), one sentence. */
export function heading(eyebrow: string, title: string, lead: Piece = nothing): TemplateResult {
  return html`<div class="heading">
    ${eyebrow ? html`<p class="eyebrow">${eyebrow}</p>` : nothing}
    <h2 tabindex="-1">${title}</h2>
    ${lead === nothing ? nothing : html`<p class="lead">${lead}</p>`}
  </div>`;
}

/** A table of facts; a fact without a value is left out. */
export function facts(rows: [term: string, value: Piece | number | null][]): TemplateResult {
  return html`<dl class="facts">
    ${rows.map(([term, value]) =>
      value === null || value === ''
        ? nothing
        : html`<div>
            <dt>${term}</dt>
            <dd class="figure">${value}</dd>
          </div>`,
    )}
  </dl>`;
}

/** What stands where nothing is: what would stand here, and the one button that begins it. */
export function empty(message: string, action: Piece = nothing): TemplateResult {
  return html`<div class="vacant">
    <p>${message}</p>
    ${action}
  </div>`;
}

/** A failure in words with the button that tries again. */
export function failure(error: unknown, words: Messages, again: () => void): TemplateResult {
  return html`<div class="vacant" role="alert">
    <p>${error instanceof Error ? error.message : String(error)}</p>
    <button class="outlined" @click=${again}>${words.common.again}</button>
  </div>`;
}

/** Stand-ins for so many lines of text that are on their way. */
export function bones(lines: number, title = false): TemplateResult {
  const widths = [92, 78, 86, 64, 90, 72];
  return html`<div class="bones" aria-hidden="true">
    ${title ? html`<span class="bone title"></span>` : nothing}
    ${Array.from({ length: lines }, (_, line) => html`<span class="bone" style=${styleOf({ 'inline-size': `${widths[line % widths.length]}%` })}></span>`)}
  </div>`;
}

/** A button that is only an icon; its name is its label and its tip. */
export function iconButton(
  name: Parameters<typeof icon>[0],
  label: string,
  press: (event: Event) => void,
  more: { disabled?: boolean } = {},
): TemplateResult {
  return html`<button class="quiet icon-only" aria-label=${label} title=${label} ?disabled=${more.disabled ?? false} @click=${press}>
    ${icon(name)}
  </button>`;
}
