import { css } from 'lit';

/** The rail of chapters beside the chapter; on a phone a strip above it. */
export const adminStyles = css`
  .book {
    display: grid;
    grid-template-columns: 12.5rem minmax(0, 1fr);
    min-block-size: 0;
  }
  nav {
    padding: var(--space-5) 0;
    overflow: auto;
    border-inline-end: 1px solid var(--rule);
    background: var(--paper);
  }
  nav a {
    display: flex;
    align-items: center;
    gap: var(--space-3);
    min-block-size: max(2.25rem, var(--target));
    padding-inline: var(--space-4);
    border-inline-start: 0.1875rem solid transparent;
    color: var(--ink-soft);
    text-decoration: none;
    line-height: 1.3;
  }
  nav a:hover {
    color: var(--ink);
    background: color-mix(in srgb, var(--ink) 5%, transparent);
  }
  nav a[aria-current='page'] {
    border-inline-start-color: var(--accent);
    background: var(--sheet);
    color: var(--ink);
    font-weight: 600;
  }
  nav a:focus-visible {
    outline-offset: -0.125rem;
  }
  nav .icon {
    flex: none;
  }
  main {
    max-inline-size: 76rem;
  }
  @media (max-width: 899px) {
    .book {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: auto minmax(0, 1fr);
    }
    nav {
      padding: 0;
      border-inline-end: 0;
      border-block-end: 1px solid var(--rule);
      scrollbar-width: none;
    }
    nav ul {
      display: flex;
      inline-size: max-content;
    }
    nav a {
      padding-inline: var(--space-3);
      gap: var(--space-2);
      border-inline-start: 0;
      border-block-end: 0.1875rem solid transparent;
      white-space: nowrap;
    }
    nav a[aria-current='page'] {
      border-block-end-color: var(--accent);
    }
  }
  @media print {
    nav {
      display: none;
    }
    .book {
      display: block;
    }
  }
`;
