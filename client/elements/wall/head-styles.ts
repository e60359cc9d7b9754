import { css } from 'lit';

/** Looks of a wall's head. */
export const headStyles = css`
  :host {
    display: flex;
    flex-direction: column;
  }
  .line {
    flex: none;
    block-size: 6rem;
    display: flex;
    align-items: center;
    gap: 2.5rem;
    padding-inline: 2rem;
  }
  .mark {
    gap: 0.6rem;
    font-size: 2.25rem;
  }
  .mark svg {
    inline-size: 2.5rem;
    block-size: 2.5rem;
  }
  .titles {
    min-inline-size: 0;
    display: grid;
    gap: 0.3rem;
  }
  .title {
    display: flex;
    align-items: baseline;
    gap: 1.25rem;
    font-size: 2.125rem;
    line-height: 1.2;
    white-space: nowrap;
  }
  .title b {
    font-weight: 600;
  }
  .title span {
    color: var(--ink-soft);
  }
  .turning {
    display: flex;
    gap: 1.5rem;
    overflow: hidden;
    font-size: 1rem;
    color: var(--ink-soft);
    white-space: nowrap;
  }
  .turning li {
    position: relative;
    padding-block-end: 0.3rem;
  }
  .turning .now {
    color: var(--ink);
    font-weight: 600;
  }
  .turning .now::after {
    content: '';
    position: absolute;
    inset: auto auto 0 0;
    inline-size: calc(var(--left) * 100%);
    block-size: 0.1429rem;
    background: var(--lamp);
  }
  .end {
    margin-inline-start: auto;
    display: flex;
    align-items: center;
    gap: 2rem;
  }
  .day {
    display: grid;
    gap: 0.15rem;
    text-align: end;
    white-space: nowrap;
  }
  .day p {
    display: flex;
    justify-content: flex-end;
    align-items: baseline;
    gap: 1.5rem;
  }
  .day p span:last-child {
    flex: none;
  }
  .day .figure {
    font-size: 1.25rem;
    color: var(--ink);
  }
  .clock {
    display: flex;
    align-items: baseline;
    font-size: 4.25rem;
    line-height: 1;
  }
  .clock .seconds {
    inline-size: 1.5em;
    margin-inline-start: 0.15em;
    font-size: 1.75rem;
    font-weight: 400;
    color: var(--ink-soft);
  }
  .band {
    flex: none;
    block-size: 3.5rem;
    display: flex;
    align-items: center;
    gap: 2.5rem;
    /* Past the edges, as all of it drifts by some pixels. */
    margin-inline: -1rem;
    padding-inline: 3rem;
    background: var(--cinnabar);
    color: var(--paper);
    font-size: 1.75rem;
    font-weight: 600;
    white-space: nowrap;
  }
  .band .sign {
    color: inherit;
  }
  .band .time {
    margin-inline-start: auto;
    font-weight: 500;
    font-variant-numeric: tabular-nums;
  }
  .late {
    align-self: center;
    flex: none;
    display: flex;
    align-items: baseline;
    margin-block-start: 0.75rem;
    padding: 0.4rem 1.25rem;
    background: color-mix(in srgb, var(--paper) 92%, transparent);
    font-size: 1.375rem;
    font-weight: 500;
  }
  @media (orientation: portrait) {
    .line {
      gap: 1.5rem;
    }
    .turning li:not(.now),
    .title:has(+ .turning:not(.pinned)) span {
      display: none;
    }
    .title {
      font-size: 1.75rem;
    }
    .turning {
      font-size: 1.25rem;
    }
    .end {
      gap: 1.25rem;
    }
    .clock {
      font-size: 3.5rem;
    }
  }
`;
