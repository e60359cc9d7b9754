import { css } from 'lit';

/** Looks of the routes of a plan and the tables of their stops. */
export const stopTableStyles = css`
  details {
    border-bottom: 1px solid color-mix(in srgb, var(--rule) 70%, transparent);
  }
  summary {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: var(--space-3);
    align-items: center;
    padding-block: var(--space-2);
    list-style: none;
    cursor: pointer;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary:hover {
    background: color-mix(in srgb, var(--ink) 4%, transparent);
  }
  .squad {
    display: grid;
    min-inline-size: 0;
  }
  .squad strong {
    font-weight: 600;
  }
  .length {
    white-space: nowrap;
    font-size: var(--type-1);
  }
  table {
    inline-size: 100%;
    margin-bottom: var(--space-3);
    border-collapse: collapse;
    table-layout: fixed;
  }
  th:first-child:not([colspan]) {
    inline-size: 1.75rem;
  }
  th.number {
    inline-size: 3.25rem;
  }
  th:last-child:not(.number, [colspan]) {
    inline-size: 2.25rem;
  }
  .day th {
    padding-top: var(--space-3);
    color: var(--ink);
  }
  th {
    padding: var(--space-1) var(--space-2) var(--space-1) 0;
    border-bottom: 1px solid var(--ink-faint);
    font-size: var(--type-1);
    font-weight: 600;
    color: var(--ink-soft);
    text-align: start;
    white-space: nowrap;
  }
  td {
    padding: var(--space-1) var(--space-2) var(--space-1) 0;
    border-bottom: 1px solid color-mix(in srgb, var(--rule) 60%, transparent);
    vertical-align: top;
  }
  .number {
    text-align: end;
    white-space: nowrap;
  }
  td .note {
    display: block;
  }
  td .name {
    color: inherit;
    text-align: start;
  }
  td .name:hover {
    color: var(--accent);
  }
  tr[aria-current] > td {
    background: color-mix(in srgb, var(--indigo) 10%, transparent);
  }
  .lock {
    padding: 0;
    inline-size: 2rem;
  }
  tr:not(.locked) .lock button:not(:hover, :focus-visible) {
    color: var(--ink-faint);
  }
  .move {
    margin-top: var(--space-1);
    max-inline-size: 100%;
  }
  .all {
    text-align: end;
  }
`;
