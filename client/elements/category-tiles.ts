import { css, html, svg, type TemplateResult } from 'lit';
import type { CodeEntry } from '../../server/api/codes/schema.ts';
import { iconPaths, iconSide } from '../map/icon-files.ts';
import type { LanguageChoice } from '../state/store.ts';

/** The drawing of a kind of thing in the colour of the text around it, as tall as 1.25 of it; a marker where it has none. */
export function kindIcon(name: string | undefined): TemplateResult {
  const paths = iconPaths(name ?? 'maki/marker');
  return html`<span class="icon" aria-hidden="true">
    <svg viewBox="0 0 ${iconSide} ${iconSide}" fill="currentColor">${paths.map((path) => svg`<path d=${path} />`)}</svg>
  </span>`;
}

/** The categories of incidents as large choices, of which one is chosen; `name` is what the group is called. */
export function categoryTiles(
  entries: readonly CodeEntry[],
  chosen: string,
  name: string,
  choose: (category: string) => void,
  language: LanguageChoice,
): TemplateResult {
  return html`<fieldset class="tiles">
    <legend>${name}</legend>
    <div>
      ${entries.map(
        ({ id, zh, en, icon }) => html`<label class=${id === chosen ? 'chosen' : ''}>
          <input
            class="visually-hidden"
            type="radio"
            name="category"
            value=${id}
            .checked=${id === chosen}
            @change=${() => choose(id)}
          />
          ${kindIcon(icon)}<span>${language === 'en' ? en : zh}</span>
        </label>`,
      )}
    </div>
  </fieldset>`;
}

/** Looks of `categoryTiles`. */
export const categoryTileStyles = css`
  .tiles > div {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(5.25rem, 1fr));
    gap: var(--space-2);
    margin-top: var(--space-1);
  }
  .tiles label {
    display: grid;
    justify-items: center;
    align-content: center;
    gap: var(--space-1);
    min-block-size: 4.5rem;
    padding: var(--space-2) var(--space-1);
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    background: var(--sheet-raised);
    font-size: var(--type-1);
    line-height: 1.3;
    text-align: center;
    cursor: pointer;
  }
  .tiles .icon {
    font-size: var(--type-4);
    color: var(--ink-soft);
  }
  .tiles label:hover {
    border-color: var(--ink-faint);
  }
  .tiles label:focus-within {
    outline: 0.125rem solid var(--accent);
    outline-offset: 0.125rem;
  }
  .tiles .chosen {
    border-color: var(--accent);
    box-shadow: inset 0 0 0 1px var(--accent);
    background: color-mix(in srgb, var(--accent) 10%, var(--sheet-raised));
    font-weight: 600;
  }
  .tiles .chosen .icon {
    color: var(--accent);
  }
`;
