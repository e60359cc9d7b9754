import { css } from 'lit';

/** Looks of jw-incident-list: its parts stand in a column of which the table takes what is left. */
export const workListStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    min-block-size: 20rem;
  }
  :host > * {
    flex: none;
  }
  .top {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    justify-content: space-between;
    gap: 0 var(--space-3);
  }
  .heading {
    flex: 1 1 9rem;
  }
  .tools {
    display: flex;
    padding-inline-end: var(--corner, 0);
  }
  .tools button {
    color: var(--accent);
  }
  ::slotted(jw-period) {
    margin-top: var(--space-3);
  }
  .statuses {
    display: grid;
    grid-template-columns: repeat(4, 1fr);
    margin-top: var(--space-2);
    border-bottom: 1px solid var(--rule);
  }
  .statuses button {
    justify-content: center;
    padding: 0;
    border-radius: 0;
    border-block-end: 0.125rem solid transparent;
    white-space: nowrap;
  }
  .statuses button[aria-checked='true'] {
    font-weight: 600;
    border-block-end-color: var(--accent);
  }
  .only {
    grid-column: 1 / -1;
    padding-block: var(--space-1);
    text-align: center;
    color: var(--accent);
  }
  .filters {
    display: grid;
    grid-template-columns: 1fr 1fr;
    align-items: center;
    gap: var(--space-2);
    padding-block: var(--space-2);
  }
  .filters > * {
    min-inline-size: 0;
    inline-size: 100%;
  }
  .count {
    grid-column: 2;
    text-align: end;
  }
  .news {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: var(--space-3);
    min-block-size: 0;
  }
  .news:not(:empty) {
    padding-block: var(--space-1);
  }
  :host > jw-work-table {
    flex: 1;
    min-block-size: 10rem;
  }
  .bones {
    flex: 1;
  }
  :host([wide]) .statuses {
    grid-template-columns: repeat(4, 7rem);
  }
  :host([wide]) .only {
    grid-column: auto;
  }
  :host([wide]) .filters {
    grid-template-columns: minmax(10rem, 1.4fr) repeat(3, minmax(7rem, 1fr)) auto auto;
  }
  :host([wide]) .count {
    grid-column: auto;
  }
  @media (max-width: 899px) {
    :host {
      min-block-size: 30rem;
    }
    .widen {
      display: none;
    }
    /* One line to be pushed aside, so that the first rows are seen. */
    .filters {
      display: flex;
      overflow-x: auto;
      scrollbar-width: none;
    }
    .filters > * {
      flex: none;
      inline-size: auto;
    }
    .filters > input {
      inline-size: 9rem;
    }
  }
`;
