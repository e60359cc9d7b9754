import { html, svg, type TemplateResult } from 'lit';
import type { LoopStatistics } from '../../../server/api/statistics/schema.ts';
import { formatCount } from '../../format/number.ts';
import { formatDate } from '../../format/time.ts';
import type { Messages } from '../../locales/index.ts';
import type { LanguageChoice } from '../../state/store.ts';

/** Height of the upper and the lower half, in units of the drawing. */
const HALF = 100;

/**
 * Paired bars: what was reported stands on the line, what was settled hangs from it, both to the same scale. A table beside it says
 * the same to whoever does not see it.
 */
export function flowChart(
  { flow, figures }: LoopStatistics,
  { words, language, today }: { words: Messages; language: LanguageChoice; today: string },
): TemplateResult {
  const { statistics } = words;
  const parts = flow.from.length;
  const most = Math.max(1, ...flow.inflow_count, ...flow.outflow_count);
  const bar = (count: number) => (count / most) * HALF;
  const count = (value: number) => formatCount(value, language);
  const day = (at: number) => formatDate(flow.from[at]!, { today, language });
  const marks = [0, Math.floor(parts / 3), Math.floor((parts * 2) / 3), parts - 1].filter(
    (at, index, all) => at >= 0 && all.indexOf(at) === index,
  );
  return html`<figure class="flow">
    <svg
      viewBox="0 0 ${parts} ${2 * HALF + 2}"
      preserveAspectRatio="none"
      role="img"
      aria-label=${statistics.flow.chart(count(figures.inflow_count), count(figures.outflow_count))}
    >
      ${flow.from.map((_, at) => {
        const up = bar(flow.inflow_count[at]!);
        const down = bar(flow.outflow_count[at]!);
        const told = statistics.flow.part(
          count(flow.inflow_count[at]!),
          count(flow.outflow_count[at]!),
          count(flow.open_count[at]!),
        );
        return svg`<g>
          <rect class="hit" x=${at} y="0" width="1" height=${2 * HALF + 2}><title>${day(at)} · ${told}</title></rect>
          <rect class="inflow" x=${at + 0.14} y=${HALF - up} width="0.72" height=${up}></rect>
          <rect class="outflow" x=${at + 0.14} y=${HALF + 2} width="0.72" height=${down}></rect>
        </g>`;
      })}
      <rect class="axis" x="0" y=${HALF + 0.5} width=${parts} height="1"></rect>
    </svg>
    <figcaption>
      <span class="key"><span class="swatch inflow"></span>${statistics.flow.inflow} ↑</span>
      <span class="key"><span class="swatch outflow"></span>${statistics.flow.outflow} ↓</span>
      <span class="note">${statistics.flow.by[flow.part_days]}</span>
      <span class="note most figure">${statistics.flow.most(count(most))}</span>
    </figcaption>
    <div class="days note figure" aria-hidden="true">${marks.map((at) => html`<span>${day(at)}</span>`)}</div>
    <table class="visually-hidden">
      <thead>
        <tr><th>${statistics.csv.day}</th><th>${statistics.flow.inflow}</th><th>${statistics.flow.outflow}</th><th>${statistics.flow.open}</th></tr>
      </thead>
      <tbody>
        ${flow.from.map(
          (_, at) =>
            html`<tr><th>${day(at)}</th><td>${flow.inflow_count[at]}</td><td>${flow.outflow_count[at]}</td><td>${flow.open_count[at]}</td></tr>`,
        )}
      </tbody>
    </table>
  </figure>`;
}
