import { css, html, svg, type TemplateResult } from 'lit';
import type { AreaStep } from '../../../server/api/area-changes/schema.ts';
import { formatShare } from '../../format/number.ts';
import type { Messages } from '../../locales/index.ts';

/** Height of a name, and width between the two columns of names, px. */
const row_px = 40;
const between_px = 96;
/** Strokes by share of the households, px. */
const [thin_px, thick_px] = [1.5, 10];

/** From which areas which came, as a small tree: old names at the left, new ones at the right, a stroke as thick as its share. */
export function lineage(all: readonly AreaStep[], words: Messages): TemplateResult {
  // Where a community or street was reorganised, what lies below it has moved whole: its steps would only repeat that.
  const digits = Math.min(...all.map(({ from_code }) => from_code.length));
  const steps = all.filter(({ from_code }) => from_code.length === digits);
  const from = named(steps.map(({ from_code, from_name }) => [from_code, from_name]));
  const to = named(steps.map(({ to_code, to_name }) => [to_code, to_name]));
  const rows = Math.max(from.length, to.length);
  const y = (place: number, count: number) => ((place + 0.5) * rows * row_px) / count;
  return html`<div class="lineage">
    ${column(from)}
    <svg width=${between_px} height=${rows * row_px} aria-hidden="true">
      ${steps.map(({ from_code, to_code, household_share }) => {
        const [start, end] = [place(from, from_code, y), place(to, to_code, y)];
        const width = thin_px + (household_share ?? 0) * (thick_px - thin_px);
        return svg`<path d="M0 ${start}C${between_px / 2} ${start} ${between_px / 2} ${end} ${between_px} ${end}" stroke-width=${width} />`;
      })}
    </svg>
    ${column(to, (code) => shareOf(steps, code, words))}
  </div>`;
}

type Named = readonly (readonly [code: string, name: string])[];

function named(pairs: Named): Named {
  return [...new Map(pairs)];
}

function place(list: Named, code: string, y: (place: number, count: number) => number): number {
  return y(
    list.findIndex(([own]) => own === code),
    list.length,
  );
}

function column(list: Named, note: (code: string) => string = () => ''): TemplateResult {
  return html`<ul>
    ${list.map(([code, name]) => html`<li>${name}<span class="note figure">${code}${note(code)}</span></li>`)}
  </ul>`;
}

/** Of a part of one area: its share of the households. */
function shareOf(steps: readonly AreaStep[], code: string, { areas }: Messages): string {
  const coming = steps.filter(({ to_code }) => to_code === code);
  const share = coming.length === 1 ? coming[0]!.household_share : null;
  return share === null || share === 1 ? '' : ` · ${areas.share(formatShare(share))}`;
}

/** Looks of a lineage. */
export const lineageStyles = css`
  .lineage {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto minmax(0, 1fr);
    align-items: stretch;
    gap: var(--space-2);
    margin-top: var(--space-2);
  }
  .lineage ul {
    display: grid;
    grid-auto-rows: 1fr;
  }
  .lineage li {
    align-self: center;
    line-height: 1.3;
  }
  .lineage .note {
    display: block;
  }
  .lineage path {
    fill: none;
    stroke: var(--ink-faint);
    opacity: 0.6;
  }
`;
