import { css } from 'lit';

/** What the sheets of an import share: tables that scroll within themselves, notes, the row of buttons at the foot. */
export const importStyles = css`
  .wide {
    overflow-x: auto;
    border-block: 1px solid var(--rule);
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: var(--space-2) var(--space-3);
    border-top: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
    text-align: start;
    vertical-align: top;
  }
  thead th {
    border-top: 0;
    font-size: var(--type-1);
    font-weight: 600;
    color: var(--ink-soft);
    white-space: nowrap;
  }
  tbody th {
    font-weight: 400;
  }
  .say + .wide {
    margin-top: var(--space-2);
  }
  .number {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-3) var(--space-4);
    margin-top: var(--space-5);
  }
  .say {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: var(--space-2);
    padding: var(--space-2) var(--space-3);
    border-inline-start: 0.1875rem solid var(--ink-faint);
    background: color-mix(in srgb, var(--ink) 4%, transparent);
    text-wrap: pretty;
  }
  .say .icon {
    margin-block-start: 0.125em;
  }
  .stack {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4);
  }
  .fields {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    gap: var(--space-3) var(--space-4);
  }
  .fields .field {
    flex: 1 1 11rem;
    max-inline-size: 20rem;
  }
  a {
    color: var(--accent);
  }
`;

/** A place to drop a file on. */
export const dropStyles = css`
  .drop {
    display: grid;
    justify-items: center;
    align-content: center;
    gap: var(--space-3);
    min-block-size: 12rem;
    padding: var(--space-5);
    border: 0.125rem dashed color-mix(in srgb, var(--rule) 50%, var(--ink-faint));
    border-radius: 0.25rem;
    text-align: center;
    text-wrap: pretty;
  }
  .drop.over {
    border-color: var(--accent);
    border-style: solid;
    background: color-mix(in srgb, var(--accent) 7%, transparent);
  }
  .drop.small {
    min-block-size: 7rem;
  }
  .drop > .icon {
    inline-size: 2rem;
    block-size: 2rem;
    color: var(--ink-soft);
  }
  .drop strong {
    font-size: var(--type-4);
    font-weight: 600;
    overflow-wrap: anywhere;
  }
`;
