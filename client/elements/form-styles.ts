import { css } from 'lit';
import { partStyles } from './part-styles.ts';
import { controlStyles, sheetStyles } from './styles.ts';

/** Forms: a label over its field, one button that does it, what went wrong beside it. */
export const formStyles = css`
  form {
    display: grid;
    gap: var(--space-4);
  }
  .field {
    display: grid;
    gap: var(--space-1);
    min-inline-size: 0;
  }
  .field > label,
  .field > .label,
  legend {
    padding: 0;
    font-size: var(--type-1);
    font-weight: 600;
    color: var(--ink-soft);
  }
  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .field input,
  .field select {
    inline-size: 100%;
    min-block-size: max(2.5rem, var(--target));
    padding: 0 var(--space-3);
    border: 1px solid color-mix(in srgb, var(--rule) 60%, var(--ink-faint));
    border-radius: var(--radius);
    background: var(--sheet-raised);
    font-size: var(--type-3);
  }
  .field textarea {
    inline-size: 100%;
    min-block-size: 5.5rem;
    padding: var(--space-2) var(--space-3);
    border: 1px solid color-mix(in srgb, var(--rule) 60%, var(--ink-faint));
    border-radius: var(--radius);
    background: var(--sheet-raised);
    color: inherit;
    font: inherit;
    font-size: var(--type-3);
    line-height: 1.5;
    resize: vertical;
  }
  .field input:focus-visible,
  .field textarea:focus-visible,
  .field select:focus-visible {
    border-color: var(--accent);
    outline: 0.125rem solid var(--accent);
    outline-offset: 0;
  }
  .field input[aria-invalid='true'],
  .field textarea[aria-invalid='true'] {
    border-color: var(--cinnabar);
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr));
    gap: var(--space-3);
  }
  button.primary,
  a.primary {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--space-2);
    min-block-size: max(2.5rem, var(--target));
    padding: 0 var(--space-5);
    border-radius: var(--radius);
    background: var(--accent);
    color: var(--sheet);
    font-weight: 600;
    text-decoration: none;
  }
  button.primary:hover:not(:disabled),
  a.primary:hover {
    background: color-mix(in srgb, var(--accent) 88%, var(--ink));
  }
  button.primary:disabled {
    background: color-mix(in srgb, var(--ink) 12%, var(--sheet));
    color: var(--ink-soft);
  }
  button.outlined,
  a.outlined {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--space-2);
    min-block-size: var(--target);
    padding: 0 var(--space-3);
    border: 1px solid color-mix(in srgb, var(--rule) 60%, var(--ink-faint));
    border-radius: var(--radius);
    color: inherit;
    text-decoration: none;
    white-space: nowrap;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-3);
  }
  .fault {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: var(--space-2);
    padding: var(--space-2) var(--space-3);
    border-inline-start: 0.1875rem solid var(--cinnabar);
    background: color-mix(in srgb, var(--cinnabar) 8%, transparent);
    text-wrap: pretty;
  }
  .fault .icon {
    margin-block-start: 0.125em;
    color: var(--cinnabar);
  }
  .done {
    color: var(--jade);
  }
  .secret {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: center;
    gap: var(--space-2);
    padding: var(--space-2) var(--space-2) var(--space-2) var(--space-3);
    border: 1px dashed var(--ink-faint);
    background: var(--sheet-raised);
    font-family: ui-monospace, 'SF Mono', 'Noto Sans Mono CJK SC', Consolas, monospace;
    font-size: var(--type-3);
    overflow-wrap: anywhere;
    user-select: all;
  }
`;

/** A list that unfolds over what stands below its field, which is in a `.box` with it. */
export const unfoldedListStyles = css`
  .box {
    position: relative;
  }
  .list {
    position: absolute;
    inset: calc(100% + 0.25rem) 0 auto;
    z-index: 6;
    max-block-size: 16rem;
    overflow: auto;
    padding-block: var(--space-1);
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    background: var(--sheet);
    box-shadow: var(--shadow);
  }
`;

/** What an element with a form wears; its own rules come after and win. */
export const formSheet = [sheetStyles, controlStyles, partStyles, formStyles];
