import { css } from 'lit';

/** The page of areas: a sheet at the left, the map beside it; in narrow windows the map stands above. */
export const areasStyles = css`
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
    grid-template-columns: clamp(26rem, 36vw, 44rem) minmax(0, 1fr);
    min-block-size: 0;
  }
  .sheet {
    display: grid;
    grid-template-rows: auto auto minmax(0, 1fr);
    min-block-size: 0;
    margin: 0;
    border-inline-end: 1px solid var(--rule);
  }
  .sheet > .vacant,
  .sheet > .bones {
    padding: var(--space-4);
  }
  .where {
    padding: var(--space-3) var(--space-4) 0;
  }
  .tabs {
    display: flex;
    margin-top: var(--space-2);
    padding-inline: var(--space-3);
    border-bottom: 1px solid var(--rule);
  }
  .tabs a {
    display: inline-flex;
    flex: 1;
    align-items: center;
    justify-content: center;
    min-block-size: max(2.25rem, var(--target));
    border-bottom: 0.1875rem solid transparent;
    color: var(--ink-soft);
    text-decoration: none;
    white-space: nowrap;
  }
  .tabs a:hover {
    color: var(--accent);
  }
  .tabs a[aria-current] {
    border-color: var(--accent);
    color: var(--ink);
    font-weight: 600;
  }
  .content {
    overflow: auto;
    overscroll-behavior: contain;
    padding: var(--space-4) var(--space-4) var(--space-6);
  }
  .stage {
    position: relative;
    min-block-size: 0;
    background: var(--paper);
  }
  .stage > * {
    position: absolute;
    inset: 0;
  }
  @media (max-width: 899px) {
    main {
      grid-template: minmax(0, 42%) minmax(0, 1fr) / minmax(0, 1fr);
    }
    .stage {
      grid-row: 1;
    }
    .sheet {
      border-inline-end: 0;
      border-top: 1px solid var(--rule);
    }
  }
`;

/** Looks of what is done to areas. */
export const workStyles = css`
  .kinds {
    display: grid;
    grid-template-columns: repeat(4, 1fr);
    margin-top: var(--space-3);
    border: 1px solid var(--rule);
    border-radius: var(--radius);
  }
  .kinds button {
    justify-content: center;
    border-radius: 0;
  }
  .kinds button[aria-pressed='true'] {
    background: color-mix(in srgb, var(--accent) 12%, transparent);
    font-weight: 600;
  }
  .asks {
    display: grid;
    gap: var(--space-4);
    margin-top: var(--space-4);
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--space-4);
  }
  .field .choices input {
    inline-size: 1rem;
    min-block-size: 0;
    padding: 0;
  }
  [aria-live] {
    margin-top: var(--space-4);
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2);
  }
  p.down {
    margin-top: var(--space-3);
  }
  ul.down {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--space-2);
    margin-inline-start: calc(-1 * var(--space-2));
  }
  .wide {
    overflow-x: auto;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: var(--space-2) var(--space-3) var(--space-2) 0;
    border-bottom: 1px solid color-mix(in srgb, var(--rule) 70%, transparent);
    font-weight: 400;
    text-align: start;
    vertical-align: baseline;
  }
  th:last-child,
  td:last-child {
    padding-inline-end: 0;
  }
  thead th,
  .group th {
    font-size: var(--type-1);
    color: var(--ink-soft);
    font-weight: 600;
  }
  .group th {
    padding-top: var(--space-3);
    border-bottom-color: var(--ink-faint);
  }
  .number {
    font-variant-numeric: tabular-nums;
    text-align: end;
    white-space: nowrap;
  }
  th .note,
  .answering .note {
    display: block;
  }
  .answering li {
    display: grid;
    grid-template-columns: 1fr minmax(8rem, 14rem);
    align-items: center;
    gap: var(--space-3);
    padding-block: var(--space-1);
    border-bottom: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
  }
  .lacking {
    display: flex !important;
    align-items: center;
    gap: var(--space-2);
    margin-top: var(--space-2);
  }
  .answering summary {
    min-block-size: 1.5rem;
    margin-top: var(--space-3);
    color: var(--accent);
    cursor: pointer;
  }
  .answering + .buttons,
  .plan + .buttons {
    margin-top: var(--space-4);
  }
  .fault ul {
    margin-top: var(--space-1);
  }
  .renamed {
    padding-block: var(--space-3);
    font-size: var(--type-3);
  }
  .result {
    margin-top: var(--space-4);
    padding: var(--space-3);
    border-inline-start: 0.1875rem solid var(--jade);
    background: color-mix(in srgb, var(--jade) 8%, transparent);
  }
  .result .buttons {
    margin-top: var(--space-3);
  }
`;
