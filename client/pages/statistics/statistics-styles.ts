import { css } from 'lit';

/** Looks of the statistics: a sheet to be read and printed, thin rules and air instead of boxes. */
export const statisticsStyles = css`
  main {
    max-inline-size: 72rem;
    margin-inline: auto;
  }
  h2 {
    max-inline-size: 34em;
  }
  h4 {
    margin: 0 0 var(--space-1);
    font-size: var(--type-1);
    font-weight: 600;
    color: var(--ink-soft);
  }
  .choose {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: var(--space-2) var(--space-4);
    margin-bottom: var(--space-5);
    padding-bottom: var(--space-3);
    border-bottom: 1px solid var(--rule);
  }
  .choose .path,
  .choose .spans {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-1) var(--space-2);
  }
  .choose .end {
    display: flex;
    gap: var(--space-2);
    margin-inline-start: auto;
  }
  .choose a,
  .multiples a {
    display: inline-flex;
    align-items: center;
    min-block-size: 1.5rem;
    color: var(--accent);
    text-decoration: none;
  }
  .choose a:hover,
  .multiples a:hover {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .choose a[aria-current='true'] {
    color: var(--ink);
    font-weight: 600;
  }
  .late {
    color: var(--cinnabar);
  }
  .figures {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr));
    gap: var(--space-4) 0;
    margin-top: var(--space-5);
    border-block: 1px solid var(--rule);
    padding-block: var(--space-4);
  }
  .figures > div {
    padding-inline: var(--space-4) var(--space-2);
    border-inline-start: 1px solid var(--rule);
  }
  .figures > div:first-child {
    padding-inline-start: 0;
    border: 0;
  }
  dt {
    font-size: var(--type-1);
    color: var(--ink-soft);
  }
  .value {
    font-size: var(--type-5);
    line-height: 1.3;
    white-space: nowrap;
  }
  .past {
    display: grid;
    font-size: var(--type-1);
    color: var(--ink-soft);
  }
  section {
    margin-top: var(--space-6);
  }
  h3 + .note {
    margin-block: var(--space-1) var(--space-2);
  }
  .value .sign {
    font-size: 0.6em;
    vertical-align: 0.15em;
  }
  .field {
    display: flex;
    align-items: center;
    gap: var(--space-1);
  }
  .field label {
    font-size: var(--type-1);
    color: var(--ink-soft);
  }
  .flow {
    margin-top: var(--space-3);
  }
  .flow svg {
    display: block;
    inline-size: 100%;
    block-size: 12rem;
  }
  .hit {
    fill: transparent;
  }
  g:hover .hit {
    fill: color-mix(in srgb, var(--ink) 8%, transparent);
  }
  rect.inflow {
    fill: var(--accent);
  }
  rect.outflow {
    fill: var(--jade);
  }
  .axis {
    fill: var(--ink-faint);
  }
  figcaption,
  .days {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-1) var(--space-4);
    margin-top: var(--space-1);
  }
  .days {
    justify-content: space-between;
  }
  .most {
    margin-inline-start: auto;
  }
  .swatch {
    display: inline-block;
    inline-size: 0.75em;
    block-size: 0.75em;
    margin-inline-end: 0.4em;
  }
  .swatch.inflow {
    background: var(--accent);
  }
  .swatch.outflow {
    background: var(--jade);
  }
  .steps li {
    display: grid;
    grid-template-columns: 5.5em minmax(4rem, 1fr) 17em;
    align-items: center;
    gap: var(--space-3);
    min-block-size: 2.25rem;
    border-bottom: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
  }
  .track {
    position: relative;
    block-size: 1rem;
  }
  .track > * {
    position: absolute;
    inset-block: 0.25rem;
    inset-inline-start: 0;
  }
  .bar {
    inline-size: max(0.125rem, var(--median));
    background: var(--accent);
  }
  .reach {
    inline-size: var(--p90);
    border-inline-end: 0.125rem solid var(--ink-faint);
    background: linear-gradient(var(--ink-faint), var(--ink-faint)) center / 100% 1px no-repeat;
  }
  .track .past-mark {
    inset-block: 0;
    inset-inline-start: calc(var(--past) - 0.1875rem);
    inline-size: 0.375rem;
    border: 1px solid var(--ink);
    background: var(--sheet);
  }
  .three {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr));
    gap: var(--space-5);
    margin-top: var(--space-3);
  }
  .pieces li {
    display: grid;
    grid-template-columns: 6em 1fr 6.5em;
    align-items: center;
    gap: var(--space-2);
    min-block-size: 1.75rem;
  }
  .pieces .figure {
    text-align: end;
  }
  .share {
    inline-size: max(1px, var(--share));
    block-size: 0.5rem;
    background: var(--accent);
  }
  .multiples {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr));
    gap: var(--space-5);
    margin-top: var(--space-3);
  }
  .multiples li {
    display: grid;
    align-content: start;
    break-inside: avoid;
  }
  .multiples svg {
    inline-size: 100%;
    block-size: 3rem;
    border-bottom: 1px solid var(--rule);
  }
  .wide-table {
    margin-top: var(--space-2);
    overflow-x: auto;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  .wide-table td,
  .wide-table th {
    padding: 0.375rem var(--space-3) 0.375rem 0;
    border-bottom: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
    text-align: end;
    font-weight: 400;
    white-space: nowrap;
  }
  thead th {
    font-size: var(--type-1);
    color: var(--ink-soft);
  }
  .wide-table th:first-child {
    text-align: start;
  }
  .busy {
    opacity: 0.55;
    transition: opacity 150ms 150ms;
  }
  @media (max-width: 899px) {
    .figures {
      grid-template-columns: 1fr 1fr;
    }
    .figures > div:nth-child(odd) {
      padding-inline-start: 0;
      border: 0;
    }
    .steps li {
      grid-template-columns: 5.5em 1fr;
    }
    .steps .figure {
      grid-column: 1 / -1;
    }
    .choose .end {
      margin-inline-start: 0;
    }
  }
  @media print {
    .choose .end,
    .choose .spans button,
    .choose select {
      display: none;
    }
  }
`;
