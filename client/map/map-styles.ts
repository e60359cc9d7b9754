import { css } from 'lit';

/** The frame of the map and what lies on it; the rules that MapLibre needs of its own style sheet are the first ones. */
export const mapStyles = css`
  :host {
    display: block;
    position: relative;
    overflow: hidden;
    background: var(--paper);
    --jw-map-foot: 0.5rem;
    --jw-map-side: 0.5rem;
  }
  .map {
    position: absolute;
    inset: 0;
  }
  .maplibregl-map {
    overflow: hidden;
    -webkit-tap-highlight-color: transparent;
    -webkit-touch-callout: none;
  }
  .maplibregl-canvas {
    position: absolute;
    inset-inline-start: 0;
    inset-block-start: 0;
  }
  .maplibregl-canvas:focus-visible {
    outline: 0.125rem solid var(--accent);
    outline-offset: -0.125rem;
  }
  .maplibregl-canvas-container.maplibregl-interactive {
    cursor: default;
    user-select: none;
  }
  .maplibregl-canvas-container.maplibregl-interactive:active {
    cursor: grabbing;
  }
  .maplibregl-canvas-container.maplibregl-touch-zoom-rotate.maplibregl-touch-drag-pan .maplibregl-canvas {
    touch-action: none;
  }
  .maplibregl-control-container,
  .maplibregl-canary {
    display: none;
  }
  .maplibregl-boxzoom {
    position: absolute;
    inset-inline-start: 0;
    inset-block-start: 0;
    inline-size: 0;
    block-size: 0;
    border: 0.125rem dashed var(--accent);
    background: color-mix(in srgb, var(--accent) 12%, transparent);
  }
  .pulse {
    inline-size: 3.5rem;
    block-size: 3.5rem;
    pointer-events: none;
  }
  .pulse::after {
    content: '';
    position: absolute;
    inset: 0;
    border: 0.125rem solid var(--lamp);
    border-radius: 50%;
    background: color-mix(in srgb, var(--lamp) 22%, transparent);
    animation: pulse 1.4s ease-out both;
  }
  @keyframes pulse {
    from {
      opacity: 1;
      transform: scale(0.2);
    }
    to {
      opacity: 0;
      transform: scale(1);
    }
  }
  .crosshair {
    position: absolute;
    inset-inline-start: 50%;
    inset-block-start: 50%;
    inline-size: 2rem;
    block-size: 2rem;
    margin: -1rem;
    pointer-events: none;
    fill: none;
    stroke: var(--accent);
    stroke-width: 1.75;
    filter: drop-shadow(0 0 0.125rem var(--sheet));
  }
  .popup {
    position: absolute;
    inset-inline-start: 0;
    inset-block-start: 0;
    max-inline-size: 18rem;
    padding: 0.375rem 0.75rem;
    border: 1px solid var(--rule);
    border-radius: var(--radius, 0.125rem);
    background: var(--sheet);
    color: var(--ink-soft);
    font-size: var(--type-1, 0.75rem);
    line-height: 1.5;
    box-shadow: var(--shadow, 0 0.125rem 0.75rem rgb(0 0 0 / 12%));
    pointer-events: none;
    z-index: 1;
  }
  .popup[hidden] {
    display: none;
  }
  .popup strong {
    display: block;
    color: var(--ink);
    font-size: var(--type-2, 0.875rem);
    font-weight: 600;
  }
  .furniture {
    position: absolute;
    inset-inline: var(--jw-map-side);
    inset-block-end: var(--jw-map-foot);
    display: flex;
    align-items: flex-end;
    gap: 0.75rem;
    pointer-events: none;
    color: var(--ink-soft);
    font-size: 0.6875rem;
    line-height: 1.3;
    text-shadow:
      0 0 0.125rem var(--paper),
      0 0 0.25rem var(--paper);
  }
  .gauge {
    flex: none;
    display: flex;
    align-items: center;
    padding-inline-end: 0.75rem;
    background: color-mix(in srgb, var(--sheet) 88%, transparent);
    border: 1px solid var(--rule);
    border-radius: var(--radius, 0.125rem);
  }
  .gauge > .scale:only-child {
    margin: 0.3125rem 0 0.375rem 0.75rem;
  }
  .north {
    flex: none;
    inline-size: 2rem;
    block-size: 2rem;
    padding: 0.25rem;
    border: 0;
    background: none;
    cursor: pointer;
    pointer-events: auto;
  }
  .north:focus-visible {
    outline: 0.125rem solid var(--accent);
  }
  .north svg {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    overflow: visible;
    filter: drop-shadow(0 0 0.125rem var(--paper));
  }
  .needle {
    fill: var(--ink);
  }
  .needle.half {
    fill: var(--sheet);
    stroke: var(--ink);
    stroke-width: 0.75;
  }
  .letter {
    fill: none;
    stroke: var(--ink);
    stroke-width: 1.6;
  }
  .scale {
    flex: none;
    display: grid;
    gap: 0.0625rem;
    font-variant-numeric: tabular-nums;
  }
  .scale i {
    display: block;
    block-size: 0.3125rem;
    border: 1.5px solid var(--ink);
    border-block-start: 0;
  }
  .sources {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 0 0.625rem;
    margin-inline-start: auto;
    padding-block-end: 0.25rem;
  }
  @media print {
    .north,
    .crosshair {
      display: none;
    }
  }
`;
