import { css } from 'lit';

/** The frame of a map of areas. */
export const areaMapStyles = css`
  :host {
    position: relative;
    overflow: hidden;
    background: var(--paper);
  }
`;
