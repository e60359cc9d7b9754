import { css } from 'lit';

/** The box in the head of the page and the sheet of suggestions under it. */
export const searchStyles = css`
  .box {
    position: relative;
    display: flex;
    align-items: center;
    gap: var(--space-2);
    block-size: max(2.25rem, var(--target));
    padding-inline: var(--space-3) var(--space-1);
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    background: var(--sheet-raised);
  }
  .box:focus-within {
    border-color: var(--accent);
    box-shadow: 0 0 0 1px var(--accent);
  }
  .box > .icon {
    flex: none;
    color: var(--ink-soft);
  }
  input[type='search'] {
    flex: 1;
    min-inline-size: 0;
    min-block-size: 0;
    block-size: 100%;
    padding: 0;
    border: 0;
    background: none;
    outline: none;
    appearance: none;
  }
  input::placeholder {
    color: var(--ink-faint);
    opacity: 1;
  }
  input::-webkit-search-cancel-button {
    display: none;
  }
  kbd {
    inline-size: 1.5rem;
    margin-inline-end: var(--space-1);
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    font: inherit;
    font-size: var(--type-1);
    line-height: 1.375rem;
    text-align: center;
    color: var(--ink-soft);
  }
  .opener {
    display: none;
  }
  .sheet {
    position: absolute;
    inset: calc(100% + var(--space-2)) -1px auto;
    z-index: 5;
    max-block-size: min(32rem, 70vh);
    overflow: auto;
    padding-block: var(--space-2);
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    background: var(--sheet);
    box-shadow: var(--shadow);
  }
  .head {
    display: flex;
    justify-content: space-between;
    align-items: center;
    padding-inline: var(--space-4);
  }
  .message {
    padding-inline: var(--space-4);
  }
  .message:not(:empty) {
    padding-block: var(--space-2);
  }
  li {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0 var(--space-3);
    align-items: baseline;
    min-block-size: var(--target);
    padding: 0.375rem var(--space-4);
    cursor: pointer;
  }
  li[aria-selected='true'],
  li:hover {
    background: color-mix(in srgb, var(--accent) 12%, transparent);
  }
  .name {
    overflow-wrap: anywhere;
  }
  .detail {
    grid-column: 1 / -1;
  }
  @media (max-width: 899px) {
    .opener {
      display: inline-flex;
    }
    :host(:not([open])) .box {
      display: none;
    }
    :host([open]) .opener {
      display: none;
    }
    :host([open]) .box {
      position: absolute;
      inset: 0.25rem var(--space-2);
      z-index: 6;
      block-size: auto;
      font-size: var(--type-3);
    }
    .sheet {
      inset-block-start: calc(100% + var(--space-1));
    }
  }
  @media (forced-colors: active) {
    li[aria-selected='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
