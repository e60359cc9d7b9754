import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { OldOpen } from '../../../server/api/wall/schema.ts';
import { formatCount } from '../../format/number.ts';
import { codeName } from '../reference.ts';
import { ageOf } from './age.ts';
import { FillingElement } from './filling-element.ts';
import { sign } from './signs.ts';
import { wallStyles } from './wall-styles.ts';
import { matterWords, placeWords } from './wall-words.ts';

const ROW_REM = 4.25;

/** The open matters that stand longest, by place. */
@customElement('jw-wall-oldest')
export class JwWallOldest extends FillingElement {
  static override styles = [
    wallStyles,
    css`
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        column-gap: 1rem;
        align-items: center;
        block-size: 4.25rem;
        border-block-end: 0.0714rem solid color-mix(in srgb, var(--ink) 13%, transparent);
      }
      .place {
        font-weight: 500;
      }
      .note {
        display: flex;
        align-items: baseline;
        gap: 0.5rem;
      }
      .age {
        font-size: 1rem;
        color: var(--ink-soft);
        white-space: nowrap;
      }
      .age .figure {
        font-size: 2.25rem;
        color: var(--ink);
      }
      .standing {
        display: inline-flex;
        align-items: baseline;
        flex: none;
      }
      .bone {
        block-size: 1.5rem;
        inline-size: 70%;
      }
    `,
  ];

  override render() {
    const words = this.words.oldest;
    return html`${this.heading(words.title, words.aside)}
      ${this.#body()}`;
  }

  #body(): TemplateResult {
    const oldest = this.view.figures?.oldest;
    if (!oldest) return this.bones(8);
    if (oldest.length === 0) return html`<p class="empty">${this.words.oldest.empty}</p>`;
    return html`<ol class="rows">${oldest.slice(0, this.rowsWithin(ROW_REM)).map((each) => this.#row(each))}</ol>`;
  }

  #row(open: OldOpen): TemplateResult {
    const { view } = this;
    const { count, unit } = ageOf(view.now_ms - Date.parse(open.reported_at));
    const isOverdue = open.due_at !== null && Date.parse(open.due_at) < view.now_ms;
    const isUrgent = open.severity === 'urgent';
    return html`<li>
      <div>
        <p class="place cut">${placeWords(open.place, view, this.words, 15.5)}</p>
        <p class="note">
          ${isOverdue ? html`<span class="standing overdue">${sign('overdue')}${this.words.headline.overdue}</span>` : nothing}
          ${isUrgent ? html`<span class="standing urgent">${sign('urgent')}${this.words.headline.urgent}</span>` : nothing}
          <span class="cut">${matterWords(open, view)} · ${codeName(view, 'incident-status', open.status, view.language)}</span>
        </p>
      </div>
      <p class="age"><b class="figure">${formatCount(count, view.language)}</b> ${this.words.unit[unit]}</p>
    </li>`;
  }
}
