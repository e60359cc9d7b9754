import { css } from 'lit';

/** Layout of what stands on one screen of a wall; stage.ts has the same measures for the camera. */
export const stageStyles = css`
  :host {
    --edge: 2rem;
    --column: 26rem;
    --head: 6rem;
    --band: 0rem;
    --ticker: 5rem;
    --beneath: 66rem;
    position: fixed;
    inset: 0;
    overflow: hidden;
    pointer-events: none;
    color: var(--ink);
    font-size: 1.25rem;
    line-height: 1.35;
  }
  :host([band]) {
    --band: 3.5rem;
  }
  .shade {
    position: absolute;
  }
  .shade.top {
    inset: 0 0 auto;
    block-size: calc(var(--head) + var(--band) + 5rem);
    background: linear-gradient(
      color-mix(in srgb, var(--paper) 94%, transparent) 40%,
      color-mix(in srgb, var(--paper) 60%, transparent) 68%,
      transparent
    );
  }
  .shade.bottom {
    inset: auto 0 0;
    block-size: calc(var(--ticker) + 3rem);
    background: linear-gradient(to top, color-mix(in srgb, var(--paper) 98%, transparent) 66%, transparent);
  }
  .shade.left,
  .shade.right {
    inset-block: 0;
    inline-size: calc(var(--column) + 2 * var(--edge) + 8rem);
    --from: color-mix(in srgb, var(--paper) 97%, transparent);
    --middle: color-mix(in srgb, var(--paper) 93%, transparent);
  }
  .shade.left {
    inset-inline-start: 0;
    background: linear-gradient(to right, var(--from), var(--middle) 72%, transparent);
  }
  .shade.right {
    inset-inline-end: 0;
    background: linear-gradient(to left, var(--from), var(--middle) 72%, transparent);
  }
  .stage {
    position: absolute;
    inset: 0;
    translate: var(--drift-x, 0) var(--drift-y, 0);
  }
  jw-wall-head {
    position: absolute;
    inset: 0 0 auto;
    block-size: calc(var(--head) + var(--band));
  }
  jw-wall-ticker {
    position: absolute;
    inset: auto 0 0;
    block-size: var(--ticker);
  }
  /* What does not fit into a column wraps out of sight, whole: no panel is cut in two by the edge of a screen. */
  .column {
    position: absolute;
    inset-block: calc(var(--start) + 2rem) calc(var(--end) + 1.5rem);
    inline-size: var(--column);
    display: flex;
    flex-flow: column wrap;
    gap: 2.75rem 4rem;
    overflow: hidden;
    --start: 0rem;
    --end: 0rem;
  }
  .top .column {
    --start: calc(var(--head) + var(--band));
  }
  .bottom .column {
    --end: var(--ticker);
  }
  .column > * {
    inline-size: 100%;
    flex: none;
  }
  /* These take what is left over. */
  .column > :is(jw-wall-areas, jw-wall-oldest, jw-wall-orders, jw-wall-visits, jw-wall-patrol, jw-wall-resources, jw-wall-rose) {
    flex: 1 1 18rem;
    min-block-size: 0;
  }
  .column > jw-wall-rose {
    max-block-size: 29rem;
  }
  .column.left {
    inset-inline-start: var(--edge);
  }
  .column.right {
    inset-inline-end: var(--edge);
  }
  @media (orientation: portrait) {
    .shade.left,
    .shade.right {
      display: none;
    }
    .shade.beneath {
      inset: auto 0 0;
      block-size: calc(var(--beneath) + var(--ticker) + 8rem);
      background: linear-gradient(
        to top,
        color-mix(in srgb, var(--paper) 95%, transparent) 84%,
        color-mix(in srgb, var(--paper) 80%, transparent) 90%,
        transparent
      );
    }
    .column {
      inset-block-start: auto;
      block-size: calc(var(--beneath) - 3rem);
      inline-size: calc((100% - 3 * var(--edge)) / 2);
    }
    .alone .column {
      inline-size: calc(100% - 2 * var(--edge));
    }
  }
`;
