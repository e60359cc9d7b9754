import { css } from 'lit';

/** Tables that read like a printed register: rules between lines, none between columns. */
export const registerStyles = css`
  .register {
    margin-top: var(--space-4);
    inline-size: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  .register th {
    padding: var(--space-2) var(--space-3) var(--space-2) 0;
    border-bottom: 1.5px solid var(--ink);
    font-size: var(--type-1);
    font-weight: 600;
    color: var(--ink-soft);
    text-align: start;
    vertical-align: bottom;
    white-space: nowrap;
  }
  .register td {
    padding: var(--space-2) var(--space-3) var(--space-2) 0;
    border-bottom: 1px solid color-mix(in srgb, var(--rule) 70%, transparent);
    vertical-align: baseline;
  }
  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3);
    align-items: end;
    margin-top: var(--space-5);
  }
  .more {
    margin-top: var(--space-4);
  }
  @media (max-width: 899px) {
    .register,
    .register tbody,
    .register tr,
    .register td {
      display: block;
    }
    .register thead {
      display: none;
    }
    .register tr {
      padding-block: var(--space-3);
      border-bottom: 1px solid var(--rule);
    }
    .register td {
      padding: 0.125rem 0;
      border: 0;
    }
    .register td.usual {
      display: none;
    }
    .register td[data-label]:not(:empty)::before {
      content: attr(data-label) ' ';
      margin-inline-end: 0.5em;
      font-size: var(--type-1);
      color: var(--ink-soft);
    }
  }
`;
