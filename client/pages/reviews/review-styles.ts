import { css } from 'lit';

/** Looks of the page of addresses: what waits, the one in hand, and where it may be. */
export const reviewStyles = css`
  main {
    max-inline-size: 90rem;
    margin-inline: auto;
  }
  nav {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2) var(--space-5);
    margin-block: var(--space-4);
    border-bottom: 1px solid var(--rule);
  }
  nav a {
    min-block-size: var(--target);
    padding-block: var(--space-2);
    color: var(--ink-soft);
    text-decoration: none;
  }
  nav a[aria-current='true'] {
    color: var(--ink);
    font-weight: 600;
    box-shadow: inset 0 -0.125rem var(--accent);
  }
  nav .batch {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3);
    align-items: center;
    margin-inline-start: auto;
    font-size: var(--type-1);
  }
  .told {
    display: flex;
    gap: var(--space-4);
    align-items: center;
    min-block-size: var(--target);
  }
  .desk {
    display: grid;
    grid-template-columns: minmax(11rem, 1fr) minmax(20rem, 2fr) minmax(18rem, 2fr);
    gap: var(--space-5);
    align-items: start;
  }
  .waiting {
    max-block-size: 34rem;
    overflow: auto;
    border-top: 1px solid var(--rule);
  }
  .waiting button {
    display: block;
    inline-size: 100%;
    min-block-size: var(--target);
    padding: var(--space-2);
    border-bottom: 1px solid var(--rule);
    text-align: start;
    overflow-wrap: anywhere;
  }
  .waiting button[aria-current='true'] {
    background: color-mix(in srgb, var(--accent) 10%, transparent);
    box-shadow: inset 0.1875rem 0 var(--accent);
    font-weight: 600;
  }
  .hand {
    display: grid;
    gap: var(--space-4);
    min-inline-size: 0;
  }
  .typed {
    font-family: var(--face-mark);
    font-size: var(--type-5);
    line-height: 1.35;
    overflow-wrap: anywhere;
  }
  .candidates {
    display: grid;
    gap: var(--space-1);
  }
  .candidates button {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 0 var(--space-3);
    align-items: baseline;
    inline-size: 100%;
    min-block-size: max(3rem, var(--target));
    padding: var(--space-2) var(--space-3);
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    text-align: start;
  }
  .candidates button:hover:not(:disabled) {
    border-color: var(--accent);
  }
  .candidates .note {
    grid-column: 2 / -1;
    overflow-wrap: anywhere;
  }
  kbd {
    min-inline-size: 1.25rem;
    padding: 0 var(--space-1);
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    font: inherit;
    font-size: var(--type-1);
    text-align: center;
    color: var(--ink-soft);
  }
  jw-import-map {
    position: relative;
    block-size: 30rem;
  }
  .where {
    display: grid;
    gap: var(--space-2);
  }
  li.past {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0 var(--space-3);
    align-items: center;
    padding-block: var(--space-3);
    border-top: 1px solid var(--rule);
  }
  li.past .note {
    grid-column: 1;
  }
  li.past > button {
    grid-area: 1 / 2 / 3;
  }
  .keys {
    margin-top: var(--space-4);
  }
  @media (max-width: 1099px) {
    .desk {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
    .waiting {
      grid-row: 2;
      grid-column: 1 / -1;
    }
  }
  @media (max-width: 799px) {
    .desk {
      grid-template-columns: minmax(0, 1fr);
    }
    .waiting {
      grid-row: auto;
      max-block-size: 16rem;
    }
    jw-import-map {
      block-size: 18rem;
    }
    .keys {
      display: none;
    }
  }
`;
