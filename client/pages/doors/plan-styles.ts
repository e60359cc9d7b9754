import { css } from 'lit';

/** The page of a building's doors: what it is and the line above, the elevation with its side, the bar of what is not saved. */
export const planStyles = css`
  :host {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto auto;
    min-block-size: 0;
  }
  .top {
    display: grid;
    gap: var(--space-2);
    padding: var(--space-3) var(--space-5) 0;
  }
  .name {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: var(--space-1) var(--space-4);
  }
  .name h2 {
    font-family: var(--face-mark);
  }
  .name .ends {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2);
    margin-inline-start: auto;
  }
  a.outlined {
    display: inline-flex;
    align-items: center;
    gap: var(--space-2);
    min-block-size: var(--target);
    padding: 0 var(--space-3);
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    color: inherit;
    text-decoration: none;
  }
  .work {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 19rem;
    min-block-size: 0;
    border-block-start: 1px solid var(--rule);
    margin-block-start: var(--space-2);
  }
  .left {
    display: grid;
    min-block-size: 0;
    min-inline-size: 0;
  }
  jw-door-board {
    padding: var(--space-2) var(--space-5) 0 var(--space-3);
  }
  .left > .vacant {
    padding: var(--space-6) var(--space-5);
  }
  jw-door-side {
    overflow: auto;
    padding: var(--space-3) var(--space-5) var(--space-5) var(--space-4);
    border-inline-start: 1px solid var(--rule);
    background: var(--paper);
    scrollbar-width: thin;
  }
  .says {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2) var(--space-4);
    min-block-size: 2.25rem;
    padding: 0 var(--space-5);
    border-block-start: 1px solid var(--rule);
  }
  .clash {
    display: grid;
    gap: var(--space-2);
    padding: var(--space-3) var(--space-5);
    border-inline-start: 0.25rem solid var(--ink);
    background: var(--sheet-raised);
    max-block-size: 12rem;
    overflow: auto;
  }
  .clash div {
    display: flex;
    gap: var(--space-2);
  }
  .units {
    display: inline-flex;
    gap: var(--space-1);
  }
  .sheets {
    overflow: auto;
    padding: var(--space-4);
    background: color-mix(in srgb, var(--ink) 8%, var(--paper));
    grid-row: 1 / -1;
  }
  .sheets nav {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2);
    max-inline-size: 210mm;
    margin: 0 auto var(--space-4);
  }
  @media (max-width: 899px) {
    :host {
      display: block;
      overflow: auto;
    }
    .top {
      padding-inline: var(--space-3);
    }
    .name .ends {
      margin-inline-start: 0;
    }
    .work {
      display: block;
    }
    jw-door-board {
      max-block-size: 60dvh;
      padding-inline: var(--space-2);
    }
    jw-door-side {
      border-inline-start: 0;
      border-block-start: 1px solid var(--rule);
    }
    .says {
      padding-inline: var(--space-3);
    }
    jw-door-bar {
      position: sticky;
      inset-block-end: 0;
      z-index: 4;
    }
  }
  @media print {
    :host {
      display: block;
    }
    .sheets {
      padding: 0;
      background: none;
      overflow: visible;
    }
    .sheets nav {
      display: none;
    }
  }
`;
