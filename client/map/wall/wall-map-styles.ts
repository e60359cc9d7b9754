import { css } from 'lit';

/** The sheet is as large as the screen divided by its scale, and enlarged by it: wall-map-work.ts sets both. */
export const wallMapStyles = css`
  :host {
    display: block;
    position: relative;
    overflow: hidden;
    background: var(--paper);
  }
  .sheet {
    position: absolute;
    inset-block-start: 0;
    inset-inline-start: 0;
    transform-origin: 0 0;
  }
  .map,
  .still,
  .lights {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
  }
  .still {
    visibility: hidden;
  }
  .lights {
    pointer-events: none;
  }
  .map,
  .lights {
    transition: opacity 0.4s ease-out;
  }
  [data-seen='cut'] .map,
  [data-seen='cut'] .lights {
    opacity: 0.12;
    transition-duration: 0s;
  }
  [data-seen='still'] .still {
    visibility: visible;
  }
  [data-seen='still'] .map,
  [data-seen='still'] .lights {
    visibility: hidden;
  }
  p {
    position: absolute;
    inset-block-end: 6rem;
    inset-inline: 31rem;
    margin: 0;
    color: var(--ink);
    font-size: 1rem;
    text-align: center;
    text-shadow: 0 0 0.25rem var(--paper);
  }
  .gauge {
    position: absolute;
    display: flex;
    align-items: end;
    gap: 14px;
    padding: 14px;
    color: var(--ink-soft);
    /* 1rem of a wall, on a sheet that is laid out as 1080 high. */
    font-size: 14px;
    line-height: 1.3;
    text-shadow: 0 0 4px var(--paper);
  }
  .gauge svg {
    flex: none;
    inline-size: 26px;
    block-size: 26px;
    fill: currentColor;
  }
  .gauge div {
    white-space: nowrap;
  }
  .gauge i {
    display: block;
    block-size: 4px;
    border: 1.5px solid currentColor;
    border-block-start: 0;
  }
  .maplibregl-map {
    overflow: hidden;
  }
  .maplibregl-canvas {
    position: absolute;
    inset-block-start: 0;
    inset-inline-start: 0;
  }
  .maplibregl-control-container,
  .maplibregl-canary {
    display: none;
  }
`;
