import { css, html, type TemplateResult } from 'lit';
import { styleOf } from '../../elements/style-of.ts';
import { squadProperties } from '../../map/patrol/squad-looks.ts';

/** Properties that give a part of the page the look of a squad: `--squad` and `--squad-ink`. @param number from 1. */
export function squadColours(number: number): Record<string, string> {
  return squadProperties(number - 1);
}

/** The plate of a squad, as on the map. @param number from 1. */
export function squadPlate(number: number): TemplateResult {
  return html`<span class="plate figure" style=${styleOf(squadColours(number))}>${number}</span>`;
}

/** Looks of the plate. */
export const plateStyles = css`
  .plate {
    display: inline-grid;
    place-items: center;
    flex: none;
    min-inline-size: 1.5rem;
    block-size: 1.5rem;
    padding-inline: 0.25rem;
    border-radius: 0.75rem;
    background: var(--squad);
    color: var(--squad-ink);
    font-size: var(--type-1);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    line-height: 1;
  }
  @media (forced-colors: active) {
    .plate {
      outline: 1px solid;
    }
  }
`;
