import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { type WallFigures, wallSteps } from '../../../server/api/wall/schema.ts';
import { formatCount } from '../../format/number.ts';
import { styleOf } from '../style-of.ts';
import { fittingSize } from './fit.ts';
import { shortCount } from './short-count.ts';
import { sign } from './signs.ts';
import { WallElement } from './wall-element.ts';
import { wallStyles } from './wall-styles.ts';

type Step = WallFigures['loop'][number];

/** The weather of the loop: what stands in each of the five steps, how much of it is overdue, and what passed of late. */
@customElement('jw-wall-loop')
export class JwWallLoop extends WallElement {
  static override styles = [
    wallStyles,
    css`
      ol {
        display: grid;
        grid-template-columns: repeat(5, minmax(0, 1fr));
        column-gap: 0.75rem;
      }
      li {
        display: grid;
        grid-template-rows: 1.75rem 7rem auto;
        text-align: center;
      }
      .passed {
        font-size: 1rem;
        color: var(--ink-soft);
        white-space: nowrap;
      }
      .column {
        position: relative;
        display: flex;
        flex-direction: column;
        justify-content: flex-end;
        border-block-end: 0.0714rem solid color-mix(in srgb, var(--ink) 45%, transparent);
      }
      .bar {
        position: relative;
        block-size: calc(var(--share) * 5rem);
        min-block-size: 0.1429rem;
        margin-inline: 18%;
        background: color-mix(in srgb, var(--ink) 34%, var(--paper));
      }
      .foot {
        position: absolute;
        inset: auto 0 0;
        block-size: calc(var(--late) * 100%);
        min-block-size: 0.2143rem;
        background: var(--cinnabar);
      }
      .value {
        display: block;
        line-height: 1.15;
        margin-block-end: 0.15rem;
      }
      .name {
        margin-block-start: 0.4rem;
        font-size: 1.125rem;
      }
      .late {
        display: flex;
        justify-content: center;
        align-items: baseline;
        min-block-size: 1.5rem;
        font-size: 1.125rem;
      }
    `,
  ];

  override render() {
    const words = this.words.loop;
    const steps: (Step | undefined)[] = wallSteps.map((step) =>
      this.view.figures?.loop.find((each) => each.step === step),
    );
    const most = Math.max(1, ...steps.map((step) => step?.count ?? 0));
    return html`${this.heading(words.title, words.aside)}
      <ol>
        ${wallSteps.map((name, index) => this.#step(words.step[name], steps[index], most))}
      </ol>`;
  }

  #step(name: string, step: Step | undefined, most: number): TemplateResult {
    if (!step) {
      return html`<li><span class="passed"></span><span class="column"><span class="bar bone" style=${styleOf({ '--share': 0.4 })}></span></span><span class="name">${name}</span><span class="late"></span></li>`;
    }
    const { language } = this.view;
    const text = formatCount(step.count, language);
    const share = step.count / most;
    return html`<li>
      <span class="passed">${step.passed_count > 0 ? html`→ ${this.figure(`${step.step} passed`, shortCount(step.passed_count, language))}` : nothing}</span>
      <span class="column">
        <span class="value" style=${styleOf({ 'font-size': `${fittingSize(text, 4.4, 1.75)}rem` })}>${this.figure(step.step, text)}</span>
        <span class="bar" style=${styleOf({ '--share': share })}>
          ${step.overdue_count > 0 ? html`<span class="foot" style=${styleOf({ '--late': Math.min(1, step.overdue_count / Math.max(1, step.count)) })}></span>` : nothing}
        </span>
      </span>
      <span class="name">${name}</span>
      <span class="late overdue">${step.overdue_count > 0 ? html`${sign('overdue')}${this.figure(`${step.step} late`, shortCount(step.overdue_count, language))}` : nothing}</span>
    </li>`;
  }
}
