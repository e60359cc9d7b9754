import { css } from 'lit';

/**
 * The elevation: a cornice on top, walls between units, awnings over shops, the line of the ground and what is dug below it.
 * `--across` are the widths of the units, `--columns` their sum, `--floors` how many there are.
 */
export const boardStyles = css`
  :host {
    --label: 2.25rem;
    overflow: auto;
    scrollbar-width: thin;
    scrollbar-color: var(--rule) transparent;
  }
  .house {
    /* The whole building between the head and the bar, as long as its windows can be met by a finger or mouse. */
    --row: clamp(1.5rem, calc((100dvh - 19.5rem) / var(--floors)), 2.25rem);
    position: relative;
    inline-size: fit-content;
    min-inline-size: min(100%, calc(var(--columns) * 4.5rem + var(--label)));
    margin-inline: auto;
    padding: var(--space-1) 1.25rem var(--space-4) 0;
    font-size: var(--type-1);
    font-variant-numeric: tabular-nums;
    line-height: 1;
  }
  :host([near]) .house {
    --row: 2.25rem;
  }
  /* Beside the map the panel scrolls, not the floors: they are as low as they may be. */
  :host([opens]) .house {
    --row: 1.5rem;
  }
  .house button {
    inline-size: 100%;
    min-block-size: 1.5rem;
    padding: 0;
    justify-content: center;
  }
  .label button {
    block-size: 100%;
    padding-inline-end: 0.125rem;
    justify-content: flex-end;
  }
  .house button:hover {
    color: var(--accent);
  }
  .heads,
  .floor {
    display: grid;
    grid-template-columns: var(--label) var(--across);
    column-gap: 0.625rem;
  }
  .heads {
    position: sticky;
    inset-block-start: 0;
    z-index: 3;
    background: var(--sheet);
  }
  .unit-name {
    padding: var(--space-1) 0;
    text-align: center;
    color: var(--ink-soft);
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .label {
    position: sticky;
    inset-inline-start: 0;
    z-index: 2;
    display: grid;
    align-items: center;
    justify-items: end;
    padding-inline-end: 0.125rem;
    background: var(--sheet);
    color: var(--ink-soft);
  }
  .bay {
    display: grid;
    grid-template-columns: repeat(var(--bays), minmax(1.5rem, 1fr));
    block-size: var(--row);
    padding-inline: 0.1875rem;
    border-inline: 2px solid var(--ink-soft);
    background: color-mix(in srgb, var(--building) 45%, var(--sheet));
  }
  /* The cornice stands out over the walls. */
  .heads + .floor {
    margin-block-start: 0.5rem;
  }
  .bay.roof {
    position: relative;
  }
  .bay.roof::before {
    content: '';
    position: absolute;
    inset: -0.3125rem -0.375rem auto;
    block-size: 0.3125rem;
    border: 1px solid var(--ink-soft);
    border-block-end: 2px solid var(--ink-soft);
    background: var(--building);
  }
  /* Specific enough for basements: a unit that does not go so deep leaves the ground as it is. */
  .floor .bay.air {
    border-color: transparent;
    background: none;
  }
  .ground {
    position: relative;
    margin-block-end: 0.5rem;
  }
  /* The ground goes on beyond the house. */
  .ground::after {
    content: '';
    position: absolute;
    inset: 100% -1.25rem auto calc(var(--label) - 0.25rem);
    block-size: 0.375rem;
    border-block-start: 2px solid var(--ink);
    background: repeating-linear-gradient(135deg, var(--ink-faint) 0 1px, transparent 1px 0.25rem);
    opacity: 0.8;
  }
  .below .bay {
    border-inline-style: dashed;
    border-block-end: 1px dashed var(--ink-faint);
    background: repeating-linear-gradient(
        135deg,
        color-mix(in srgb, var(--ink) 14%, transparent) 0 1px,
        transparent 1px 0.375rem
      )
      color-mix(in srgb, var(--ink) 7%, var(--sheet));
  }
  [role='gridcell'] {
    position: relative;
    padding: 1px;
    cursor: pointer;
    outline-offset: -1px;
    user-select: none;
    touch-action: manipulation;
  }
  .window {
    block-size: 100%;
    overflow: hidden;
  }
  .joined .window::before {
    content: '';
    position: absolute;
    inset: auto 12% 0;
    block-size: 0.1875rem;
    border: 1px solid var(--ink-soft);
    border-block-end: 0;
  }
  .shop .window {
    border-block-start: 0.3125rem solid var(--ink-soft);
    border-image: repeating-linear-gradient(90deg, var(--ink-soft) 0 0.25rem, var(--sheet) 0.25rem 0.5rem) 5 0 0 / 0.3125rem 0 0;
    outline: 1px solid var(--building-edge);
    outline-offset: -1px;
  }
  .garage .window::after {
    content: '';
    position: absolute;
    inset: 0 0 auto;
    block-size: 35%;
    background: repeating-linear-gradient(180deg, var(--ink-faint) 0 1px, transparent 1px 0.1875rem);
  }
  [role='gridcell']:hover .window {
    border-color: var(--ink);
  }
  [aria-selected='true'] .window {
    box-shadow: inset 0 0 0 0.125rem var(--accent);
  }
  [role='gridcell']:focus-visible {
    outline: 0.1875rem solid var(--accent);
    z-index: 1;
  }
  .changed .window {
    font-weight: 700;
    text-decoration: underline;
    text-decoration-thickness: 2px;
    text-underline-offset: 0.15em;
  }
  .fresh .window {
    border: 1px dashed var(--accent);
    border-image: none;
    color: var(--accent);
  }
  @media (pointer: coarse) {
    .house,
    :host([opens]) .house {
      --row: 2.75rem;
    }
    .bay {
      grid-template-columns: repeat(var(--bays), minmax(2.75rem, 1fr));
    }
  }
  @media (forced-colors: active) {
    [aria-selected='true'] {
      outline: 2px solid Highlight;
    }
  }
`;
