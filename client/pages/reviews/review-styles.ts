import { css } from 'lit';

/** A key, as it stands on the button that does the same. */
export const keyStyles = css`
  kbd {
    display: inline-block;
    min-inline-size: 1.5em;
    padding-inline: 0.35em;
    border: 1px solid color-mix(in srgb, currentcolor 35%, transparent);
    border-radius: var(--radius);
    font: inherit;
    font-size: var(--type-1);
    line-height: 1.5;
    text-align: center;
    white-space: nowrap;
  }
  @media (hover: none) {
    button.outlined kbd,
    button.primary kbd {
      display: none;
    }
  }
`;

/** The page: what waits, the one in hand, the map; on narrow screens one below the other. */
export const reviewsStyles = [
  keyStyles,
  css`
    :host {
      position: fixed;
      inset: 0;
      display: grid;
      grid-template-rows: auto minmax(0, 1fr);
      background: var(--sheet);
    }
    jw-page-head {
      position: relative;
      z-index: 5;
    }
    main {
      display: grid;
      grid-template-columns: clamp(15rem, 20vw, 24rem) clamp(24rem, 34vw, 44rem) minmax(0, 1fr);
      min-block-size: 0;
    }
    .list,
    .hand {
      min-block-size: 0;
      margin: 0;
      border-inline-end: 1px solid var(--rule);
    }
    .list {
      display: grid;
      grid-template-rows: auto minmax(0, 1fr);
    }
    .top {
      padding: var(--space-3) var(--space-4) 0;
      border-bottom: 1px solid var(--rule);
    }
    nav {
      display: flex;
      gap: var(--space-5);
      margin-top: var(--space-2);
    }
    nav a {
      display: inline-flex;
      gap: var(--space-2);
      align-items: center;
      min-block-size: max(2.25rem, var(--target));
      color: var(--ink-soft);
      text-decoration: none;
      white-space: nowrap;
    }
    nav a[aria-current='true'] {
      color: var(--ink);
      font-weight: 600;
      box-shadow: inset 0 -0.125rem var(--accent);
    }
    .batch {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--space-3);
      margin-top: var(--space-2);
      font-size: var(--type-1);
    }
    .batch a {
      color: var(--accent);
    }
    .rows {
      overflow: auto;
      overscroll-behavior: contain;
      padding-bottom: var(--space-5);
    }
    .rows > .vacant,
    .rows > .bones,
    .rows > .outlined {
      margin: var(--space-3) var(--space-4);
    }
    .rows li button {
      display: grid;
      gap: 0;
      inline-size: 100%;
      padding: var(--space-2) var(--space-4);
      border-bottom: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
      border-radius: 0;
      overflow-wrap: anywhere;
    }
    .rows li button:hover {
      background: color-mix(in srgb, var(--ink) 4%, transparent);
    }
    .rows li button:focus-visible {
      outline-offset: -0.125rem;
    }
    .rows li button[aria-current='true'] {
      background: color-mix(in srgb, var(--accent) 10%, transparent);
      box-shadow: inset 0.1875rem 0 var(--accent);
    }
    .hand {
      overflow: auto;
      overscroll-behavior: contain;
      padding: var(--space-3) var(--space-5) var(--space-6);
    }
    .bar {
      display: flex;
      gap: var(--space-1);
      align-items: center;
      min-block-size: max(2.25rem, var(--target));
      margin-bottom: var(--space-2);
    }
    .told {
      flex: 1;
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }
    .fault {
      margin-block: var(--space-2);
    }
    dl.keys {
      display: grid;
      grid-template-columns: auto 1fr;
      gap: var(--space-2) var(--space-4);
      margin-block: var(--space-2) var(--space-4);
      padding: var(--space-3) var(--space-4);
      border: 1px solid var(--rule);
      border-radius: var(--radius);
      background: var(--sheet-raised);
    }
    .stage {
      position: relative;
      margin: 0;
      min-block-size: 0;
      background: var(--paper);
    }
    .stage > * {
      position: absolute;
      inset: 0;
    }
    .stage > .note {
      inset: var(--space-4);
    }
    @media (max-width: 899px) {
      main {
        display: flex;
        flex-direction: column;
        overflow: auto;
      }
      .hand,
      .rows {
        overflow: visible;
      }
      .hand {
        flex: none;
        padding: var(--space-2) var(--space-4) var(--space-4);
        border-inline-end: 0;
      }
      .stage {
        flex: none;
        block-size: 20rem;
      }
      .list {
        display: contents;
      }
      .top {
        order: -1;
      }
      .rows {
        flex: none;
        order: 1;
        border-top: 1px solid var(--rule);
      }
    }
  `,
];

/** The address in hand. */
export const cardStyles = [
  keyStyles,
  css`
    :host {
      display: block;
    }
    h2 {
      font-size: var(--type-5);
      font-weight: 600;
      line-height: 1.35;
      overflow-wrap: anywhere;
    }
    h2:focus-visible {
      outline: none;
    }
    h2 + .note {
      margin-top: var(--space-2);
    }
    mark {
      background: none;
      color: inherit;
      text-decoration: underline wavy var(--amber) 0.08em;
      text-underline-offset: 0.22em;
    }
    h3 {
      margin-top: var(--space-4);
      font-size: var(--type-2);
      font-weight: 600;
      color: var(--ink-soft);
    }
    ol {
      margin: var(--space-1) 0 0;
      padding: 0;
      list-style: none;
    }
    .candidate {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr) auto;
      gap: 0 var(--space-3);
      align-items: baseline;
      inline-size: 100%;
      padding: var(--space-2) var(--space-2);
      border-bottom: 1px solid color-mix(in srgb, var(--rule) 70%, transparent);
      border-radius: 0;
      overflow-wrap: anywhere;
    }
    button.candidate:hover:not(:disabled) {
      background: color-mix(in srgb, var(--accent) 8%, transparent);
    }
    button.candidate[aria-current='true'] {
      background: color-mix(in srgb, var(--accent) 12%, transparent);
    }
    button.candidate:disabled {
      color: inherit;
    }
    .name {
      font-size: var(--type-3);
      font-weight: 600;
    }
    .share {
      font-weight: 600;
    }
    .candidate .note {
      grid-column: 2 / -1;
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
      margin-top: var(--space-4);
    }
    .outlined {
      margin-top: var(--space-4);
    }
    .acts .outlined {
      margin-top: 0;
    }
    .outlined:disabled {
      color: var(--ink-faint);
    }
    jw-review-teach {
      margin-top: var(--space-4);
    }
    .say {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      gap: var(--space-2);
      margin-top: var(--space-4);
      padding: var(--space-2) var(--space-3);
      border-inline-start: 0.1875rem solid var(--accent);
      background: color-mix(in srgb, var(--accent) 8%, transparent);
    }
    .say > .buttons,
    .say > .link {
      grid-column: 2;
      justify-self: start;
    }
    .result {
      margin-top: var(--space-3);
      padding: var(--space-2) var(--space-3);
      border-inline-start: 0.1875rem solid var(--jade);
      background: color-mix(in srgb, var(--jade) 8%, transparent);
    }
  `,
];
