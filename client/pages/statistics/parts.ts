import { html, nothing, svg, type TemplateResult } from 'lit';
import type { LoopFigures, LoopStatistics } from '../../../server/api/statistics/schema.ts';
import { codeName, type Reference } from '../../elements/reference.ts';
import { styleOf } from '../../elements/style-of.ts';
import { formatCount, formatShare } from '../../format/number.ts';
import type { Messages } from '../../locales/index.ts';
import type { LanguageChoice } from '../../state/store.ts';
import { hoursText } from './hours.ts';

/** A span's statistics beside those of the span before and of a year ago; null: they did not come. */
export interface Compared {
  now: LoopStatistics;
  before: LoopStatistics | null;
  year_before: LoopStatistics | null;
}

/** What the parts are worded by. */
export interface Wording {
  reference: Reference;
  words: Messages;
  language: LanguageChoice;
}

const shown = [
  'inflow_count',
  'outflow_count',
  'open_count',
  'overdue_count',
  'settle_median_h',
  'proactive_share',
] as const satisfies (keyof LoopFigures)[];

/** One figure in words, with its unit. */
export function figureText(name: (typeof shown)[number], figures: LoopFigures, { words, language }: Wording): string {
  if (name === 'settle_median_h') return hoursText(figures.settle_median_h, words);
  const value = figures[name];
  if (value === null) return words.statistics.none;
  return name === 'proactive_share' ? `${value}%` : formatCount(value, language);
}

/** The main figures, each with its own past under it. */
export function figureRow({ now, before, year_before }: Compared, wording: Wording): TemplateResult {
  const { statistics } = wording.words;
  return html`<dl class="figures">
    ${shown.map((name) => {
      const late = name === 'overdue_count' && now.figures.overdue_count > 0;
      return html`<div>
        <dt title=${name === 'proactive_share' ? statistics.proactiveHelp : nothing}>${statistics.figures[name]}</dt>
        <dd class="value figure ${late ? 'late' : ''}">${late ? html`<span class="sign" aria-hidden="true">▲</span> ` : nothing}${figureText(name, now.figures, wording)}</dd>
        <dd class="past figure">
          ${before ? html`<span>${statistics.before(figureText(name, before.figures, wording))}</span>` : nothing}
          ${year_before ? html`<span>${statistics.yearBefore(figureText(name, year_before.figures, wording))}</span>` : nothing}
        </dd>
      </div>`;
    })}
  </dl>`;
}

/** Each step as a bar to its median and a line to its 90th percentile, beside the median of the span before. */
export function stepLines({ now, before }: Compared, { reference, words, language }: Wording): TemplateResult {
  const { steps } = words.statistics;
  if (now.steps.length === 0) return html`<p class="note">${steps.empty}</p>`;
  const longest = Math.max(0.1, ...now.steps.map(({ p90_h }) => p90_h ?? 0));
  const share = (hours: number | null) => `${Math.min(100, ((hours ?? 0) / longest) * 100)}%`;
  return html`<p class="note">${steps.help}</p>
    <ol class="steps">
      ${now.steps.map(({ status, count, median_h, p90_h }) => {
        const past = before?.steps.find((each) => each.status === status)?.median_h ?? null;
        const place = styleOf({
          '--median': share(median_h),
          '--p90': share(p90_h),
          '--past': past === null ? null : share(past),
        });
        return html`<li>
          <span>${codeName(reference, 'incident-status', status, language)}</span>
          <span class="track" style=${place} aria-hidden="true">
            <span class="reach"></span><span class="bar"></span>${past === null ? nothing : html`<span class="past-mark"></span>`}
          </span>
          <span class="figure">
            <b title=${steps.median}>${hoursText(median_h, words)}</b>
            <span class="note" title=${steps.p90}>≤ ${hoursText(p90_h, words)} · ${steps.count(formatCount(count, language))}</span>
          </span>
        </li>`;
      })}
    </ol>`;
}

