import { css } from 'lit';

/** The bar of time: the day in words, what is known, playback; under it the slider with a mark where something changed. */
export const timeBarStyles = css`
  :host {
    background: var(--paper);
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--space-4);
  }
  .day {
    font-size: var(--type-3);
    font-weight: 600;
    white-space: nowrap;
  }
  .note {
    flex: 1 1 12rem;
  }
  .choice {
    display: flex;
    gap: var(--space-1);
  }
  .choice button {
    min-block-size: max(1.75rem, var(--target));
    font-size: var(--type-1);
    color: var(--ink-soft);
    white-space: nowrap;
  }
  .choice button[aria-pressed='true'] {
    color: var(--accent);
    font-weight: 600;
    box-shadow: inset 0 -0.125rem var(--accent);
    border-radius: 0;
  }
  .choice button:disabled {
    opacity: 0.5;
  }
  .slide {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2);
  }
  .track {
    position: relative;
    flex: 1 1 16rem;
  }
  input[type='range'] {
    inline-size: 100%;
    block-size: max(1.75rem, var(--target));
    margin: 0;
    accent-color: var(--accent);
  }
  svg {
    display: block;
    inline-size: calc(100% - 1rem);
    block-size: 0.625rem;
    margin-inline: 0.5rem;
    overflow: visible;
  }
  svg line {
    stroke: var(--ink-soft);
    stroke-width: 2;
    vector-effect: non-scaling-stroke;
  }
  .more {
    display: none;
  }
  /* On a phone the map must be seen: day, slider and the way back; the rest when it is asked for. */
  @media (max-width: 899px) {
    .more {
      display: inline-grid;
    }
    .note:not(.told),
    :host(:not([open])) .option {
      display: none;
    }
    .day {
      flex: 1;
    }
    .today {
      order: -1;
    }
    .day {
      order: -2;
    }
    .track {
      flex-basis: calc(100% - 7rem);
    }
    .slide > .choice {
      order: 1;
    }
    .slide > input {
      order: 2;
    }
  }
  input[type='date'] {
    font: inherit;
    font-size: var(--type-1);
    min-block-size: max(1.75rem, var(--target));
    color: var(--ink);
    background: var(--sheet);
    border: 1px solid var(--rule);
    border-radius: var(--radius);
  }
`;
