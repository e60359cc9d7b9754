import { css } from 'lit';

/** A record that reads like a printed report; on paper ink on white, whatever the theme. */
export const recordStyles = css`
  :host {
    container-type: inline-size;
    max-inline-size: 60rem;
  }
  .eyebrow {
    font-size: var(--type-2);
  }
  .facts {
    max-inline-size: 48rem;
  }
  .facts > div {
    grid-template-columns: 6em 1fr;
  }
  dd {
    white-space: pre-wrap;
  }
  .acts {
    margin-top: var(--space-4);
  }
  section {
    margin-top: var(--space-6);
  }
  h3 {
    font-size: var(--type-3);
    color: var(--ink);
  }
  .sentences {
    max-inline-size: 42em;
    margin-top: var(--space-3);
    font-size: var(--type-3);
    line-height: 1.7;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  thead th {
    padding: var(--space-2) var(--space-3) var(--space-1) 0;
    border-bottom: 1px solid var(--ink-faint);
    font-size: var(--type-1);
    font-weight: 600;
    color: var(--ink-soft);
    text-align: start;
    white-space: nowrap;
  }
  tbody th,
  tbody td {
    padding: var(--space-2) var(--space-3) var(--space-2) 0;
    border-bottom: 1px solid color-mix(in srgb, var(--rule) 70%, transparent);
    font-weight: 400;
    text-align: start;
    vertical-align: baseline;
    overflow-wrap: anywhere;
  }
  .folds tbody th {
    font-weight: 600;
  }
  td.time {
    min-inline-size: 6em;
  }
  td.time .note {
    display: block;
  }
  .late {
    color: var(--cinnabar);
    font-weight: 600;
    white-space: nowrap;
  }
  .counts {
    max-inline-size: 40rem;
  }
  th.number,
  td.number {
    text-align: end;
    white-space: nowrap;
  }
  .timeline li {
    display: grid;
    grid-template-columns: 7.5em minmax(0, 1fr) auto;
    gap: 0 var(--space-4);
    padding-block: var(--space-2);
    border-bottom: 1px solid color-mix(in srgb, var(--rule) 70%, transparent);
  }
  .said {
    display: block;
    line-height: 1.7;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .foot {
    margin-top: var(--space-6);
  }
  @container (max-width: 40rem) {
    .folds,
    .folds tbody,
    .folds tr,
    .folds th,
    .folds td {
      display: block;
    }
    .folds thead {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .folds tr {
      padding-block: var(--space-2);
      border-bottom: 1px solid var(--rule);
    }
    .folds tbody th,
    .folds tbody td {
      padding: 0.125rem 0;
      border: 0;
    }
    .folds td:empty {
      display: none;
    }
    .folds td::before {
      content: attr(data-label) ' ';
      margin-inline-end: 0.5em;
      font-size: var(--type-1);
      color: var(--ink-soft);
    }
    td.time .note {
      display: inline;
    }
    .timeline li {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .timeline li > :nth-child(2) {
      grid-column: 1 / -1;
      grid-row: 2;
    }
  }
  @media print {
    :host {
      max-inline-size: none;
      --ink: #000;
      --ink-soft: #333;
      --ink-faint: #555;
      --rule: #999;
      --cinnabar: #a02010;
      font-size: 10pt;
      color: #000;
    }
    .acts {
      display: none;
    }
    thead {
      display: table-header-group;
    }
    tr,
    .timeline li,
    .heading,
    .facts {
      break-inside: avoid;
    }
    h3 {
      break-after: avoid;
    }
  }
`;
