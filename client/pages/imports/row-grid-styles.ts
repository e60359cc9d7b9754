import { css } from 'lit';

/** The grid of a file's first rows: a cell with a problem has a corner and an edge, a mended one a dotted line. */
export const gridStyles = css`
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-2) var(--space-4);
  }
  kbd {
    padding: 0 0.35em;
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    font: inherit;
    font-size: var(--type-1);
  }
  @media (hover: none) {
    kbd {
      display: none;
    }
  }
  .said {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 var(--space-4);
    min-block-size: 3.25rem;
    padding: var(--space-2) var(--space-3);
    border-inline-start: 0.1875rem solid var(--rule);
  }
  .said.wrong {
    border-color: var(--cinnabar);
  }
  .rows {
    max-block-size: 32rem;
    overflow: auto;
  }
  .rows thead th {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    background: var(--sheet);
    box-shadow: inset 0 -1px var(--rule);
    color: var(--ink);
  }
  .rows thead th span {
    display: block;
    min-block-size: 1.5em;
    font-weight: 400;
    color: var(--ink-soft);
  }
  .rows td {
    position: relative;
    max-inline-size: 18rem;
    padding: var(--space-1) var(--space-3);
    border-inline-end: 1px solid color-mix(in srgb, var(--rule) 40%, transparent);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    scroll-margin-block-start: 4rem;
  }
  .rows td.label {
    color: var(--ink-soft);
    font-variant-numeric: tabular-nums;
  }
  .rows .unused {
    color: var(--ink-faint);
  }
  .rows td:focus-visible {
    outline-offset: -0.125rem;
  }
  .rows td.wrong {
    background: color-mix(in srgb, var(--cinnabar) 10%, transparent);
    box-shadow: inset 0.125rem 0 var(--cinnabar);
  }
  .rows td.mended {
    text-decoration: underline dotted;
    text-underline-offset: 0.25em;
  }
  .sign {
    display: inline-block;
    inline-size: 0.625rem;
    block-size: 0.625rem;
    margin-inline-end: 0.375rem;
    background: var(--cinnabar);
    clip-path: polygon(50% 0, 100% 100%, 0 100%);
  }
  .rows td input {
    inline-size: 100%;
    min-inline-size: 9rem;
    padding: 0 var(--space-1);
    border: 1px solid var(--accent);
    background: var(--sheet-raised);
  }
  @media (forced-colors: active) {
    .sign {
      background: CanvasText;
    }
  }
`;
