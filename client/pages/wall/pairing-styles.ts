import { css } from 'lit';

/** A calm dark sheet over the lit city: what to do and the digits at the left, the picture for a phone at the right. */
export const pairingStyles = css`
  :host {
    position: fixed;
    inset: 0;
    overflow: auto;
    background: var(--paper);
    /* A window smaller than a wall's is read from nearer, but not with a glass. */
    font-size: max(1rem, 13px);
    --type-1: max(1rem, 13px);
    --type-2: max(1.125rem, 14px);
    --type-3: max(1.25rem, 16px);
  }
  jw-paper-city {
    position: fixed;
    inset: 0;
    opacity: 0.55;
    mask-image: linear-gradient(75deg, transparent 35%, #000 100%);
  }
  main {
    position: relative;
    display: grid;
    grid-template: auto 1fr auto / minmax(0, 1fr) auto;
    gap: 2.5em 5em;
    box-sizing: border-box;
    min-block-size: 100%;
    padding: 3.5em 5em 3em;
  }
  header,
  footer {
    grid-column: 1 / -1;
  }
  .mark {
    font-size: 2em;
  }
  .mark svg {
    inline-size: 1.35em;
    block-size: 1.35em;
  }
  .says {
    align-self: center;
  }
  h1 {
    margin: 0;
    font-size: 3em;
    font-weight: 600;
    line-height: 1.25;
    text-wrap: balance;
  }
  .lead {
    margin-top: 0.4em;
    font-size: 1.5em;
    color: var(--ink-soft);
  }
  .code {
    margin-top: 0.18em;
    font-size: 13.5em;
    font-weight: 600;
    line-height: 1.1;
    color: var(--lamp);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .gap {
    display: inline-block;
    inline-size: 0.28em;
  }
  .left {
    font-size: 1.25em;
    color: var(--ink-soft);
    font-variant-numeric: tabular-nums;
  }
  .left.late {
    color: var(--amber);
  }
  ol {
    display: grid;
    gap: 0.7em;
    margin-top: 2em;
    font-size: 1.5em;
    counter-reset: step;
  }
  ol li {
    display: grid;
    grid-template-columns: 1.4em 1fr;
    align-items: baseline;
    counter-increment: step;
  }
  ol li::before {
    content: counter(step);
    color: var(--ink-faint);
    font-variant-numeric: tabular-nums;
  }
  .address {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .picture {
    align-self: center;
    inline-size: 25em;
    block-size: 25em;
    background: #f6f1e6;
    box-shadow: 0 0 0 1px var(--rule);
  }
  .picture svg {
    display: block;
    inline-size: 100%;
    block-size: 100%;
  }
  footer {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    justify-content: space-between;
    gap: 1em 2em;
    font-size: 1.15em;
  }
  footer > :last-child {
    margin-inline-start: auto;
  }
  footer button.link {
    min-block-size: 2em;
  }
  jw-display-step {
    display: block;
    max-inline-size: 34em;
    margin-top: 2em;
  }
  @media (max-aspect-ratio: 1) {
    main {
      grid-template: auto auto auto 1fr / minmax(0, 1fr);
      padding: 2em;
    }
    .picture {
      inline-size: min(22em, 70vw);
      block-size: min(22em, 70vw);
    }
    .code {
      font-size: min(13.5em, 20vw);
    }
  }
`;
