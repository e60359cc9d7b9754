import { css } from 'lit';

/** Looks of the small forms by which something is done with an incident. */
export const moveStyles = css`
  .fields {
    display: grid;
    gap: var(--space-3);
  }
  .field textarea {
    inline-size: 100%;
    min-block-size: 5.5rem;
    padding: var(--space-2) var(--space-3);
    border: 1px solid color-mix(in srgb, var(--rule) 60%, var(--ink-faint));
    border-radius: var(--radius);
    background: var(--sheet-raised);
    color: inherit;
    font: inherit;
    line-height: 1.5;
    resize: vertical;
  }
  .field textarea:focus-visible {
    border-color: var(--accent);
    outline: 0.125rem solid var(--accent);
    outline-offset: 0;
  }
  .field textarea[aria-invalid='true'] {
    border-color: var(--cinnabar);
  }
  .choices {
    display: grid;
  }
  .choices label {
    align-items: start;
    padding-block: var(--space-1);
  }
  .choices input {
    margin-block-start: 0.3em;
    flex: none;
  }
`;
