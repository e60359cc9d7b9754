import { css } from 'lit';

/** The board: what and where on top under a cinnabar edge while it lasts; orders wide, the log at the side, resources beneath. */
export const boardStyles = css`
  :host {
    container-type: inline-size;
  }
  header {
    display: grid;
    gap: var(--space-1) var(--space-5);
    padding-inline-start: var(--space-4);
    border-inline-start: 0.25rem solid var(--rule);
  }
  header.open {
    border-inline-start-color: var(--cinnabar);
  }
  .state {
    display: flex;
    align-items: center;
    gap: var(--space-4);
    font-weight: 600;
    color: var(--ink-soft);
  }
  .open .state > span {
    color: var(--cinnabar);
  }
  h2 {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-1) var(--space-4);
    align-items: center;
    font-size: var(--type-5);
    font-family: var(--face-mark);
    font-weight: 700;
  }
  h2 .plan {
    display: inline-flex;
    align-items: center;
    gap: var(--space-2);
  }
  h2 .grade {
    font-family: var(--face);
    font-size: var(--type-3);
  }
  .lasting {
    font-size: var(--type-3);
    font-weight: 600;
  }
  .lasting .note,
  .reason .note {
    margin-inline-start: var(--space-3);
    font-weight: 400;
  }
  .reason {
    max-inline-size: 60em;
    overflow-wrap: anywhere;
    text-wrap: pretty;
  }
  .ended {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-3);
  }
  /* Where there is room for one column only, both sides go into it, each part at its place. */
  .board {
    display: flex;
    flex-direction: column;
    gap: var(--space-5);
  }
  .course,
  .side {
    display: contents;
  }
  jw-emergency-command {
    order: 1;
  }
  jw-emergency-orders {
    order: 2;
  }
  jw-emergency-log {
    order: 3;
  }
  jw-emergency-resources {
    order: 4;
  }
  @container (min-width: 66rem) {
    .board {
      display: grid;
      grid-template-columns: minmax(0, 1fr) 24rem;
      gap: var(--space-6);
    }
    .course,
    .side {
      display: flex;
      flex-direction: column;
      gap: var(--space-5);
      min-inline-size: 0;
    }
    .side {
      padding-inline-start: var(--space-5);
      border-inline-start: 1px solid var(--rule);
    }
  }
  @container (max-width: 30rem) {
    .reason .note {
      display: block;
      margin: 0;
    }
  }
`;
