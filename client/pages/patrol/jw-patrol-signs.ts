import { Task } from '@lit/task';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { renderSVG } from 'uqr';
import type { PatrolPoint } from '../../../server/api/patrol/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import { bones, empty, failure, heading } from '../../elements/parts.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { formatCount } from '../../format/number.ts';
import { allRows, MOST_ROWS } from '../../state/patrol/all-rows.ts';
import { pageHash } from './address.ts';
import { paperStyles } from './paper-styles.ts';

/** Signs to be put up at patrol points: whoever is there with a walk open scans one and is checked in. */
@customElement('jw-patrol-signs')
export class JwPatrolSigns extends JwElement {
  @property({ attribute: false }) areaCode = '';
  #points = new Task(this, {
    args: () => [this.areaCode] as const,
    task: ([area_code], { signal }) =>
      allRows<PatrolPoint>((page) =>
        answer(api['patrol-points'].$get({ query: { area_code, ...page } }, { init: { signal } })),
      ),
  });

  static override styles = [
    formSheet,
    skeletonStyles,
    css`
      :host {
        padding: var(--space-6) var(--space-4);
        background: var(--paper);
      }
      .above {
        max-inline-size: 210mm;
        margin: 0 auto var(--space-5);
      }
      .above .buttons {
        display: flex;
        gap: var(--space-3);
        margin-top: var(--space-4);
      }
      @media print {
        :host {
          padding: 0;
          background: none;
        }
        .above {
          display: none;
        }
      }
    `,
  ];

  override render() {
    return this.#points.render({
      pending: () => bones(12, true),
      error: (error) =>
        html`<div class="above">
          ${failure(error, this.words, () => this.#points.run())}
          <p class="buttons">${this.back({ tab: 'points' })}</p>
        </div>`,
      complete: ({ items, cut }) => {
        // Whoever may not plan here is told no codes.
        const signed = items.filter(({ code }) => code !== null);
        return html`${this.above(signed.length, cut)}
          ${signed.length > 0 ? html`<jw-patrol-sign-paper .points=${signed}></jw-patrol-sign-paper>` : nothing}`;
      },
    });
  }

  private back(rest: Record<string, string>): TemplateResult {
    return html`<a class="outlined" href="/patrol${pageHash(rest)}">${this.words.walk.signs.back}</a>`;
  }

  private above(count: number, cut: boolean): TemplateResult {
    const { signs, sheet } = this.words.walk;
    const back = this.back({ tab: 'points', area_code: this.areaCode });
    const most = formatCount(MOST_ROWS, this.language);
    return html`<div class="above">
      ${heading('', signs.title, signs.lead)}
      ${cut ? html`<p class="note">${icon('warning')} ${this.words.planning.cut.rows(most)}</p>` : nothing}
      ${
        count === 0
          ? empty(signs.empty, back)
          : html`<div class="buttons">
              <button class="primary" @click=${() => window.print()}>${icon('print')}${sheet.print}</button>
              ${back}
            </div>`
      }
    </div>`;
  }
}

/** The signs themselves, six to a page. */
@customElement('jw-patrol-sign-paper')
export class JwPatrolSignPaper extends JwElement {
  @property({ attribute: false }) points: readonly PatrolPoint[] = [];

  static override styles = [
    paperStyles,
    css`
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(84mm, 1fr));
        gap: 6mm;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: 34mm minmax(0, 1fr);
        gap: 2mm 5mm;
        align-items: center;
        min-block-size: 80mm;
        padding: 6mm;
        border: 1px solid var(--ink);
        outline: 1px solid var(--ink);
        outline-offset: -2.2mm;
        break-inside: avoid;
      }
      svg {
        inline-size: 34mm;
        block-size: 34mm;
      }
      p {
        margin: 0;
      }
      .eyebrow {
        color: var(--indigo);
        font-weight: 600;
      }
      .name {
        font-family: var(--face-mark);
        font-size: 16pt;
        font-weight: 700;
        line-height: 1.3;
        text-wrap: balance;
      }
      .code {
        font-size: 11pt;
        font-weight: 600;
        letter-spacing: 0.06em;
        font-variant-numeric: tabular-nums;
      }
      .note {
        font-size: 8pt;
        color: var(--ink-soft);
      }
    `,
  ];

  override render() {
    return html`<ul>
      ${this.points.map((point) => (point.code ? this.sign(point, point.code) : nothing))}
    </ul>`;
  }

  private sign({ name, address }: PatrolPoint, code: string): TemplateResult {
    const { signs } = this.words.walk;
    return html`<li>
      ${unsafeHTML(renderSVG(`${location.origin}/walk#point=${code}`, { border: 1 }))}
      <div>
        <p class="eyebrow">${signs.sign}</p>
        <p class="name">${name}</p>
        ${address ? html`<p class="note">${address}</p>` : nothing}
        <p class="code">${code.replace(/(.{4})(?=.)/g, '$1 ')}</p>
        <p class="note">${signs.how}</p>
      </div>
    </li>`;
  }
}
