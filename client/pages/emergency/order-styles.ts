import { css } from 'lit';

/** A card of an order: what is to be done large, by whom and until when beneath, an edge that says how its time stands. */
export const orderStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    padding: var(--space-3) var(--space-4);
    border: 1px solid var(--rule);
    border-inline-start: 0.1875rem solid var(--rule);
    border-radius: var(--radius);
    background: var(--sheet-raised);
  }
  :host([time='soon']) {
    border-inline-start-color: var(--amber);
  }
  :host([time='late']) {
    border-inline-start-color: var(--cinnabar);
  }
  :host([stage='over']) {
    background: none;
  }
  :host([stage='over'][time='kept']),
  :host([stage='over'][time='none']:not([cancelled])) {
    border-inline-start-color: var(--jade);
  }
  h4 {
    margin: 0;
    font-size: var(--type-3);
    font-weight: 600;
    line-height: 1.4;
    overflow-wrap: anywhere;
    text-wrap: pretty;
  }
  :host([follows]) {
    padding-block-start: var(--space-2);
    border-block-start-style: dashed;
  }
  :host([follows]) .line {
    margin: 0;
  }
  :host([stage='over']) h4 {
    font-weight: 500;
  }
  :host([cancelled]) h4 {
    color: var(--ink-soft);
    text-decoration: line-through;
    text-decoration-thickness: 1px;
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 var(--space-3);
    margin-top: var(--space-1);
  }
  .to {
    font-weight: 600;
  }
  .time {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .time.soon {
    color: var(--amber);
    font-weight: 600;
  }
  .time.late,
  .time.missed {
    color: var(--cinnabar);
    font-weight: 600;
  }
  .time.kept {
    color: var(--jade);
  }
  .alone {
    display: flex;
    gap: var(--space-2);
    align-items: center;
    margin-top: var(--space-1);
    font-weight: 600;
  }
  .said {
    margin-top: var(--space-2);
    padding-inline-start: var(--space-3);
    border-inline-start: 1px solid var(--rule);
    line-height: 1.6;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .acts {
    display: grid;
    gap: var(--space-3);
    margin-top: var(--space-3);
  }
  .acts .buttons button {
    flex: none;
  }
  .line > button {
    margin-inline-start: auto;
    color: var(--ink-soft);
    font-size: var(--type-1);
  }
  :host([own]) {
    padding: var(--space-4);
  }
  :host([own]) h4 {
    font-size: var(--type-4);
  }
  :host([own]) button.primary {
    min-block-size: 3rem;
    padding-inline: var(--space-6);
    font-size: var(--type-3);
  }
  @container (max-width: 30rem) {
    :host([own]) button.primary,
    .own-act button.primary {
      inline-size: 100%;
    }
  }
`;
