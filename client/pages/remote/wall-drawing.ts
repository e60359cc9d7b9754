import { css, html, nothing, type TemplateResult } from 'lit';
import type { Wall } from '../../../server/api/walls/schema.ts';
import { icon } from '../../elements/icon.ts';
import { styleOf } from '../../elements/style-of.ts';
import type { Messages } from '../../locales/index.ts';
import { isAlive } from './wall-words.ts';

/** What of a wall is drawn. */
type Drawn = Pick<Wall, 'column_count' | 'row_count' | 'screens'>;

/**
 * A wall as its screens stand: each with its number, full where one is there, hollow where it is silent, dashed where none was let in.
 * @param now_ms the server's clock.
 */
export function wallDrawing(wall: Drawn, words: Messages, now_ms: number): TemplateResult {
  return html`<div class="wall" role="img" aria-label=${drawingSays(wall, words, now_ms)} style=${styleOf({ '--columns': wall.column_count })}>
    ${partsOf(wall).map((part) => html`<span class="part ${stateOf(wall, part, now_ms)}">${part}</span>`)}
  </div>`;
}

/** The same drawing as a choice of one part. */
export function partChoice(
  wall: Drawn,
  chosen: number,
  choose: (part: number) => void,
  words: Messages,
  now_ms: number,
): TemplateResult {
  const { letIn, screens } = words.remote;
  return html`<div class="wall" role="radiogroup" aria-label=${letIn.partStep} style=${styleOf({ '--columns': wall.column_count })}>
    ${partsOf(wall).map((part) => {
      const isTaken = wall.screens.some((screen) => screen.part === part);
      return html`<label class="part ${stateOf(wall, part, now_ms)}">
        <input
          class="visually-hidden"
          type="radio"
          name="part"
          value=${part}
          aria-label="${screens.part(part)} ${isTaken ? letIn.taken : letIn.free}"
          .checked=${part === chosen}
          @change=${() => choose(part)}
        />
        <span>${part}${part === chosen ? icon('check') : nothing}</span><small>${isTaken ? letIn.taken : letIn.free}</small>
      </label>`;
    })}
  </div>`;
}

/** Numbers of a wall's screens in order. */
function partsOf({ column_count, row_count }: Drawn): number[] {
  return Array.from({ length: column_count * row_count }, (_, index) => index + 1);
}

function stateOf({ screens }: Drawn, part: number, now_ms: number): 'empty' | 'alive' | 'silent' {
  const own = screens.filter((screen) => screen.part === part);
  if (own.length === 0) return 'empty';
  return own.some((screen) => isAlive(screen, now_ms)) ? 'alive' : 'silent';
}

function drawingSays(wall: Drawn, { remote }: Messages, now_ms: number): string {
  const { screens } = remote;
  return partsOf(wall)
    .map((part) => `${screens.part(part)} ${screens[stateOf(wall, part, now_ms)]}`)
    .join(', ');
}

/** Looks of the drawing; `--part` is the width of one screen. */
export const drawingStyles = css`
  .wall {
    display: grid;
    grid-template-columns: repeat(var(--columns), var(--part, 4.5rem));
    gap: 0.1875rem;
    inline-size: fit-content;
  }
  .part {
    display: grid;
    place-content: center;
    justify-items: center;
    aspect-ratio: 16 / 9;
    border: 1px solid var(--ink-soft);
    border-radius: var(--radius);
    font-variant-numeric: tabular-nums;
    line-height: 1.1;
  }
  .part.alive {
    background: var(--ink-soft);
    color: var(--sheet);
  }
  .part.silent {
    color: var(--ink-soft);
  }
  .part.empty {
    border-style: dashed;
    border-color: var(--ink-faint);
    color: var(--ink-faint);
  }
  label.part {
    cursor: pointer;
    min-block-size: 2.75rem;
  }
  label.part span {
    display: inline-flex;
    align-items: center;
  }
  label.part small {
    font-size: var(--type-1);
  }
  label.part:has(:checked) {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--sheet);
  }
  label.part:has(:focus-visible) {
    outline: 0.125rem solid var(--accent);
    outline-offset: 0.125rem;
  }
  @media (forced-colors: active) {
    label.part:has(:checked),
    .part.alive {
      outline: 2px solid Highlight;
    }
  }
`;
