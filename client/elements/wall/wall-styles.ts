import { css } from 'lit';

/** Type, rules and signals of everything that stands on a wall; nothing is smaller than 1rem. */
export const wallStyles = css`
  :host {
    display: block;
    color: var(--ink);
    font-size: 1.25rem;
    line-height: 1.35;
  }
  * {
    box-sizing: border-box;
  }
  h1,
  h2,
  p,
  ol,
  ul,
  dl,
  dd {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  header {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: 1rem;
    margin-block-end: 1rem;
    padding-block-end: 0.4rem;
    border-block-end: 0.0714rem solid color-mix(in srgb, var(--ink) 26%, transparent);
  }
  h2 {
    font-size: 1.375rem;
    font-weight: 600;
    line-height: 1.3;
    white-space: nowrap;
  }
  header p,
  .note {
    font-size: 1rem;
    color: var(--ink-soft);
    text-wrap: balance;
  }
  .figure {
    font-weight: 500;
    font-variant-numeric: tabular-nums lining-nums;
    line-height: 1.1;
    white-space: nowrap;
  }
  /* A bar beneath a row, as long as its share. */
  .bar {
    grid-column: 1 / -1;
    align-self: stretch;
    position: relative;
    background: color-mix(in srgb, var(--ink) 11%, transparent);
  }
  .bar i {
    position: absolute;
    inset: 0 auto 0 0;
    inline-size: calc(var(--share) * 100%);
  }
  /* It changed a moment ago. Figures reach no lower than their line, so that the mark stands where a tail would. */
  .fresh {
    text-decoration: underline var(--lamp) 0.06em;
    text-underline-offset: 0.05em;
    text-decoration-skip-ink: none;
  }
  .unit {
    margin-inline-start: 0.2em;
    font-size: max(1rem, 0.4em);
    font-weight: 400;
    color: var(--ink-soft);
  }
  .label {
    font-size: 1.125rem;
    color: var(--ink-soft);
    white-space: nowrap;
  }
  .sign {
    flex: none;
    inline-size: 0.72em;
    block-size: 0.72em;
    margin-inline-end: 0.22em;
    fill: currentColor;
    stroke: none;
  }
  .sign.line {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
  }
  .overdue,
  .urgent {
    color: var(--cinnabar);
  }
  .soon {
    color: var(--amber);
  }
  .done {
    color: var(--jade);
  }
  .patrol {
    color: var(--indigo);
  }
  .empty {
    font-size: 1.375rem;
    color: var(--ink-soft);
    text-wrap: balance;
  }
  /* Rows that do not fit wrap out of sight, whole. */
  .rows {
    display: flex;
    flex-flow: column wrap;
    gap: 0 4rem;
    overflow: hidden;
  }
  .rows > * {
    inline-size: 100%;
    flex: none;
  }
  :host(.filling) {
    display: flex;
    flex-direction: column;
  }
  :host(.filling) .rows {
    flex: 1;
    min-block-size: 0;
  }
  .cut {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .bone {
    display: block;
    border-radius: 0.125rem;
    background: color-mix(in srgb, var(--ink) 9%, transparent);
  }
`;
