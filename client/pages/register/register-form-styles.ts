import { css } from 'lit';

/** Looks of the form of one row. */
export const registerFormStyles = css`
  form {
    margin-top: var(--space-5);
    max-inline-size: 46rem;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(16rem, 1fr));
    gap: var(--space-4) var(--space-5);
    align-items: start;
  }
  .wide {
    grid-column: 1 / -1;
  }
  .named {
    display: flex;
    justify-content: space-between;
    align-items: center;
    min-block-size: var(--target);
  }
  .named label {
    font-size: var(--type-1);
    font-weight: 600;
    color: var(--ink-soft);
  }
  .about {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr));
    gap: var(--space-3);
    padding-top: var(--space-4);
    border-top: 1px solid var(--rule);
  }
  .check {
    display: inline-flex;
    gap: var(--space-2);
    align-items: center;
    min-block-size: var(--target);
  }
  .toast {
    min-block-size: max(2.5rem, var(--target));
  }
`;
