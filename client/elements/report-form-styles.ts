import { css } from 'lit';

/** Looks of the form of a report. */
export const reportFormStyles = css`
  form {
    gap: var(--space-5);
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
