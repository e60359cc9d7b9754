import { css, html, type TemplateResult } from 'lit';
import type { EmergencyGrade } from '../../server/api/emergencies/schema.ts';
import type { Messages } from '../locales/index.ts';

const romans = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ'] as const;

/** A grade in words: Ⅱ级. */
export function gradeWord(grade: EmergencyGrade, words: Messages): string {
  return words.emergency.grade(romans[grade - 1] ?? String(grade));
}

/** A grade as a seal: its word in a frame with a stroke for each step above the lowest, so that it is read without its colour. */
export function gradeMark(grade: EmergencyGrade, words: Messages, open: boolean): TemplateResult {
  return html`<span class="grade ${open ? 'open' : ''}"
    ><span class="steps" aria-hidden="true">${[4, 3, 2, 1].map((step) => html`<i class=${step >= grade ? 'on' : ''}></i>`)}</span
    >${gradeWord(grade, words)}</span
  >`;
}

/** Looks of `gradeMark`. */
export const gradeMarkStyles = css`
  .grade {
    display: inline-flex;
    align-items: center;
    gap: var(--space-2);
    padding: 0.0625rem var(--space-2);
    border: 1px solid currentcolor;
    border-radius: var(--radius);
    color: var(--ink-soft);
    font-size: var(--type-2);
    font-weight: 600;
    line-height: 1.5;
    white-space: nowrap;
  }
  .grade.open {
    color: var(--cinnabar);
  }
  .grade .steps {
    display: inline-flex;
    gap: 0.125rem;
    align-items: end;
    block-size: 0.75rem;
  }
  .grade i {
    inline-size: 0.1875rem;
    block-size: 100%;
    background: color-mix(in srgb, currentcolor 25%, transparent);
  }
  .grade i:nth-child(1) {
    block-size: 40%;
  }
  .grade i:nth-child(2) {
    block-size: 60%;
  }
  .grade i:nth-child(3) {
    block-size: 80%;
  }
  .grade i.on {
    background: currentcolor;
  }
`;
