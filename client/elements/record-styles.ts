import { css } from 'lit';
import { formSheet } from './form-styles.ts';
import { skeletonStyles } from './styles.ts';

/** Looks of the records: a page with filters above and a table that reads like a printed register. */
const recordStyles = css`
  :host {
    container-type: inline-size;
    max-inline-size: 72rem;
  }
  .heading .lead {
    max-inline-size: 42em;
  }
  .filters {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: var(--space-3) var(--space-4);
    margin-top: var(--space-5);
  }
  .filters > .field {
    flex: 0 1 10.5rem;
  }
  .filters > .wide {
    flex: 1 1 14rem;
    max-inline-size: 22rem;
  }
  .chosen {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: var(--space-2) var(--space-4);
    margin-top: var(--space-3);
  }
  table {
    inline-size: 100%;
    margin-top: var(--space-5);
    border-collapse: collapse;
    border-block-start: 2px solid var(--ink);
  }
  thead th {
    padding: var(--space-1) var(--space-4) var(--space-1) 0;
    border-bottom: 1px solid var(--ink-faint);
    font-size: var(--type-1);
    font-weight: 600;
    color: var(--ink-soft);
    text-align: start;
    white-space: nowrap;
  }
  tbody td,
  tbody th {
    padding: var(--space-2) var(--space-4) var(--space-2) 0;
    border-bottom: 1px solid color-mix(in srgb, var(--rule) 70%, transparent);
    font-weight: 400;
    text-align: start;
    vertical-align: baseline;
  }
  tbody tr:hover > td {
    background: color-mix(in srgb, var(--ink) 3%, transparent);
  }
  tbody th.day {
    padding-top: var(--space-5);
    border-bottom: 1px solid var(--rule);
    font-size: var(--type-3);
    font-weight: 600;
  }
  th.day::first-letter {
    text-transform: uppercase;
  }
  tbody:first-of-type th.day {
    padding-top: var(--space-3);
  }
  th.day .note {
    margin-inline-start: var(--space-3);
    font-weight: 400;
  }
  td.time {
    inline-size: 9em;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  td:last-child,
  th:last-child {
    padding-inline-end: 0;
  }
  .number {
    font-variant-numeric: tabular-nums;
    text-align: end;
    white-space: nowrap;
  }
  td .note {
    display: block;
  }
  td a,
  .chosen a {
    color: var(--accent);
    text-decoration-thickness: 1px;
    text-underline-offset: 0.2em;
    text-decoration-color: color-mix(in srgb, var(--accent) 40%, transparent);
  }
  td button.link {
    color: inherit;
    text-align: start;
    min-block-size: 1.5rem;
  }
  td button.link:hover {
    color: var(--accent);
  }
  .heading + .vacant {
    margin-top: var(--space-4);
  }
  .after {
    margin-top: var(--space-3);
  }
  @container (max-width: 40rem) {
    .filters > .field {
      flex: 1 1 calc(50% - var(--space-4));
    }
    .filters > .wide {
      flex-basis: 100%;
      max-inline-size: none;
    }
    table.folds thead {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    table.folds tbody {
      display: block;
    }
    table.folds tr {
      display: grid;
      grid-template-columns: 1fr auto;
      gap: 0 var(--space-3);
      padding-block: var(--space-2);
      border-bottom: 1px solid color-mix(in srgb, var(--rule) 70%, transparent);
    }
    table.folds tr:has(> th.day) {
      display: block;
      padding: 0;
      border: 0;
    }
    table.folds th.day {
      display: block;
    }
    table.folds td {
      display: block;
      inline-size: auto;
      padding: 0;
      border: 0;
    }
    table.folds td .note {
      display: inline;
      margin-inline-start: var(--space-2);
    }
    table.folds td:nth-child(n + 3) {
      grid-column: 1 / -1;
    }
    table.folds td.time {
      grid-row: 1;
      grid-column: 2;
      color: var(--ink-soft);
    }
  }
`;

/** What a record wears; its own rules come after and win. */
export const recordSheet = [formSheet, skeletonStyles, recordStyles];
