import { css } from 'lit';

/** Entries of a plan one below the other: when at the left, what at the right. */
export const planStyles = css`
  :host {
    container-type: inline-size;
  }
  .strips {
    display: grid;
    gap: 0 var(--space-5);
  }
  .entries {
    border-block-start: 1px solid var(--ink-faint);
  }
  .entries > li {
    display: grid;
    gap: var(--space-3) var(--space-5);
    padding-block: var(--space-3) var(--space-4);
    border-block-end: 1px solid var(--rule);
  }
  .head {
    display: flex;
    align-items: center;
    justify-content: space-between;
  }
  .acts {
    display: flex;
  }
  .when {
    display: grid;
    align-content: start;
    gap: var(--space-2);
  }
  .when .pair {
    grid-template-columns: 1fr 1fr;
  }
  .when .pair input {
    padding-inline: var(--space-2);
    font-size: var(--type-2);
  }
  .done {
    min-block-size: 1.5em;
  }
  @container (min-width: 44rem) {
    .strips {
      grid-template-columns: 1fr 1fr;
    }
    .entries > li {
      grid-template-columns: 17rem 1fr;
    }
    .head {
      grid-column: 1 / -1;
    }
  }
`;
