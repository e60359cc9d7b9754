import { css } from 'lit';

/** A page that is read: its head stays, what is below scrolls. */
export const readingStyles = css`
  :host {
    position: fixed;
    inset: 0;
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    background: var(--sheet);
  }
  jw-page-head {
    position: relative;
    z-index: 5;
  }
  .scroll {
    overflow: auto;
    scrollbar-gutter: stable;
  }
  main {
    padding: var(--space-6) var(--space-6) 6rem;
  }
  h2 {
    font-size: var(--type-5);
    font-family: var(--face-mark);
    font-weight: 700;
  }
  h2:focus-visible {
    outline: none;
  }
  @media (max-width: 899px) {
    main {
      padding: var(--space-5) var(--space-4) 4rem;
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
