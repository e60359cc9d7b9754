import { css } from 'lit';

const rows = css`
  .row-of {
    position: relative;
    display: grid;
    grid-template-columns: var(--label) var(--span);
    min-block-size: 2rem;
    border-top: 1px solid color-mix(in srgb, var(--rule) 60%, transparent);
  }
  .row-of.current .track {
    background: color-mix(in srgb, var(--indigo) 8%, transparent);
  }
  .row-of.dropped .track {
    outline: 2px dashed var(--indigo);
    outline-offset: -2px;
  }
  .label {
    position: sticky;
    inset-inline-start: 0;
    z-index: 4;
    min-inline-size: 0;
    padding-inline: var(--space-3) var(--space-2);
    border-radius: 0;
    background: var(--sheet);
    overflow: hidden;
  }
  .label > span:last-child {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    overflow-wrap: anywhere;
    font-size: var(--type-1);
    line-height: 1.25;
  }
  .track {
    position: relative;
    min-inline-size: 0;
  }
  .track > * {
    position: absolute;
  }
  .shift {
    inset-block: 0.25rem;
    background: color-mix(in srgb, var(--ink) 5%, transparent);
    border-inline: 1px solid color-mix(in srgb, var(--ink) 30%, transparent);
  }
  .travel {
    inset-block-start: calc(50% - 0.09375rem);
    block-size: 0.1875rem;
    background: var(--squad);
  }
  .wait {
    inset-block: 0.5625rem;
    border: 1px solid var(--squad);
    background: repeating-linear-gradient(
      135deg,
      var(--squad) 0 0.0625rem,
      transparent 0.0625rem 0.3125rem
    );
  }
`;

const stops = css`
  .stop {
    container-type: inline-size;
    inset-block: 0.25rem;
    min-block-size: 0;
    min-inline-size: 0.5rem;
    padding: 0;
    justify-content: center;
    border-radius: 0.1875rem;
    background: var(--squad);
    color: var(--squad-ink);
    font-size: var(--type-1);
    line-height: 1;
    touch-action: none;
  }
  /* A short stay is still wide enough to be hit. */
  .stop::before {
    content: '';
    position: absolute;
    inset-block: -0.125rem;
    inset-inline: min(0px, calc((100% - 1.5rem) / 2));
  }
  .stop.street {
    border-radius: 0;
    border-block: 0.125rem double var(--squad-ink);
  }
  .stop.locked {
    box-shadow: 0 0 0 0.125rem var(--sheet), 0 0 0 0.1875rem var(--ink);
  }
  .stop[aria-current] {
    z-index: 2;
    box-shadow: 0 0 0 0.125rem var(--sheet), 0 0 0 0.25rem var(--accent);
  }
  .stop > span {
    overflow: visible;
    pointer-events: none;
  }
  /* Numbers of two short stops side by side would read as one. */
  @container (max-width: 0.54rem) {
    .stop > span {
      visibility: hidden;
    }
  }
  @container (max-width: 0.8rem) {
    .stop > .long {
      visibility: hidden;
    }
  }
`;

const behind = css`
  .axis {
    position: sticky;
    inset-block-start: 0;
    z-index: 5;
    margin-inline-start: var(--label);
    inline-size: var(--span);
    block-size: 2.25rem;
    background: var(--sheet);
  }
  .tick {
    position: absolute;
    inset-block-start: 0;
    translate: -50% 0;
    font-size: var(--type-1);
    color: var(--ink-soft);
    white-space: nowrap;
  }
  .tick:first-of-type {
    translate: 0 0;
  }
  .tick:last-of-type {
    translate: -100% 0;
  }
  .clock {
    position: absolute;
    inset-inline: -0.5rem;
    inset-block-end: 0;
    inline-size: calc(100% + 1rem);
    block-size: 1.5rem;
    margin: 0;
    accent-color: var(--ink);
    cursor: ew-resize;
  }
  .rows {
    position: relative;
  }
  .behind {
    position: absolute;
    inset-block: 0;
    inset-inline-start: var(--label);
    inline-size: var(--span);
    pointer-events: none;
  }
  .behind > * {
    position: absolute;
    inset-block: 0;
  }
  .hour {
    inline-size: 1px;
    background: color-mix(in srgb, var(--rule) 70%, transparent);
  }
  .window {
    border-inline: 1px dashed var(--ink-faint);
    background: color-mix(in srgb, var(--lamp) 11%, transparent);
  }
  .now,
  .moment {
    z-index: 3;
    inline-size: 0;
    border-inline-start: 0.125rem solid var(--ink);
  }
  .now {
    border-inline-start: 0.125rem dotted var(--accent);
  }
  .now > span,
  .moment > span {
    position: absolute;
    inset-block-end: 0;
    padding-inline: 0.25rem;
    background: var(--ink);
    color: var(--sheet);
    font-size: var(--type-1);
    line-height: 1.3;
    white-space: nowrap;
  }
  .now > span {
    background: var(--accent);
  }
`;

const head = css`
  :host {
    --label: 11rem;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    background: var(--sheet);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-1) var(--space-4);
    align-items: center;
    padding: var(--space-1) var(--space-3);
    border-bottom: 1px solid var(--rule);
  }
  .key {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-1) var(--space-4);
    font-size: var(--type-1);
    color: var(--ink-soft);
  }
  .key li {
    display: inline-flex;
    gap: var(--space-1);
    align-items: center;
  }
  .sample {
    --squad: var(--indigo);
    inline-size: 1.25rem;
    block-size: 0.75rem;
  }
  .sample.dwell {
    border-radius: 0.125rem;
    background: var(--squad);
  }
  .sample.locked {
    inline-size: 0.75rem;
    border-radius: 0.125rem;
    background: var(--squad);
    box-shadow:
      0 0 0 0.125rem var(--sheet),
      0 0 0 0.1875rem var(--ink);
  }
  .sample.travel {
    block-size: 0.1875rem;
  }
  .chosen {
    display: flex;
    flex: 1 1 16rem;
    flex-wrap: wrap;
    gap: var(--space-1) var(--space-2);
    align-items: center;
    justify-content: end;
    min-inline-size: 0;
  }
  .head .primary {
    min-block-size: var(--target);
  }
  .what {
    min-inline-size: 0;
    font-weight: 600;
    overflow-wrap: anywhere;
    text-wrap: pretty;
  }
  .zoom {
    display: flex;
  }
  .scroll {
    overflow: auto;
    min-block-size: 0;
    overscroll-behavior: contain;
  }
  .sheet {
    inline-size: calc(var(--label) + var(--span));
  }
  .vacant {
    padding: var(--space-3);
  }
  select.move {
    max-inline-size: 9rem;
  }
`;

const narrow = css`
  :host([narrow]) {
    --label: 0rem;
  }
  :host([narrow]) .label {
    display: none;
  }
  :host([narrow]) .row-of {
    grid-template-columns: var(--span);
    min-block-size: 3rem;
  }
  :host([narrow]) .sheet {
    margin-inline: var(--space-3);
  }
  :host([narrow]) .head h3 {
    display: none;
  }
  :host([narrow]) .head > select {
    flex: 1;
    min-inline-size: 0;
  }
  :host([narrow]) .chosen {
    flex-basis: 100%;
    order: 3;
    justify-content: start;
  }
  @media (forced-colors: active) {
    .stop,
    .travel,
    .sample {
      forced-color-adjust: none;
    }
  }
`;

/** Looks of the squads by time. */
export const ganttStyles = [head, rows, stops, behind, narrow];
