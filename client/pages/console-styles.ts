import { css } from 'lit';

/** Where everything lies: the map under all, sheets on it; below 900 px the sheets come from the foot. */
export const consoleStyles = css`
  :host {
    position: fixed;
    inset: 0;
    overflow: hidden;
    --edge: var(--space-3);
    --strip: 6.5rem;
    --room-right: var(--edge);
  }
  /* Without the bar of time, and without the tool of incidents. */
  :host([timeless]) {
    --strip: 0rem;
  }
  :host {
    --tools: 6;
  }
  :host([caseless]) {
    --tools: 5;
  }
  :host([reporting]) {
    --report: 3.5rem;
  }
  :host([panel]) {
    --room-right: calc(var(--panel) + 2 * var(--edge));
  }
  header,
  main {
    display: contents;
  }
  main.middle {
    display: block;
  }
  jw-head {
    position: absolute;
    inset: 0 0 auto;
    z-index: 5;
  }
  jw-emergency-line {
    position: absolute;
    inset: var(--head) 0 auto;
    z-index: 5;
    block-size: var(--line);
    border-bottom: 1px solid var(--rule);
    background: var(--sheet);
    --line: max(2.25rem, var(--target));
  }
  /* While it stands there, everything else begins beneath it. */
  header:has(jw-emergency-line[open]) ~ main {
    --head: calc(3.5rem + max(2.25rem, var(--target)));
  }
  jw-map,
  .unfolding {
    position: absolute;
    inset: 0;
  }
  jw-map::part(furniture) {
    inset: auto var(--room-right) calc(var(--strip) + 2 * var(--edge)) var(--edge);
  }
  jw-map-key {
    position: absolute;
    inset: auto auto calc(var(--strip) + 3 * var(--edge) + 2.125rem) var(--edge);
  }
  .unfolding {
    display: grid;
    place-items: center;
    background: var(--paper);
    color: var(--ink-soft);
    pointer-events: none;
  }
  .sheet {
    position: absolute;
    background: var(--sheet);
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    box-shadow: var(--shadow);
  }
  .rail {
    inset: calc(var(--head) + var(--edge)) auto auto var(--edge);
    inline-size: var(--rail-width);
  }
  .views {
    inset: calc(var(--head) + 2 * var(--edge) + var(--tools) * 3.5rem + var(--report, 0rem)) auto auto var(--edge);
    inline-size: var(--rail-width);
    display: grid;
  }
  .views button {
    inline-size: 100%;
    min-block-size: max(2.25rem, var(--target));
    color: var(--ink-soft);
  }
  .views button:hover {
    color: var(--accent);
  }
  .period {
    inset: auto var(--room-right) var(--edge) var(--edge);
    padding: var(--space-2) var(--space-4) var(--space-1);
    block-size: var(--strip);
  }
  .time {
    inset: auto var(--room-right) var(--edge) var(--edge);
    padding: var(--space-2) var(--space-4) var(--space-1);
    min-block-size: 6.5rem;
  }
  :host([past]) {
    --strip: 6.5rem;
  }
  jw-panel.detail {
    inset: calc(var(--head) + var(--edge)) var(--edge) var(--edge) auto;
    inline-size: var(--panel);
    z-index: 2;
  }
  jw-panel.tool {
    inset: calc(var(--head) + var(--edge)) auto auto calc(var(--rail-width) + 2 * var(--edge));
    inline-size: var(--tool-sheet);
    /* Ends above the scale bar and the key. */
    max-block-size: calc(100% - var(--head) - var(--strip) - 4 * var(--edge) - 2.125rem);
    z-index: 3;
    --arrive-x: -0.5rem;
  }
  /* The work list scrolls in itself, so that its sheet is as tall as there is room. */
  jw-panel[sheet='incidents'] {
    block-size: calc(100% - var(--head) - var(--strip) - 4 * var(--edge) - 2.125rem);
  }
  jw-panel[sheet='incidents'] .content {
    block-size: 100%;
  }
  jw-panel.tool[wide] {
    inline-size: clamp(44rem, 58vw, 84rem);
    max-inline-size: calc(100% - var(--rail-width) - 3 * var(--edge));
  }
  .notice {
    inset: calc(var(--head) + var(--edge)) auto auto 50%;
    translate: -50% 0;
    z-index: 4;
    display: flex;
    align-items: center;
    gap: var(--space-3);
    max-inline-size: min(36rem, calc(100% - 12rem));
    padding: var(--space-2) var(--space-3);
  }
  .middle {
    inset: 30% auto auto 50%;
    translate: -50% 0;
    z-index: 4;
    inline-size: min(30rem, calc(100% - 2rem));
    padding: var(--space-5);
  }
  .middle code {
    display: block;
    margin-top: var(--space-2);
    padding: var(--space-2) var(--space-3);
    background: color-mix(in srgb, var(--ink) 7%, transparent);
    user-select: all;
  }
  .skip {
    position: absolute;
    inset: var(--space-2) auto auto var(--space-2);
    z-index: 9;
    padding: var(--space-2) var(--space-4);
    background: var(--sheet-raised);
    color: var(--accent);
    outline: 0.125rem solid var(--accent);
  }
  .skip:not(:focus) {
    inline-size: 1px;
    block-size: 1px;
    min-block-size: 0;
    padding: 0;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .busy {
    opacity: 0.55;
    transition: opacity 150ms 150ms;
  }
  @media (max-width: 899px) {
    :host {
      --edge: var(--space-2);
      --bar: 3.5rem;
      --strip: 0rem;
    }
    :host,
    :host([panel]) {
      --room-right: var(--edge);
    }
    /* Beneath the strip of the demo; the buttons of the map give way to it. */
    .time {
      inset: calc(var(--head) + 2rem) var(--edge) auto;
      z-index: 1;
      min-block-size: 0;
    }
    :host([past]) .views {
      display: none;
    }
    :host([past]) {
      --strip: 0rem;
    }
    jw-map::part(furniture) {
      inset-block-end: calc(var(--bar) + var(--space-2));
    }
    :host([panel]) jw-map::part(furniture) {
      inset-block-end: calc(var(--bar) + 7.5rem + var(--space-2));
    }
    :host([panel='half']) jw-map::part(furniture) {
      inset-block-end: calc(var(--bar) + 44vh + var(--space-2));
    }
    /* The strip of the demo hangs from the head. */
    header:has(jw-emergency-line[open]) jw-head {
      --hung: max(2.25rem, var(--target));
    }
    jw-map-key {
      inset: calc(var(--head) + 2rem) auto auto var(--edge);
    }
    jw-map-key:not([telling]) {
      display: none;
    }
    .rail {
      inset: auto 0 0;
      inline-size: auto;
      z-index: 5;
      border-width: 1px 0 0;
      border-radius: 0;
      box-shadow: none;
    }
    .views {
      inset: calc(var(--head) + 2rem) var(--edge) auto auto;
      inline-size: var(--target);
    }
    jw-panel.detail,
    jw-panel.tool {
      inset: auto 0 var(--bar);
      inline-size: auto;
      max-block-size: calc(100% - var(--head) - var(--bar));
      block-size: calc(var(--tall) + var(--dragged, 0px));
      min-block-size: 4rem;
    }
    jw-panel[dragging] {
      transition: none;
    }
    jw-panel[height='peek'] {
      --tall: 7.5rem;
    }
    jw-panel[height='half'] {
      --tall: 44vh;
    }
    jw-panel[height='full'] {
      --tall: calc(100vh - var(--head) - var(--bar) - 0.5rem);
    }
    :host([tool]) jw-panel.detail {
      display: none;
    }
    .notice {
      inset-block-start: calc(var(--head) + 2rem);
      max-inline-size: calc(100% - 5rem);
      inset-inline-start: var(--edge);
      translate: 0 0;
    }
  }
  /* Beside the scale bar, which is at most 11 rem wide with its arrow. */
  @media (min-width: 1280px) {
    jw-map-key {
      inset: auto auto calc(var(--strip) + 2 * var(--edge)) calc(var(--edge) + 11.25rem);
    }
  }
  @media (min-width: 900px) and (max-height: 620px) {
    .views {
      display: none;
    }
  }
  @media print {
    :host {
      position: static;
    }
    header,
    main,
    main.middle {
      display: none !important;
    }
  }
`;
