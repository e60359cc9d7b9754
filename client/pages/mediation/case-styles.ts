import { css } from 'lit';

/** The sheet of a mediation case: its line of steps, sections under thin rules, a quiet history. */
export const caseStyles = css`
  section {
    margin-top: var(--space-6);
  }
  h3 {
    margin: 0 0 var(--space-3);
    padding-top: var(--space-2);
    border-block: 1px solid var(--rule);
    border-block-end: 0;
    font-size: var(--type-3);
    font-weight: 600;
  }
  section .outlined {
    margin-top: var(--space-3);
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2) 0;
    margin-block: var(--space-5) var(--space-2);
  }
  .line li {
    position: relative;
    flex: 1 1 6rem;
    padding: var(--space-4) var(--space-3) 0 0;
    border-block-start: 2px solid var(--rule);
    color: var(--ink-faint);
  }
  .line li::before {
    content: '';
    position: absolute;
    inset: -0.4375rem auto auto 0;
    inline-size: 0.75rem;
    block-size: 0.75rem;
    border: 2px solid var(--rule);
    border-radius: 50%;
    background: var(--sheet);
  }
  .line .done,
  .line .now {
    border-block-start-color: var(--ink-soft);
    color: var(--ink-soft);
  }
  .line .now {
    border-block-start-color: var(--rule);
    color: var(--ink);
    font-weight: 600;
  }
  .line .done::before {
    border-color: var(--ink-soft);
    background: var(--ink-soft);
  }
  .line .now::before {
    border-color: var(--accent);
    box-shadow: inset 0 0 0 0.125rem var(--sheet);
    background: var(--accent);
  }
  .matter,
  .history p {
    max-inline-size: 40em;
    line-height: 1.7;
    white-space: pre-wrap;
    text-wrap: pretty;
  }
  .history li {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0 var(--space-3);
    padding-block: var(--space-2);
    border-bottom: 1px solid color-mix(in srgb, var(--rule) 70%, transparent);
  }
  .history p {
    grid-column: 1 / -1;
    margin: var(--space-1) 0 0;
  }
`;
