import { css, html, type TemplateResult } from 'lit';
import type { LegendEntry } from '../layers/layer.ts';
import { markDrawing } from '../map/mark-drawing.ts';
import { styleOf } from './style-of.ts';

/** A layer's legend: a drawn swatch and its words a row; a ramp lies across the whole width. */
export function legendList(entries: readonly LegendEntry[], name: string): TemplateResult {
  return html`<ul class="legend" aria-label=${name}>
    ${entries.map((entry) => html`<li class="shape-${entry.shape}">${swatch(entry)}<span>${entry.label}</span></li>`)}
  </ul>`;
}

function swatch({ shape, colour, ramp, mark }: LegendEntry): TemplateResult {
  if (mark) return html`<span class="symbol">${markDrawing(mark)}</span>`;
  if (shape === 'ramp') {
    const background = `linear-gradient(to right, ${(ramp ?? [colour]).join(', ')})`;
    return html`<span class="swatch" style=${styleOf({ background })}></span>`;
  }
  return html`<span class="swatch" style=${styleOf({ '--colour': colour })}></span>`;
}

/** Looks of `legendList`. */
export const legendStyles = css`
  .legend {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(8em, 1fr));
    gap: 0.125rem var(--space-3);
    font-size: var(--type-1);
    color: var(--ink-soft);
  }
  .legend li {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    min-block-size: 1.375rem;
  }
  .legend li.shape-ramp {
    grid-column: 1 / -1;
  }
  .swatch {
    flex: none;
    inline-size: 1.25rem;
    block-size: 0.75rem;
    box-sizing: border-box;
    forced-color-adjust: none;
    print-color-adjust: exact;
  }
  .symbol {
    flex: none;
    display: inline-flex;
    forced-color-adjust: none;
    print-color-adjust: exact;
  }
  .shape-ramp .swatch {
    inline-size: 6rem;
  }
  .shape-fill .swatch {
    background: var(--colour);
    border: 1px solid color-mix(in srgb, var(--ink) 25%, transparent);
  }
  .shape-hatch .swatch {
    background: repeating-linear-gradient(-45deg, var(--colour) 0 1.5px, transparent 1.5px 5px);
  }
  .shape-cross .swatch {
    background:
      repeating-linear-gradient(-45deg, var(--colour) 0 1.5px, transparent 1.5px 5px),
      repeating-linear-gradient(45deg, var(--colour) 0 1.5px, transparent 1.5px 5px);
  }
  .shape-line .swatch {
    block-size: 0;
    border-top: 0.1875rem solid var(--colour);
  }
  .shape-dash .swatch {
    block-size: 0;
    border-top: 0.125rem dashed var(--colour);
  }
  .shape-point .swatch,
  .shape-icon .swatch {
    inline-size: 0.75rem;
    margin-inline: 0.25rem;
    border-radius: 50%;
    background: var(--colour);
  }
  @media print {
    .legend {
      color: var(--ink);
    }
  }
`;
