import { css } from 'lit';

/** What the three chapters of exporting have in common. */
export const exportStyles = css`
  jw-area-picker {
    display: block;
    max-inline-size: 20rem;
    margin-block: var(--space-4);
  }
  .about {
    display: grid;
    grid-template-columns: 6.5em 1fr;
    gap: var(--space-2) var(--space-3);
    padding-block: var(--space-3);
    border-block: 1px solid var(--rule);
  }
  .about dd {
    text-wrap: pretty;
  }
  .taking {
    display: flex;
    align-items: center;
    gap: var(--space-3);
  }
  .taking progress {
    flex: 1;
    min-inline-size: 4rem;
    max-inline-size: 16rem;
    block-size: 0.5rem;
    accent-color: var(--indigo);
  }
  .told:empty {
    display: none;
  }
  .hindrance {
    padding-inline-start: var(--space-3);
    border-inline-start: 0.1875rem solid var(--ink-faint);
    text-wrap: pretty;
  }
  .hint {
    margin: 0;
    font-size: var(--type-1);
    color: var(--ink-soft);
    text-wrap: pretty;
  }
`;
