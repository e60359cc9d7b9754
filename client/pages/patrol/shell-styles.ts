import { css } from 'lit';

/** The page of patrols: a sheet at the left, the map, times at its foot; in narrow windows the sheet is a drawer under the map. */
export const shellStyles = css`
  :host {
    position: fixed;
    inset: 0;
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    background: var(--sheet);
    --sheet-width: clamp(25rem, 21vw, 36rem);
  }
  jw-page-head {
    position: relative;
    z-index: 5;
  }
  main {
    display: grid;
    grid-template: 'sheet map' minmax(0, 1fr) 'sheet foot' auto / var(--sheet-width) minmax(0, 1fr);
    min-block-size: 0;
  }
  /* A week is a wide table: seven days beside the squads take 46rem, and have more where the window is wide. */
  main[data-tab='roster'] {
    --sheet-width: min(62vw, max(52rem, 40vw));
  }
  .sheet {
    grid-area: sheet;
    display: grid;
    grid-template-rows: auto auto minmax(0, 1fr);
    min-block-size: 0;
    margin: 0;
    border-inline-end: 1px solid var(--rule);
  }
  .where {
    padding: var(--space-3) var(--space-4) 0;
  }
  .tabs {
    display: flex;
    overflow-x: auto;
    scrollbar-width: none;
    margin-top: var(--space-2);
    padding-inline: var(--space-3);
    border-bottom: 1px solid var(--rule);
  }
  .tabs button {
    flex: 1 0 auto;
    justify-content: center;
    min-block-size: max(2.25rem, var(--target));
    padding-inline: 0.375rem;
    border-bottom: 0.1875rem solid transparent;
    border-radius: 0;
    color: var(--ink-soft);
    white-space: nowrap;
  }
  .tabs button:hover {
    color: var(--accent);
  }
  .tabs button[aria-selected='true'] {
    border-color: var(--indigo);
    color: var(--ink);
    font-weight: 600;
  }
  .content {
    overflow: auto;
    overscroll-behavior: contain;
    padding: var(--space-4) var(--space-4) var(--space-6);
  }
  .stage {
    grid-area: map;
    position: relative;
    min-block-size: 0;
  }
  .stage > jw-patrol-map,
  .stage > .waiting {
    position: absolute;
    inset: 0;
  }
  .waiting {
    display: grid;
    place-items: center;
    background: var(--paper);
    color: var(--ink-soft);
  }
  .hand {
    position: absolute;
    inset: var(--space-3) auto auto var(--space-3);
    display: flex;
    background: var(--sheet);
    border: 1px solid var(--rule);
    border-radius: var(--radius);
  }
  .said {
    position: absolute;
    inset: var(--space-3) 4rem auto 6.5rem;
    inline-size: fit-content;
    max-inline-size: 34rem;
    margin-inline: auto;
    display: grid;
    grid-template-columns: auto 1fr auto;
    align-items: start;
    gap: var(--space-2);
    padding: var(--space-2) var(--space-2) var(--space-2) var(--space-3);
    border: 1px solid var(--rule);
    border-inline-start: 0.1875rem solid var(--ink-faint);
    border-radius: var(--radius);
    background: var(--sheet);
    box-shadow: var(--shadow);
    z-index: 2;
  }
  .said.fault {
    border-inline-start-color: var(--cinnabar);
  }
  .said .icon {
    margin-block-start: 0.2em;
  }
  jw-patrol-clock {
    position: absolute;
    inset: auto var(--space-3) 3.25rem auto;
    max-inline-size: calc(100% - 2 * var(--space-3));
  }
  jw-patrol-clock[running] {
    inline-size: 36rem;
  }
  jw-patrol-key {
    position: absolute;
    inset: auto auto 3.25rem var(--space-3);
  }
  .foot {
    grid-area: foot;
    min-inline-size: 0;
    max-block-size: min(21.5rem, 45vh);
    overflow: auto;
    border-top: 1px solid var(--rule);
    background: var(--sheet);
  }
  .only {
    padding: var(--space-6);
  }
  .read-only {
    margin-bottom: var(--space-3);
    padding-inline-start: var(--space-3);
    border-inline-start: 0.1875rem solid var(--ink-faint);
  }
  .unfold {
    display: none;
  }
  .paper {
    overflow: auto;
    background: var(--paper);
  }
  @media (max-width: 899px) {
    main {
      grid-template: 'map' minmax(0, 1fr) 'foot' auto 'sheet' 44% / minmax(0, 1fr);
    }
    main[data-drawer='full'] {
      grid-template-rows: 0 0 minmax(0, 1fr);
    }
    main[data-drawer='low'] {
      grid-template-rows: minmax(0, 1fr) auto auto;
    }
    main[data-drawer='low'] .content,
    main[data-drawer='low'] .where,
    main[data-drawer='full'] .stage,
    main[data-drawer='full'] .foot {
      display: none;
    }
    .sheet {
      position: relative;
      border-inline-end: 0;
      border-top: 1px solid var(--rule);
      box-shadow: var(--shadow);
    }
    .unfold {
      display: flex;
      position: absolute;
      inset: var(--space-1) var(--space-3) auto auto;
      min-block-size: 2rem;
      color: var(--accent);
    }
    main[data-drawer='low'] .unfold {
      inset-block-start: calc(-2rem - 1px);
      border: 1px solid var(--rule);
      background: var(--sheet);
    }
    .foot {
      max-block-size: 9.5rem;
    }
    jw-patrol-clock,
    jw-patrol-clock[running] {
      inset: auto var(--space-2) 3.25rem var(--space-2);
      inline-size: auto;
    }
    jw-patrol-clock:not([running]) {
      inset-inline-start: auto;
    }
    jw-patrol-key {
      inset: 4.25rem auto auto var(--space-3);
    }
    .said {
      inset-inline: 6.5rem 3.5rem;
    }
  }
  @media (max-height: 620px) {
    .foot {
      max-block-size: 35vh;
    }
  }
  @media print {
    :host {
      position: static;
      display: block;
    }
    .paper {
      overflow: visible;
      background: none;
    }
  }
`;
