import { css } from 'lit';

/** A printed notice board: slips of paper side by side, each with its ruled head, pinned on the paper city. */
export const replyStyles = css`
  main {
    display: grid;
    gap: var(--space-5);
    max-inline-size: 76rem;
    background: none;
    border: 0;
  }
  .title {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    justify-content: space-between;
    gap: var(--space-4);
    padding-bottom: var(--space-5);
    border-bottom: 3px double var(--grid-line);
  }
  .title .heading {
    flex: 1 1 20rem;
    max-inline-size: 42rem;
  }
  .filters {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 14rem));
    gap: var(--space-3);
  }
  .wall {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr));
    align-items: start;
    gap: var(--space-5);
  }
  .notice {
    padding: var(--space-4) var(--space-5);
    background: var(--sheet);
    border: 1px solid var(--rule);
    box-shadow: 0 0.0625rem 0.25rem rgb(0 0 0 / 7%);
  }
  .notice header,
  .notice footer {
    display: flex;
    justify-content: space-between;
    align-items: center;
    gap: var(--space-3);
  }
  .notice header {
    padding-bottom: var(--space-2);
    border-bottom: 1px solid var(--grid-line);
    font-size: var(--type-1);
  }
  .kind {
    display: inline-flex;
    align-items: center;
    gap: var(--space-2);
    color: var(--ink-soft);
  }
  .notice dl > div {
    display: grid;
    grid-template-columns: 1.75em 1fr;
    gap: var(--space-2);
    padding-top: var(--space-3);
    text-wrap: pretty;
  }
  dt {
    font-family: var(--face-mark);
    font-weight: 700;
    color: var(--accent);
  }
  dd {
    white-space: pre-line;
  }
  .asked dd {
    font-family: var(--face-mark);
    font-size: var(--type-3);
    font-weight: 700;
    line-height: 1.45;
  }
  .notice footer {
    flex-wrap: wrap;
    gap: 0 var(--space-3);
    margin-top: var(--space-3);
    padding-top: var(--space-2);
    border-top: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
  }
  .further {
    text-align: center;
  }
  @media (max-width: 699px) {
    :host {
      background: var(--paper);
    }
    .title .primary {
      inline-size: 100%;
    }
  }
`;
