import { css, html, type TemplateResult } from 'lit';

/** One choice of a group: its value, its word, and a line about it or ''. */
export interface Choice<Value extends string> {
  value: Value;
  label: string;
  note?: string;
}

/** A group of choices of which one is taken, side by side; a name that no other group of the form has. */
export function choiceGroup<Value extends string>(
  name: string,
  legend: string,
  choices: readonly Choice<Value>[],
  chosen: Value,
  choose: (value: Value) => void,
): TemplateResult {
  return html`<fieldset class="choices">
    <legend>${legend}</legend>
    <div>
      ${choices.map(
        ({ value, label, note }) => html`<label class=${value === chosen ? 'chosen' : ''}>
          <input
            type="radio"
            name=${name}
            value=${value}
            .checked=${value === chosen}
            @change=${() => choose(value)}
          />
          <span>${label}${note ? html`<span class="note">${note}</span>` : ''}</span>
        </label>`,
      )}
    </div>
  </fieldset>`;
}

/** Looks of `choiceGroup`. */
export const choiceStyles = css`
  .choices > div {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr));
    gap: var(--space-2);
    margin-top: var(--space-1);
  }
  .choices label {
    display: grid;
    grid-template-columns: auto 1fr;
    align-items: start;
    gap: var(--space-2);
    padding: var(--space-2) var(--space-3);
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    background: var(--sheet-raised);
    cursor: pointer;
  }
  .choices label:hover {
    border-color: var(--ink-faint);
  }
  .choices input {
    margin-top: 0.25em;
  }
  .choices .chosen {
    border-color: var(--accent);
    background: color-mix(in srgb, var(--accent) 10%, var(--sheet-raised));
  }
  .choices .note {
    display: block;
  }
`;
