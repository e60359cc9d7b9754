import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { WallFigures } from '../../../server/api/wall/schema.ts';
import { formatCount } from '../../format/number.ts';
import { styleOf } from '../style-of.ts';
import { FillingElement } from './filling-element.ts';
import { foremost } from './foremost.ts';
import { shortCount } from './short-count.ts';
import { sign } from './signs.ts';
import { wallStyles } from './wall-styles.ts';

type Area = WallFigures['areas'][number];
/** More rows are not read from ten metres. */
const MOST = 12;
const ROW_REM = 4;

/** The areas below the wall's own in the order of their codes: what is open in each, and what of it is overdue. */
@customElement('jw-wall-areas')
export class JwWallAreas extends FillingElement {
  static override styles = [
    wallStyles,
    css`
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto 5.5rem;
        grid-template-rows: auto 0.5rem;
        gap: 0.3rem 0.75rem;
        align-content: center;
        align-items: baseline;
        block-size: 4rem;
      }
      .figure {
        font-size: 1.625rem;
        text-align: end;
      }
      .late {
        display: flex;
        align-items: baseline;
        justify-content: flex-end;
        font-size: 1.125rem;
      }
      .late .figure {
        font-size: 1.375rem;
      }
      .bar i {
        background: color-mix(in srgb, var(--ink) 52%, var(--paper));
      }
      .bar i.foot {
        background: var(--cinnabar);
      }
      .rest {
        color: var(--ink-soft);
      }
      .bone {
        grid-column: 1 / -1;
        block-size: 1.5rem;
      }
    `,
  ];

  override render() {
    const words = this.words.areas;
    return html`${this.heading(words.title, words.aside)}
      ${this.#body()}`;
  }

  #body(): TemplateResult {
    const areas = this.view.figures?.areas;
    if (!areas) return this.bones(8);
    if (areas.length === 0) return html`<p class="empty">${this.words.areas.empty}</p>`;
    const most = Math.max(1, ...areas.map(({ open_count }) => open_count));
    const { shown, rest } = foremost(
      areas,
      Math.min(MOST + 1, this.rowsWithin(ROW_REM)),
      ({ open_count, overdue_count }) => overdue_count + open_count / (most + 1),
    );
    return html`<ul class="rows">
      ${shown.map((area) => this.#row(area, most))}
      ${rest.length > 0 ? this.#rest(rest) : nothing}
    </ul>`;
  }

  #row({ area_code, name, open_count, overdue_count }: Area, most: number): TemplateResult {
    return html`<li>
      <span class="cut">${name}</span>
      ${this.figure(area_code, shortCount(open_count, this.view.language))} ${this.#late(area_code, overdue_count)}
      <span class="bar">
        <i style=${styleOf({ '--share': open_count / most })}></i>
        <i class="foot" style=${styleOf({ '--share': overdue_count / most })}></i>
      </span>
    </li>`;
  }

  #late(key: string, count: number): TemplateResult {
    if (count === 0) return html`<span class="late"></span>`;
    const text = shortCount(count, this.view.language);
    return html`<span class="late overdue">${sign('overdue')}${this.figure(`${key} late`, text)}</span>`;
  }

  #rest(rest: readonly Area[]): TemplateResult {
    const { language } = this.view;
    const sum = (field: 'open_count' | 'overdue_count') => rest.reduce((all, area) => all + area[field], 0);
    return html`<li class="rest">
      <span class="cut">${this.words.areas.rest(formatCount(rest.length, language))}</span>
      ${this.figure('rest', shortCount(sum('open_count'), language))} ${this.#late('rest', sum('overdue_count'))}
    </li>`;
  }
}
