import { css } from 'lit';

/** A key over a register: a row of choices, each with a name, a count and what it means; the pressed one is shown. */
export const keyStyles = css`
  .key {
    display: grid;
    grid-template-columns: repeat(4, 1fr);
    margin-top: var(--space-5);
    border-block-start: 2px solid var(--ink);
    border-block-end: 1px solid var(--ink-faint);
  }
  .key button {
    display: grid;
    align-content: start;
    justify-items: start;
    gap: 0;
    inline-size: 100%;
    block-size: 100%;
    padding: var(--space-2) var(--space-3);
    border-radius: 0;
    border-inline-start: 1px solid var(--rule);
  }
  .key li:first-child button {
    border: 0;
  }
  .key button:hover {
    background: color-mix(in srgb, var(--ink) 4%, transparent);
  }
  .key button[aria-pressed='true'] {
    background: color-mix(in srgb, var(--accent) 9%, transparent);
  }
  .key .name {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    color: var(--ink);
    font-weight: 600;
  }
  .key .count {
    font-size: var(--type-4);
    line-height: 1.4;
    color: var(--ink);
    font-variant-numeric: tabular-nums;
  }
  @container (max-width: 40rem) {
    .key {
      grid-template-columns: repeat(2, 1fr);
    }
    .key li:nth-child(odd) button {
      border: 0;
    }
  }
`;
