import { css } from 'lit';

/** The form that declares an emergency: large choices, the orders as a list to be ticked, one large calm button. */
export const declareStyles = css`
  :host {
    max-inline-size: 52rem;
  }
  form {
    gap: var(--space-5);
    margin-top: var(--space-5);
  }
  jw-area-picker {
    max-inline-size: 28rem;
  }
  label {
    cursor: pointer;
  }
  .plans > div {
    display: grid;
    grid-template-columns: repeat(4, minmax(0, 1fr));
    gap: var(--space-2);
    margin-top: var(--space-1);
  }
  .plans label {
    display: grid;
    justify-items: center;
    align-content: center;
    gap: var(--space-1);
    min-block-size: 5.25rem;
    padding: var(--space-2);
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    background: var(--sheet-raised);
    line-height: 1.3;
    text-align: center;
  }
  .plans .icon {
    font-size: var(--type-5);
    color: var(--ink-soft);
  }
  .plans label:hover,
  .grades label:hover {
    border-color: var(--ink-faint);
  }
  .plans label:focus-within,
  .grades label:focus-within {
    outline: 0.125rem solid var(--accent);
    outline-offset: 0.125rem;
  }
  .plans .chosen,
  .grades .chosen {
    border-color: var(--accent);
    box-shadow: inset 0 0 0 1px var(--accent);
    background: color-mix(in srgb, var(--accent) 10%, var(--sheet-raised));
  }
  .plans .chosen {
    font-weight: 600;
  }
  .plans .chosen .icon {
    color: var(--accent);
  }
  .grades {
    display: grid;
    gap: var(--space-2);
  }
  .grades label {
    display: grid;
    grid-template-columns: auto 3em minmax(0, 1fr);
    gap: var(--space-3);
    align-items: center;
    min-block-size: max(2.75rem, var(--target));
    padding: var(--space-2) var(--space-3);
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    background: var(--sheet-raised);
  }
  :host(:lang(en)) .grades label {
    grid-template-columns: auto 4.5em minmax(0, 1fr);
  }
  .grades input:focus-visible {
    outline: none;
  }
  .tasks > .note {
    margin-block: var(--space-1) var(--space-2);
  }
  .tasks label {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) 9em 7em;
    gap: 0 var(--space-3);
    align-items: center;
    min-block-size: max(2.5rem, var(--target));
    padding-block: var(--space-1);
    border-bottom: 1px solid color-mix(in srgb, var(--rule) 70%, transparent);
  }
  .tasks label:first-of-type {
    border-block-start: 1px solid var(--rule);
  }
  .tasks .text {
    font-size: var(--type-3);
    font-weight: 600;
  }
  .tasks label:not(:has(:checked)) .text {
    font-weight: 400;
    color: var(--ink-soft);
  }
  .tasks label .note {
    text-align: end;
  }
  .missing {
    color: var(--cinnabar);
    font-weight: 600;
  }
  .declare::part(button) {
    min-block-size: 3.5rem;
    padding-inline: var(--space-6);
    border-color: var(--ink);
    font-size: var(--type-4);
    font-weight: 600;
  }
  .declare::part(yes) {
    min-block-size: 3.5rem;
    padding-inline: var(--space-6);
    border-color: var(--ink);
    background: var(--ink);
    color: var(--sheet);
    font-size: var(--type-4);
    font-weight: 600;
  }
  @media (max-width: 599px) {
    .tasks label {
      grid-template-columns: auto minmax(0, 1fr) auto;
    }
    .tasks .to {
      grid-column: 2;
      grid-row: 2;
      font-size: var(--type-1);
      color: var(--ink-soft);
    }
    .declare,
    .declare::part(button) {
      inline-size: 100%;
      justify-content: center;
    }
  }
`;
