import { css } from 'lit';

/** The sheets of a batch, one below the other: a line each, and the open one unfolded. */
export const stepStyles = css`
  .steps > li {
    scroll-margin-block-start: var(--space-4);
    border-top: 1px solid var(--rule);
  }
  .steps > li:last-child {
    border-bottom: 1px solid var(--rule);
  }
  .steps h3 > button {
    display: grid;
    grid-template-columns: 1.75rem auto minmax(0, 1fr) auto;
    gap: var(--space-3);
    align-items: center;
    inline-size: 100%;
    min-block-size: 3.25rem;
    padding: var(--space-2);
    color: var(--ink);
    font-weight: 400;
  }
  .steps h3 > button:hover {
    background: color-mix(in srgb, var(--ink) 4%, transparent);
  }
  .mark {
    display: inline-grid;
    place-items: center;
    inline-size: 1.75rem;
    block-size: 1.75rem;
    border: 1px solid var(--ink-faint);
    border-radius: 50%;
    font-size: var(--type-2);
    font-weight: 600;
  }
  .settled .mark {
    border-color: var(--jade);
    color: var(--jade);
  }
  .title {
    font-size: var(--type-3);
    font-weight: 600;
  }
  .line {
    overflow: hidden;
    color: var(--ink-soft);
    font-size: var(--type-2);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .inside {
    padding: var(--space-2) var(--space-2) var(--space-6) 3.25rem;
  }
  @media (max-width: 599px) {
    .steps h3 > button {
      grid-template-columns: 1.75rem minmax(0, 1fr) auto;
      row-gap: 0;
    }
    .line {
      grid-column: 2;
      grid-row: 2;
      white-space: normal;
    }
    .inside {
      padding-inline: 0;
    }
  }
`;