/** Shares of one whole as a bar in pieces, each with its words and figure. */
function pieces(rows: readonly { name: string; count: number }[], language: LanguageChoice): TemplateResult {
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  return html`<ul class="pieces">
    ${rows.map(
      ({ name, count }) => html`<li>
        <span>${name}</span>
        <span class="share" style=${styleOf({ '--share': `${total ? (100 * count) / total : 0}%` })} aria-hidden="true"></span>
        <span class="figure">${formatCount(count, language)} <span class="note">${total ? formatShare(count / total) : ''}</span></span>
      </li>`,
    )}
  </ul>`;
}

/** At which level matters were settled, through how many hands, and how they were rated. */
export function settling({ now }: Compared, { reference, words, language }: Wording): TemplateResult {
  const { settled } = words.statistics;
  const levels = now.settled_at.map(({ level, count }) => ({
    name: codeName(reference, 'area-level', level, language),
    count,
  }));
  const rated = now.ratings.some((count) => count > 0);
  return html`<div class="three">
    <div>${pieces([...levels].reverse(), language)}</div>
    <div><h4>${settled.hands}</h4>${pieces(
      now.hands.map((count, at) => ({ name: settled.handsWords[at]!, count })),
      language,
    )}</div>
    <div><h4>${settled.ratings}</h4>${
      rated
        ? pieces(now.ratings.map((count, at) => ({ name: settled.ratingsWords[at]!, count })).reverse(), language)
        : html`<p class="note">${settled.noRatings}</p>`
    }</div>
  </div>`;
}

/** Areas one level below in order of code, each with what was reported, to one scale. @param link address of an area's own sheet. */
export function areaMultiples(
  { now }: Compared,
  { words, language }: Wording,
  link: (areaCode: string) => string,
): TemplateResult {
  const { areas } = words.statistics;
  const most = Math.max(1, ...now.areas.flatMap(({ inflow_by_part }) => inflow_by_part));
  const count = (value: number) => formatCount(value, language);
  return html`<p class="note">${areas.help}</p>
    <ul class="multiples">
      ${now.areas.map(
        (area) => html`<li>
          <a href=${link(area.area_code)}>${area.name}</a>
          <svg viewBox="0 0 ${area.inflow_by_part.length} 100" preserveAspectRatio="none" aria-hidden="true">
            ${area.inflow_by_part.map((each, at) =>
              each === 0
                ? nothing
                : svg`<rect class="inflow" x=${at + 0.1} y=${100 - (100 * each) / most} width="0.8" height=${(100 * each) / most}></rect>`,
            )}
          </svg>
          <span class="figure">${areas.line(count(area.inflow_count), count(area.outflow_count), count(area.open_count))}</span>
          <span class="note figure">
            ${area.overdue_count ? html`<span class="late">▲ ${areas.overdue(count(area.overdue_count))}</span> · ` : nothing}${areas.median(hoursText(area.settle_median_h, words))}
          </span>
        </li>`,
      )}
    </ul>`;
}

/** Every category with what was found before anybody complained. */
export function categoryTable({ now, before }: Compared, { reference, words, language }: Wording): TemplateResult {
  const { categories, figures, proactiveHelp } = words.statistics;
  const count = (value: number) => formatCount(value, language);
  return html`<div class="wide-table"><table>
    <thead>
      <tr>
        <th>${categories.category}</th><th>${figures.inflow_count}</th><th>${figures.outflow_count}</th><th>${figures.open_count}</th>
        <th>${categories.median}</th><th>${categories.found}</th><th>${categories.complaint}</th><th title=${proactiveHelp}>${figures.proactive_share}</th>
      </tr>
    </thead>
    <tbody>
      ${now.categories.map((each) => {
        const past = before?.categories.find(({ category }) => category === each.category)?.proactive_share ?? null;
        return html`<tr>
          <th scope="row">${codeName(reference, 'incident-category', each.category, language)}</th>
          <td>${count(each.inflow_count)}</td><td>${count(each.outflow_count)}</td><td>${count(each.open_count)}</td>
          <td>${hoursText(each.settle_median_h, words)}</td><td>${count(each.found_count)}</td><td>${count(each.complaint_count)}</td>
          <td>
            ${each.proactive_share === null ? words.statistics.none : html`<b>${each.proactive_share}%</b>`}
            ${past === null ? nothing : html`<span class="note">${words.statistics.before(`${past}%`)}</span>`}
          </td>
        </tr>`;
      })}
    </tbody>
  </table></div>`;
}
