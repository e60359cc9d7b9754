import { css } from 'lit';

/** A window of an elevation. It says its state twice: lit, hatched, dark or dotted, and by its words. */
export const doorWindowStyles = css`
  :host {
    /* Strong enough to be seen as lit, weak enough that figures on it keep a contrast of 4.5. */
    --glow: 37%;
  }
  .window {
    position: relative;
    display: grid;
    place-items: center;
    border: 1px solid var(--building-edge);
    color: var(--ink);
    background: var(--sheet);
  }
  .window.occupied {
    background: color-mix(in srgb, var(--lamp) var(--glow), var(--sheet));
  }
  .window.let {
    /* The middle stays clear of stripes, so that the figures can be read. */
    background: radial-gradient(ellipse at center, var(--sheet) 48%, transparent 66%), repeating-linear-gradient(
      135deg,
      color-mix(in srgb, var(--lamp) var(--glow), var(--sheet)) 0 0.1875rem,
      var(--sheet) 0.1875rem 0.375rem
    );
  }
  .window.empty {
    color: var(--ink-soft);
  }
  .window.unknown {
    border-style: dashed;
    border-color: var(--ink-faint);
    background: radial-gradient(circle, color-mix(in srgb, var(--ink-faint) 45%, transparent) 0.03125rem, transparent 0.0625rem)
      0 0 / 0.375rem 0.375rem;
    color: var(--ink-soft);
  }
  .due {
    position: absolute;
    inset: 0 0 auto auto;
    border: 0.25rem solid var(--amber);
    border-block-end-color: transparent;
    border-inline-start-color: transparent;
  }
  /* Late: an edge all down the side, and the corner. */
  .due.overdue {
    inset: 0 0 0 auto;
    border: 0;
    inline-size: 0.3125rem;
    background: var(--cinnabar);
  }
  @media (forced-colors: active) {
    .window.occupied,
    .window.let {
      border: 3px double CanvasText;
    }
    .window.let {
      border-style: dashed;
    }
    .due {
      forced-color-adjust: none;
    }
  }
`;
