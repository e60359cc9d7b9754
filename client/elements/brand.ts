import { css, html, type TemplateResult } from 'lit';

/** The mark, warp and weft, and the product's name. */
export function brand(product: string): TemplateResult {
  return html`<span class="mark" title=${product}>
    <svg viewBox="0 0 24 24" role="img" aria-label=${product}>
      <path d="M8 4v5.5M8 14.5V20M16 4v1.5M16 10.5V20M4 8h1.5M10.5 8H20M4 16h9.5M18.5 16H20" />
    </svg>
    <span aria-hidden="true">${product}</span>
  </span>`;
}

/** Looks of the mark. */
export const brandStyles = css`
  .mark {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    font-family: var(--face-mark);
    font-size: var(--type-4);
    font-weight: 700;
    line-height: 1;
    white-space: nowrap;
  }
  .mark svg {
    inline-size: 1.5rem;
    block-size: 1.5rem;
    stroke: var(--accent);
    stroke-width: 2.25;
    fill: none;
  }
`;
