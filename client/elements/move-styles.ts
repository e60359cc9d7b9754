import { css } from 'lit';

/** Looks of the small forms by which something is done with an incident. */
export const moveStyles = css`
  .fields {
    display: grid;
    gap: var(--space-3);
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
