import { css } from 'lit';

/** Looks of the report. The frame is that of the page of areas. */
export const qualityStyles = css`
  .sheet {
    grid-template-rows: auto minmax(0, 1fr);
  }
  .where {
    display: flex;
    align-items: end;
    gap: var(--space-3);
    padding-bottom: var(--space-3);
    border-bottom: 1px solid var(--rule);
  }
  .where jw-area-picker {
    flex: 1;
    min-inline-size: 0;
  }
  .figures {
    display: grid;
    grid-template-columns: repeat(3, 1fr);
    gap: var(--space-4);
    margin-block: var(--space-4) var(--space-5);
  }
  .figures li {
    padding-top: var(--space-2);
    border-top: 1.5px solid var(--ink);
  }
  .figures strong {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    font-size: var(--type-4);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .grave strong,
  .grave > svg {
    color: var(--cinnabar);
  }
  .medium strong,
  .medium > svg {
    color: var(--amber);
  }
  .none strong {
    color: var(--jade);
  }
  h3 {
    margin-top: var(--space-5);
    font-size: var(--type-2);
    color: var(--ink-soft);
    font-weight: 600;
  }
  .findings a {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 0 var(--space-3);
    align-items: baseline;
    padding-block: var(--space-2);
    border-bottom: 1px solid color-mix(in srgb, var(--rule) 70%, transparent);
    color: inherit;
    text-decoration: none;
  }
  .findings a:hover {
    background: color-mix(in srgb, var(--ink) 4%, transparent);
  }
  .findings .icon {
    align-self: center;
  }
  .findings svg {
    color: var(--ink-faint);
  }
  .findings .grave svg {
    color: var(--cinnabar);
  }
  .findings .medium svg {
    color: var(--amber);
  }
  .findings .count {
    font-variant-numeric: tabular-nums;
    text-align: end;
    white-space: nowrap;
  }
  .findings .note {
    grid-column: 2 / -1;
  }
  .clean {
    display: grid;
    justify-items: start;
    gap: var(--space-2);
    margin-top: var(--space-5);
    padding: var(--space-4);
    border-inline-start: 0.1875rem solid var(--jade);
    background: color-mix(in srgb, var(--jade) 8%, transparent);
  }
  .clean strong {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    font-size: var(--type-4);
    font-weight: 600;
  }
  .besides {
    margin-top: var(--space-4);
  }
  .sources {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: var(--space-3);
    margin-top: var(--space-3);
  }
  .sources a {
    color: var(--accent);
  }
  .picture {
    display: none;
  }
  @media print {
    :host {
      position: static;
      display: block;
    }
    main {
      display: block;
    }
    .stage,
    .where {
      display: none;
    }
    .content {
      overflow: visible;
    }
    .picture {
      display: block;
      inline-size: 100%;
      max-block-size: 10cm;
      object-fit: contain;
      object-position: left top;
      margin-block: var(--space-4);
    }
    .findings a,
    li {
      break-inside: avoid;
    }
  }
`;

/** Looks of one finding. */
export const findingStyles = css`
  :host {
    display: block;
  }
  .back {
    display: inline-flex;
    align-items: center;
    gap: var(--space-1);
    min-block-size: var(--target);
    color: var(--accent);
    text-decoration: none;
  }
  h3 {
    margin-top: var(--space-5);
    font-size: var(--type-2);
    color: var(--ink-soft);
    font-weight: 600;
  }
  .areas a {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(4rem, 40%) auto;
    align-items: center;
    gap: var(--space-3);
    min-block-size: var(--target);
    color: inherit;
    text-decoration: none;
  }
  .areas a:hover {
    color: var(--accent);
  }
  .areas i {
    display: block;
    block-size: 0.375rem;
    background: var(--ink-soft);
  }
  .count {
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .one {
    padding-block: var(--space-3);
    border-bottom: 1px solid color-mix(in srgb, var(--rule) 70%, transparent);
  }
  .one[aria-current='true'] {
    padding-inline-start: var(--space-3);
    border-inline-start: 0.1875rem solid var(--accent);
  }
  .one p {
    margin: 0;
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--space-3);
    margin-top: var(--space-1);
  }
  .acts button.link,
  .acts a:any-link {
    display: inline-flex;
    align-items: center;
    gap: var(--space-1);
    min-block-size: var(--target);
    color: var(--accent);
    text-decoration: none;
  }
  .acts a:hover,
  .acts button.link:hover {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .more {
    margin-top: var(--space-4);
  }
  @media print {
    .back,
    .acts,
    .more {
      display: none;
    }
    .one {
      break-inside: avoid;
    }
  }
`;
