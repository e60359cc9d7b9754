import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type Clock, formatExact, formatMoment } from '../format/time.ts';
import { JwElement } from './element.ts';
import type { ShownStep, StepStanding } from './incident-steps.ts';
import { sheetStyles } from './styles.ts';

const shapes: Record<StepStanding, string> = { past: '●', now: '◎', ahead: '○', never: '·' };

/** The steps of the district's loop as one calm line with the times under them; where it stands is marked by shape and word. */
@customElement('jw-step-strip')
export class JwStepStrip extends JwElement {
  @property({ attribute: false }) steps: readonly ShownStep[] = [];
  @property({ attribute: false }) clock!: Clock;
  /** How it stands, in words, under the step that is under way. */
  @property() standing = '';

  static override styles = [
    sheetStyles,
    css`
      ol {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(4.25rem, 1fr));
        row-gap: var(--space-3);
        margin-top: var(--space-3);
      }
      li {
        position: relative;
        display: grid;
        grid-template-rows: 1.25rem auto;
        align-content: start;
        min-inline-size: 0;
        padding-inline-end: var(--space-2);
        line-height: 1.35;
      }
      /* The line on to the next step. */
      li:not(:last-child)::after {
        content: '';
        position: absolute;
        inset: 0.5625rem 0.25rem auto 1.25rem;
        border-block-start: 1px solid var(--rule);
      }
      li.past:not(:last-child)::after {
        border-block-start: 2px solid var(--ink-soft);
      }
      .shape {
        font-size: 0.875rem;
        line-height: 1.25rem;
        color: var(--ink-soft);
      }
      .now .shape {
        color: var(--accent);
        font-size: 1.125rem;
      }
      /* Latin words are longer than their room at the usual size. */
      .latin .name {
        font-size: var(--type-1);
        overflow-wrap: anywhere;
      }
      .now .name {
        font-weight: 600;
      }
      .ahead .name,
      .never .name {
        color: var(--ink-soft);
      }
      .never .name {
        text-decoration: line-through;
      }
      .note {
        line-height: 1.35;
      }
      .now .note {
        color: var(--accent);
      }
    `,
  ];

  override render() {
    return html`<ol class=${this.language === 'en' ? 'latin' : ''}>${this.steps.map((step) => this.step(step))}</ol>`;
  }

  private step({ step, standing, at }: ShownStep): TemplateResult {
    const name = this.language === 'en' ? step.en : step.zh;
    const word = this.words.loop.step[standing];
    return html`<li class=${standing} aria-current=${standing === 'now' ? 'step' : nothing}>
      <span class="shape" aria-hidden="true">${shapes[standing]}</span>
      <span class="name">${name}<span class="visually-hidden"> ${word}</span></span>
      ${this.under(standing, at)}
    </li>`;
  }

  private under(standing: StepStanding, at: string | null): TemplateResult | typeof nothing {
    if (standing === 'now') return html`<span class="note">${this.standing}</span>`;
    if (at === null) return nothing;
    return html`<time class="note figure" datetime=${at} title=${formatExact(at, this.clock)}>
      ${formatMoment(at, this.clock)}
    </time>`;
  }
}
