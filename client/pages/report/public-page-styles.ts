import { css } from 'lit';

/** A page that anybody may open: its head stays, what is below scrolls as one sheet. */
export const publicPageStyles = css`
  :host {
    position: fixed;
    inset: 0;
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    background: var(--paper);
  }
  .scroll {
    overflow: auto;
    scrollbar-gutter: stable;
  }
  main {
    margin: var(--space-6) auto;
    padding: var(--space-6);
    background: var(--sheet);
    border: 1px solid var(--rule);
    border-radius: var(--radius);
  }
  h2 {
    font-family: var(--face-mark);
    font-size: var(--type-5);
    font-weight: 700;
  }
  .heading + .demo {
    margin-top: var(--space-4);
  }
  .demo {
    padding-inline-start: var(--space-3);
    border-inline-start: 0.1875rem solid var(--rule);
  }
  @media (max-width: 699px) {
    :host {
      background: var(--sheet);
    }
    main {
      margin: 0;
      padding: var(--space-5) var(--space-4) 4rem;
      border: 0;
    }
  }
  @media print {
    :host {
      position: static;
      display: block;
    }
    .scroll {
      overflow: visible;
    }
  }
`;
