import { css } from 'lit';

/** Looks of the roster: a table of days that scrolls sideways where it must, squads always in sight. */
export const rosterStyles = css`
  :host {
    container-type: inline-size;
  }
  .scroll {
    margin-top: var(--space-3);
    overflow-x: auto;
    overscroll-behavior-x: contain;
  }
  table {
    inline-size: 100%;
    min-inline-size: 44rem;
    border-collapse: collapse;
    border-block-start: 2px solid var(--ink);
    table-layout: fixed;
  }
  th {
    padding: var(--space-2);
    border-bottom: 1px solid var(--rule);
    font-weight: 600;
    text-align: start;
    vertical-align: top;
  }
  th .note {
    display: block;
    font-weight: 400;
  }
  th[scope='row'] {
    overflow-wrap: anywhere;
  }
  th:first-child {
    position: sticky;
    inset-inline-start: 0;
    z-index: 1;
    inline-size: 8.5rem;
    padding-inline-start: 0;
    background: var(--sheet);
  }
  td {
    padding: var(--space-1);
    border-bottom: 1px solid var(--rule);
    border-inline-start: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
    vertical-align: top;
  }
  .today {
    background: color-mix(in srgb, var(--accent) 7%, transparent);
  }
  th.today {
    box-shadow: inset 0 -0.125rem var(--accent);
  }
  .card {
    display: grid;
    gap: 0.125rem;
    inline-size: 100%;
    margin-bottom: var(--space-1);
    padding: var(--space-1) var(--space-2);
    border: 1px solid var(--rule);
    border-inline-start: 0.1875rem solid var(--indigo);
    background: var(--sheet-raised);
  }
  .card:hover {
    border-color: var(--indigo);
  }
  .card.safety,
  .card.emergency {
    border-style: double;
    border-width: 0.1875rem;
    border-color: var(--indigo);
  }
  .time {
    font-size: var(--type-1);
    font-weight: 600;
  }
  .bar {
    position: relative;
    display: block;
    block-size: 0.25rem;
    background: color-mix(in srgb, var(--ink) 10%, transparent);
  }
  .bar span {
    position: absolute;
    inset-block: 0;
    background: var(--indigo);
  }
  /* Goes on into the next day. */
  .bar .on::after {
    content: '';
    position: absolute;
    inset: -0.125rem -0.25rem -0.125rem auto;
    border: 0.25rem solid transparent;
    border-inline-start-color: var(--indigo);
    border-inline-end: 0;
  }
  .more {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--space-2);
    font-size: var(--type-1);
    color: var(--ink-soft);
  }
  .purpose {
    display: inline-flex;
    gap: 0.125rem;
    align-items: center;
    color: var(--ink);
  }
  .from,
  .till,
  .date-short {
    display: none;
  }
  @container (max-width: 44rem) {
    table,
    tbody {
      display: block;
      min-inline-size: 0;
    }
    thead {
      display: block;
    }
    tr {
      display: grid;
      grid-template-columns: repeat(7, minmax(0, 1fr));
    }
    thead th:first-child {
      display: none;
    }
    thead th {
      padding: var(--space-1) 0;
      text-align: center;
    }
    tbody th:first-child {
      grid-column: 1 / -1;
      inline-size: auto;
      padding: var(--space-2) 0 0;
      border-bottom: 0;
    }
    .date-long {
      display: none;
    }
    .date-short {
      display: inline;
    }
    th .note {
      display: inline;
      margin-inline-start: var(--space-2);
    }
    thead th .note {
      display: block;
      margin: 0;
    }
    td {
      padding: 0.125rem;
    }
    td:first-of-type {
      border-inline-start: 0;
    }
    .card {
      padding: 0.125rem;
      border-inline-start-width: 1px;
      border-block-start: 0.1875rem solid var(--indigo);
      text-align: center;
    }
    .card .from,
    .card .till {
      display: block;
    }
    .card .whole {
      display: none;
    }
    .more {
      justify-content: center;
    }
    .purpose .word {
      display: none;
    }
  }
  .add {
    inline-size: 100%;
    justify-content: center;
    border: 1px dashed transparent;
    color: var(--ink-faint);
  }
  td:hover .add,
  .add:focus-visible {
    border-color: var(--rule);
    color: var(--accent);
  }
`;
