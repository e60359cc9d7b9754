import { css } from 'lit';

/** Type, rules and controls that every sheet shares. */
export const sheetStyles = css`
  :host {
    display: block;
    font-size: var(--type-2);
    color: var(--ink);
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  * {
    box-sizing: border-box;
  }
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h2 {
    font-size: var(--type-4);
    line-height: 1.3;
    font-weight: 600;
    text-wrap: balance;
  }
  h2:first-child,
  .eyebrow:first-child {
    padding-inline-end: var(--corner, 0);
  }
  h2:focus {
    outline: none;
  }
  h3 {
    font-size: var(--type-1);
    font-weight: 600;
    color: var(--ink-soft);
  }
  section {
    margin-top: var(--space-5);
  }
  section > h3 {
    padding-bottom: var(--space-1);
    border-bottom: 1px solid var(--rule);
    display: flex;
    justify-content: space-between;
    gap: var(--space-3);
  }
  .eyebrow {
    font-size: var(--type-1);
    color: var(--ink-soft);
  }
  .lead {
    margin-top: var(--space-2);
    color: var(--ink-soft);
    text-wrap: pretty;
  }
  .note {
    font-size: var(--type-1);
    color: var(--ink-soft);
    text-wrap: pretty;
  }
  .figure {
    font-variant-numeric: tabular-nums;
  }
  .unit {
    font-size: var(--type-1);
    font-weight: 400;
    color: var(--ink-soft);
    margin-inline-start: 0.15em;
  }
  .icon {
    display: inline-flex;
    inline-size: 1.25em;
    block-size: 1.25em;
  }
  .icon svg {
    inline-size: 100%;
    block-size: 100%;
    stroke-width: 1.75;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;

/** Buttons, fields and their focus. */
export const controlStyles = css`
  button,
  input,
  select {
    font: inherit;
    color: inherit;
  }
  button {
    display: inline-flex;
    align-items: center;
    gap: var(--space-2);
    min-block-size: var(--target);
    margin: 0;
    padding: 0 var(--space-2);
    border: 0;
    border-radius: var(--radius);
    background: none;
    text-align: start;
    cursor: pointer;
  }
  button:disabled {
    color: var(--ink-faint);
    cursor: default;
  }
  button.quiet:hover:not(:disabled),
  .row:hover {
    background: color-mix(in srgb, var(--ink) 6%, transparent);
  }
  button.outlined {
    padding: 0 var(--space-3);
    border: 1px solid var(--rule);
  }
  button.outlined:hover:not(:disabled) {
    border-color: var(--ink-faint);
  }
  button[aria-pressed='true'],
  button[aria-checked='true'] {
    color: var(--accent);
    border-color: var(--accent);
  }
  button.link {
    padding: 0;
    color: var(--accent);
    min-block-size: 1.5rem;
  }
  button.link:hover {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .row {
    inline-size: 100%;
    padding: var(--space-2) 0;
    border-bottom: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
    border-radius: 0;
  }
  select,
  input[type='date'],
  input[type='search'] {
    min-block-size: var(--target);
    padding: 0 var(--space-2);
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    background: var(--sheet-raised);
  }
  input[type='checkbox'],
  input[type='radio'] {
    inline-size: 1rem;
    block-size: 1rem;
    margin: 0;
    accent-color: var(--accent);
  }
  label.choice {
    display: inline-flex;
    align-items: center;
    gap: var(--space-2);
    min-block-size: var(--target);
    cursor: pointer;
  }
  :focus-visible {
    outline: 0.125rem solid var(--accent);
    outline-offset: 0.125rem;
  }
  @media (forced-colors: active) {
    button[aria-pressed='true'],
    button[aria-checked='true'] {
      outline: 2px solid Highlight;
    }
  }
`;

/** Pulsing stand-ins for text that is on its way. */
export const skeletonStyles = css`
  .bone {
    display: block;
    block-size: 1em;
    margin-block: 0.4em;
    border-radius: var(--radius);
    background: color-mix(in srgb, var(--ink) 9%, transparent);
  }
  .bone.title {
    inline-size: 55%;
    block-size: 1.75rem;
  }
  @media (prefers-reduced-motion: no-preference) {
    .bone {
      animation: breathe 1.6s ease-in-out infinite alternate;
    }
  }
  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }
`;
