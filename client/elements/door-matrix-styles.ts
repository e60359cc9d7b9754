import { css } from 'lit';

/** The elevation is drawn like one: walls between units, a roof line, a ground line, a window a household. */
export const doorMatrixStyles = css`
  .frame {
    max-block-size: min(32rem, 60vh);
    overflow: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--rule) transparent;
  }
  table {
    border-collapse: separate;
    border-spacing: 0;
    font-size: var(--type-1);
    font-variant-numeric: tabular-nums;
  }
  th {
    padding: 0;
    font-weight: 400;
    color: var(--ink-soft);
    background: var(--sheet);
  }
  thead th {
    position: sticky;
    inset-block-start: 0;
    z-index: 2;
    border-bottom: 2px solid var(--ink-soft);
  }
  tbody th {
    position: sticky;
    inset-inline-start: 0;
    z-index: 1;
  }
  thead th.corner {
    z-index: 3;
    inset-inline-start: 0;
    border-color: transparent;
  }
  .unit-head button {
    inline-size: 100%;
    min-block-size: max(1.75rem, var(--matrix-target));
    justify-content: center;
    padding: 0 var(--space-1);
    white-space: nowrap;
  }
  tbody th button {
    inline-size: 2.25rem;
    min-block-size: max(1.5rem, var(--matrix-target));
    justify-content: flex-end;
    padding: 0 var(--space-2) 0 0;
  }
  th button:hover {
    color: var(--accent);
  }
  :host {
    --matrix-target: 0px;
  }
  td {
    padding: 0.125rem;
    background: color-mix(in srgb, var(--building) 45%, var(--sheet));
  }
  td.start {
    border-inline-start: 2px solid var(--ink-soft);
    padding-inline-start: 0.25rem;
  }
  td:last-child {
    border-inline-end: 2px solid var(--ink-soft);
    padding-inline-end: 0.25rem;
  }
  .dense td {
    padding: 1px;
  }
  .dense .window {
    min-inline-size: 1.375rem;
    padding-inline: 0;
  }
  tr.below td {
    background: color-mix(in srgb, var(--ink) 12%, var(--sheet));
  }
  tr.ground td {
    border-bottom: 2px solid var(--ink);
  }
  td.door {
    position: relative;
    cursor: pointer;
  }
  td.door:hover .window {
    border-color: var(--ink);
  }
  td.door:focus-visible {
    outline-offset: -0.125rem;
    z-index: 1;
  }
  .window {
    min-inline-size: 1.75rem;
    min-block-size: max(1.5rem, var(--matrix-target));
    padding-inline: 0.125rem;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-1) var(--space-4);
    margin-top: var(--space-3);
    font-size: var(--type-1);
  }
  .legend li {
    display: flex;
    align-items: center;
    gap: var(--space-2);
  }
  .legend .window {
    min-inline-size: 1.125rem;
    min-block-size: 1rem;
  }
  .help {
    margin-top: var(--space-3);
  }
  .doors .row {
    gap: var(--space-3);
  }
  .doors .window {
    flex: none;
  }
  .door-name {
    font-size: var(--type-3);
    font-variant-numeric: tabular-nums;
  }
  .due-word {
    margin-inline-start: auto;
  }
  @media (pointer: coarse) {
    :host {
      --matrix-target: 2.75rem;
    }
    td .window,
    .dense .window {
      min-inline-size: 2.75rem;
    }
    tbody th button {
      inline-size: 2.75rem;
    }
  }
`;
