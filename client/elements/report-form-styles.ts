import { css } from 'lit';

/** Looks of the form of a report. */
export const reportFormStyles = css`
  form {
    gap: var(--space-5);
  }
  .field textarea {
    inline-size: 100%;
    min-block-size: 5rem;
    padding: var(--space-2) var(--space-3);
    border: 1px solid color-mix(in srgb, var(--rule) 60%, var(--ink-faint));
    border-radius: var(--radius);
    background: var(--sheet-raised);
    color: inherit;
    font: inherit;
    font-size: var(--type-3);
    resize: vertical;
  }
  .field textarea:focus-visible {
    border-color: var(--accent);
    outline-offset: 0;
  }
  #category {
    display: grid;
    gap: var(--space-4);
  }
  .below {
    margin-top: var(--space-1);
  }
  .fault {
    margin-top: calc(-1 * var(--space-3));
  }
  #category .fault {
    margin-top: calc(-1 * var(--space-2));
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-3);
  }
  .foot .note {
    flex: 1;
    min-inline-size: 9em;
  }
  .foot .primary {
    min-block-size: max(2.75rem, var(--target));
    font-size: var(--type-3);
  }
`;
