import { css } from 'lit';

/** The strip at the foot of the map: one line of words, the days as bars with two thumbs over them, months beneath. */
export const periodStyles = css`
  .line {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: center;
    gap: 0 var(--space-4);
  }
  .span {
    white-space: nowrap;
  }
  .count {
    margin-inline-start: var(--space-4);
    color: var(--ink-soft);
  }
  .count b {
    color: var(--ink);
  }
  .note {
    margin-inline-start: var(--space-3);
  }
  .presets {
    display: flex;
    gap: var(--space-1);
  }
  .presets button {
    min-block-size: max(1.75rem, var(--target));
    font-size: var(--type-1);
    color: var(--ink-soft);
    white-space: nowrap;
  }
  .presets button:hover {
    color: var(--accent);
  }
  .presets button[aria-pressed='true'] {
    color: var(--accent);
    font-weight: 600;
    box-shadow: inset 0 -0.125rem var(--accent);
    border-radius: 0;
  }
  .chart {
    position: relative;
    block-size: 2.5rem;
    border-bottom: 1px solid var(--rule);
    cursor: pointer;
  }
  svg {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
  }
  path {
    fill: color-mix(in srgb, var(--ink) 22%, transparent);
  }
  path.in {
    fill: var(--accent);
  }
  .window {
    fill: color-mix(in srgb, var(--accent) 10%, transparent);
  }
  input[type='range'] {
    --grip: 0.75rem;
    position: absolute;
    inset: 0 calc(var(--grip) / -2);
    inline-size: calc(100% + var(--grip));
    block-size: 100%;
    margin: 0;
    background: none;
    pointer-events: none;
    appearance: none;
  }
  input[type='range']::-webkit-slider-runnable-track {
    block-size: 100%;
    background: none;
  }
  input[type='range']::-moz-range-track {
    block-size: 100%;
    background: none;
  }
  input[type='range']::-webkit-slider-thumb {
    appearance: none;
    inline-size: var(--grip);
    block-size: 100%;
    border: 0;
    background: linear-gradient(var(--accent), var(--accent)) center / 0.125rem 100% no-repeat;
    pointer-events: auto;
    cursor: ew-resize;
  }
  input[type='range']::-moz-range-thumb {
    inline-size: var(--grip);
    block-size: 100%;
    border: 0;
    border-radius: 0;
    background: linear-gradient(var(--accent), var(--accent)) center / 0.125rem 100% no-repeat;
    pointer-events: auto;
    cursor: ew-resize;
  }
  input[type='range']:focus-visible {
    outline: none;
  }
  input[type='range']:focus-visible::-webkit-slider-thumb {
    outline: 0.125rem solid var(--accent);
    outline-offset: 0.125rem;
  }
  input[type='range']:focus-visible::-moz-range-thumb {
    outline: 0.125rem solid var(--accent);
    outline-offset: 0.125rem;
  }
  .months {
    position: relative;
    block-size: 1.125rem;
    overflow: hidden;
    font-size: var(--type-1);
    line-height: 1.125rem;
    color: var(--ink-faint);
  }
  .months span {
    position: absolute;
    padding-inline-start: 0.25rem;
    border-inline-start: 1px solid var(--rule);
    white-space: nowrap;
  }
  @media (pointer: coarse) {
    input[type='range'] {
      --grip: 1.75rem;
    }
    .chart {
      block-size: 3rem;
    }
  }
  @media (forced-colors: active) {
    path {
      fill: GrayText;
    }
    path.in {
      fill: Highlight;
    }
  }
`;
