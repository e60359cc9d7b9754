import { css } from 'lit';

/** Looks of a report: a typeset sheet on the screen, ink on paper when it is printed. */
export const packStyles = css`
  :host {
    --fill-0: color-mix(in oklab, var(--accent) 4%, var(--sheet));
    --fill-1: color-mix(in oklab, var(--accent) 18%, var(--sheet));
    --fill-2: color-mix(in oklab, var(--accent) 36%, var(--sheet));
    --fill-3: color-mix(in oklab, var(--accent) 54%, var(--sheet));
    --fill-4: color-mix(in oklab, var(--accent) 74%, var(--sheet));
    --fill-5: var(--accent);
    display: block;
    max-inline-size: 52rem;
    margin-inline: auto;
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2);
    margin-bottom: var(--space-5);
    padding-bottom: var(--space-3);
    border-bottom: 1px solid var(--rule);
  }
  .acts > a {
    display: inline-flex;
    align-items: center;
    min-block-size: var(--target);
    margin-inline-end: auto;
    color: var(--accent);
  }
  header {
    padding-bottom: var(--space-4);
    border-bottom: 2px solid var(--ink);
  }
  header p {
    margin: 0;
    color: var(--ink-soft);
  }
  h2 {
    margin: var(--space-1) 0;
    font-family: var(--face-mark);
    font-size: calc(var(--type-5) * 1.3);
    line-height: 1.25;
  }
  h3 {
    margin: 0;
    color: var(--ink);
    font-family: var(--face-mark);
    font-size: var(--type-4);
    break-after: avoid;
  }
  .period {
    font-size: var(--type-3);
    font-variant-numeric: tabular-nums;
  }
  .state {
    display: inline-block;
    margin-inline-start: var(--space-2);
    padding-inline: var(--space-2);
    border: 1px dashed currentColor;
    font-size: var(--type-1);
  }
  .which {
    padding-block: var(--space-3);
    border-bottom: 1px solid var(--rule);
  }
  .which p {
    margin: 0;
  }
  .choice {
    display: flex;
    gap: var(--space-1);
    margin-bottom: var(--space-2);
  }
  .choice [aria-pressed='true'] {
    border-color: var(--ink);
    font-weight: 600;
  }
  .headline {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(7.5rem, 1fr));
    gap: var(--space-4) var(--space-3);
    margin: 0;
    padding-block: var(--space-4);
    border-bottom: 1px solid var(--rule);
    break-inside: avoid;
  }
  dt {
    min-block-size: 2.6em;
    font-size: var(--type-1);
    line-height: 1.3;
    color: var(--ink-soft);
  }
  dd {
    margin: 0;
  }
  .value {
    font-size: var(--type-5);
    line-height: 1.3;
    white-space: nowrap;
  }
  .value a,
  .lead a {
    color: inherit;
    text-decoration: underline dotted var(--ink-faint) 1px;
    text-underline-offset: 0.2em;
  }
  .value a:hover,
  .lead a:hover {
    color: var(--accent);
  }
  .past-line {
    display: grid;
    font-size: var(--type-1);
    color: var(--ink-soft);
  }
  section {
    margin-top: var(--space-6);
  }
  .lead {
    max-inline-size: 40em;
    margin: var(--space-2) 0 0;
    font-size: var(--type-3);
    line-height: 1.8;
    text-wrap: pretty;
  }
  .lead a {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .charts {
    display: grid;
    gap: var(--space-5);
    margin-top: var(--space-4);
  }
  .chart {
    min-inline-size: 0;
    margin: 0;
    break-inside: avoid;
  }
  .chart svg {
    display: block;
    inline-size: 100%;
  }
  .bars {
    block-size: 9rem;
  }
  .past svg {
    max-block-size: 11rem;
  }
  .map svg {
    max-block-size: 24rem;
  }
  figcaption,
  .marks {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-1) var(--space-4);
    margin-top: var(--space-1);
    font-size: var(--type-1);
    color: var(--ink-soft);
  }
  .marks {
    justify-content: space-between;
  }
  figcaption.title {
    margin: 0 0 var(--space-2);
    font-size: var(--type-2);
    font-weight: 600;
    color: var(--ink);
  }
  .swatch {
    display: inline-block;
    inline-size: 0.9em;
    block-size: 0.9em;
    margin-inline-end: 0.4em;
    vertical-align: -0.1em;
    border: 1px solid var(--rule);
  }
  .row0 {
    fill: var(--accent);
    background: var(--accent);
  }
  .row1 {
    fill: var(--ink-faint);
    background: var(--ink-faint);
  }
  rect.axis {
    fill: var(--ink-faint);
  }
  line.axis {
    stroke: var(--rule);
  }
  line.mean {
    stroke: var(--ink-faint);
    stroke-dasharray: 5 4;
  }
  .swatch.mean {
    block-size: 0;
    border: 0;
    border-top: 1px dashed var(--ink-faint);
    vertical-align: 0.3em;
  }
  .course {
    fill: none;
    stroke: var(--accent);
    stroke-width: 1.5;
  }
  .dot {
    fill: var(--sheet);
    stroke: var(--accent);
    stroke-width: 1.5;
  }
  .dot.now {
    fill: var(--accent);
  }
  .year {
    fill: none;
    stroke: var(--ink-faint);
    stroke-dasharray: 2 2;
  }
  .swatch.year {
    border: 1px dashed var(--ink-faint);
    border-radius: 50%;
  }
  text {
    paint-order: stroke;
    stroke: var(--sheet);
    stroke-width: 4px;
    font-size: 13px;
    text-anchor: middle;
    fill: var(--ink-soft);
    font-variant-numeric: tabular-nums;
  }
  text.now {
    font-weight: 700;
    fill: var(--ink);
  }
  path {
    stroke: var(--ink-soft);
    stroke-width: 1;
    stroke-linejoin: round;
    vector-effect: non-scaling-stroke;
  }
  .map a:hover path,
  .map a:focus-visible path {
    stroke: var(--ink);
    stroke-width: 3;
  }
  .class0 {
    fill: var(--fill-0);
    background: var(--fill-0);
  }
  .class1 {
    fill: var(--fill-1);
    background: var(--fill-1);
  }
  .class2 {
    fill: var(--fill-2);
    background: var(--fill-2);
  }
  .class3 {
    fill: var(--fill-3);
    background: var(--fill-3);
  }
  .class4 {
    fill: var(--fill-4);
    background: var(--fill-4);
  }
  .class5 {
    fill: var(--fill-5);
    background: var(--fill-5);
  }
  .few {
    fill: var(--fill-1);
    background: var(--fill-1);
    stroke-dasharray: 3 3;
    border-style: dashed;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: 0.3rem var(--space-2);
    border-bottom: 1px solid color-mix(in srgb, var(--rule) 60%, transparent);
    text-align: end;
    font-weight: 400;
  }
  thead th {
    border-bottom-color: var(--ink);
    font-size: var(--type-1);
    color: var(--ink-soft);
  }
  thead {
    display: table-header-group;
  }
  tr {
    break-inside: avoid;
  }
  tr > :first-child {
    padding-inline-start: 0;
    text-align: start;
  }
  th a {
    color: inherit;
  }
  .lines th,
  .lines td {
    inline-size: 1%;
    border: 0;
    white-space: nowrap;
  }
  .lines td:last-child {
    inline-size: auto;
    padding-inline-end: 0;
  }
  .lines svg {
    block-size: 0.75rem;
  }
  .line {
    fill: var(--fill-4);
  }
  .line.few {
    fill: var(--fill-1);
    stroke: var(--ink-soft);
    stroke-dasharray: 3 3;
    vector-effect: non-scaling-stroke;
  }
  .colophon {
    margin-top: var(--space-6);
    padding-top: var(--space-3);
    border-top: 1px solid var(--rule);
    break-inside: avoid;
  }
  .colophon p,
  .colophon ul {
    margin: 0 0 var(--space-2);
  }
  @media print {
    :host {
      --sheet: #fff;
      --paper: #fff;
      --ink: #16202a;
      --ink-soft: #46525c;
      --ink-faint: #7c868e;
      --rule: #b9b4a8;
      --accent: #2f6079;
      max-inline-size: none;
      color: var(--ink);
      font-size: 10.5pt;
      print-color-adjust: exact;
    }
    .acts,
    .on-screen {
      display: none;
    }
    .map svg {
      max-block-size: 105mm;
    }
    /* A heading and its sentence stay with what they introduce; only a flow of blocks keeps them together. */
    h3,
    .lead,
    figcaption.title {
      break-after: avoid;
    }
    .lead {
      break-inside: avoid;
    }
    .colophon {
      break-before: avoid;
    }
    .charts {
      display: block;
    }
    .chart {
      margin-bottom: var(--space-5);
    }
    section {
      margin-top: var(--space-5);
    }
    dl.headline {
      grid-template-columns: repeat(6, minmax(0, 1fr));
    }
    dl.headline .value {
      font-size: var(--type-4);
    }
    .value a,
    .lead a {
      text-decoration: none;
    }
  }
`;
