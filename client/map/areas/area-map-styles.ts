import { css } from 'lit';

/** The frame of a map of areas. */
export const areaMapStyles = css`
  :host {
    position: relative;
    overflow: hidden;
    background: var(--paper);
  }
  .zoom {
    position: absolute;
    inset: var(--space-3) var(--space-3) auto auto;
    display: grid;
    background: var(--sheet);
    border: 1px solid var(--rule);
    border-radius: var(--radius);
  }
`;
