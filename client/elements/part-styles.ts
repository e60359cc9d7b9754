import { css } from 'lit';

/** Looks of the templates in parts.ts. */
export const partStyles = css`
  .facts {
    margin-top: var(--space-4);
    border-top: 1px solid var(--rule);
  }
  .facts > div {
    display: grid;
    grid-template-columns: 6.5em 1fr;
    gap: var(--space-3);
    padding-block: 0.375rem;
    border-bottom: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
  }
  dt {
    color: var(--ink-soft);
  }
  dd {
    overflow-wrap: anywhere;
  }
  .vacant {
    display: grid;
    justify-items: start;
    gap: var(--space-3);
    padding-block: var(--space-3);
    color: var(--ink-soft);
    text-wrap: pretty;
  }
  h3 + .facts {
    margin-top: 0;
    border-top: 0;
  }
  .icon-only {
    justify-content: center;
    min-inline-size: var(--target);
    padding: 0;
  }
  .bones {
    padding-block: var(--space-2);
  }
`;
