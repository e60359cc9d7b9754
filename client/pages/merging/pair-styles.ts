import { css } from 'lit';

/** Two lines side by side, like two entries of one ledger: a rule above, differences in full ink, what is the same recedes. */
export const pairStyles = css`
  article {
    display: grid;
    gap: var(--space-3);
    padding-block: var(--space-5);
    border-top: 1px solid var(--rule);
  }
  .reasons {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-1) var(--space-3);
    font-weight: 600;
  }
  .reasons span + span::before {
    content: '·';
    padding-inline-end: var(--space-3);
    color: var(--ink-faint);
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
    table-layout: fixed;
  }
  th,
  td {
    padding: 0.375rem var(--space-3) 0.375rem 0;
    border-bottom: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
    text-align: start;
    vertical-align: baseline;
    font-weight: 400;
    overflow-wrap: anywhere;
  }
  thead td,
  tbody th {
    inline-size: 6.5em;
    color: var(--ink-soft);
  }
  thead th.kept {
    font-weight: 600;
    border-bottom: 0.125rem solid var(--accent);
  }
  thead th.gone {
    color: var(--ink-soft);
  }
  tbody td {
    color: var(--ink-soft);
    font-variant-numeric: tabular-nums;
  }
  tbody td.differs {
    color: var(--ink);
    font-weight: 600;
  }
  table label {
    display: inline-flex;
    gap: var(--space-2);
    align-items: center;
    min-block-size: max(1.5rem, 24px);
    cursor: pointer;
  }
  .opening {
    display: grid;
    gap: var(--space-3);
    padding: var(--space-3) var(--space-4);
    border-inline-start: 0.1875rem solid var(--accent);
    background: color-mix(in srgb, var(--ink) 3%, transparent);
  }
  @media (max-width: 599px) {
    thead td,
    tbody th {
      inline-size: 4.5em;
    }
  }
`;
