import { css } from 'lit';

/** Looks of jw-work-table: rows of two lines, or a table where it is wide. */
export const workTableStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 10rem;
    border-block-start: 1px solid var(--rule);
  }
  .rows {
    position: relative;
    flex: 1;
    min-block-size: 0;
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--rule) transparent;
    contain: strict;
  }
  .rows:focus-visible {
    outline-offset: -0.125rem;
  }
  .line {
    position: absolute;
    inset: 0 0 auto;
    display: grid;
    grid-template-columns: 2rem minmax(0, 1fr) auto;
    align-items: center;
    column-gap: var(--space-2);
    block-size: var(--line);
    padding-inline-end: var(--space-2);
    border-bottom: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
    cursor: pointer;
  }
  .line:hover {
    background: color-mix(in srgb, var(--ink) 5%, transparent);
  }
  .line[aria-selected='true'] {
    background: color-mix(in srgb, var(--accent) 10%, transparent);
  }
  .line.opened {
    box-shadow: inset 0.1875rem 0 var(--accent);
  }
  .rows:focus-visible .line.at {
    outline: 0.125rem solid var(--accent);
    outline-offset: -0.125rem;
  }
  .choose {
    display: grid;
    place-items: center;
    block-size: 100%;
    cursor: pointer;
  }
  .one {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .two {
    min-inline-size: 0;
    line-height: 1.4;
  }
  .end {
    text-align: end;
    line-height: 1.4;
    white-space: nowrap;
  }
  .late {
    color: var(--cinnabar);
  }
  .note {
    display: block;
  }
  .head {
    flex: none;
    display: none;
  }
  :host([wide]) .head,
  :host([wide]) .line {
    display: grid;
    grid-template-columns:
      2rem 8.5rem minmax(6rem, 2fr) minmax(4rem, 1fr) 4.25rem minmax(4rem, 1fr)
      8.75rem 5.25rem;
  }
  .head {
    align-items: stretch;
    column-gap: var(--space-2);
    padding-inline-end: calc(var(--space-2) + var(--scrollbar, 0px));
    border-bottom: 1px solid var(--rule);
    font-size: var(--type-1);
    color: var(--ink-soft);
  }
  .head > * {
    display: flex;
    align-items: center;
    min-block-size: var(--target);
    padding: 0;
    font-size: inherit;
  }
  .head button {
    gap: var(--space-1);
    padding: 0;
  }
  .head button:hover {
    color: var(--accent);
  }
  .head [aria-sort]:not([aria-sort='none']) button {
    color: var(--ink);
    font-weight: 600;
  }
  .foot {
    flex: none;
    padding: var(--space-1) var(--space-2);
    border-block-start: 1px solid var(--rule);
  }
  .code {
    font-size: var(--type-1);
  }
  @media (forced-colors: active) {
    .line[aria-selected='true'] {
      outline: 1px solid Highlight;
      outline-offset: -1px;
    }
  }
`;
