import { css, html, nothing } from 'lit';
import type { Field, FieldConflict } from '../../../server/api/registers/schema.ts';
import { type FieldContext, labelOf, wordsOf } from './field-value.ts';

/** Both values of each field that two people changed, to choose from; nothing where there are none. */
export function conflictTable(
  conflicts: readonly FieldConflict[],
  fields: readonly Field[],
  context: FieldContext,
  choose: (conflict: FieldConflict, mine: boolean) => void,
) {
  if (conflicts.length === 0) return nothing;
  const { conflict: words } = context.words.registerBooks;
  const side = (conflict: FieldConflict, field: Field | undefined, mine: boolean) => html`<td>
    <label>
      <input type="radio" name="keep-${conflict.field}" ?checked=${mine} @change=${() => choose(conflict, mine)} />
      ${wordsOf(field, mine ? conflict.mine : conflict.theirs, context)}
    </label>
  </td>`;
  return html`<section class="conflict" role="alert">
    <h3>${words.title}</h3>
    <p>${words.lead}</p>
    <table>
      <thead>
        <tr><th scope="col">${words.field}</th><th scope="col">${words.before}</th><th scope="col">${words.theirs}</th><th scope="col">${words.mine}</th></tr>
      </thead>
      <tbody>
        ${conflicts.map((conflict) => {
          const field = fields.find(({ name }) => name === conflict.field);
          return html`<tr>
            <th scope="row">${field ? labelOf(field, context.language) : conflict.field}</th>
            <td>${wordsOf(field, conflict.before, context)}</td>
            ${side(conflict, field, false)} ${side(conflict, field, true)}
          </tr>`;
        })}
      </tbody>
    </table>
  </section>`;
}

/** Looks of the table. */
export const conflictStyles = css`
  .conflict {
    padding: var(--space-3) var(--space-4);
    border: 1px solid var(--rule);
    border-inline-start: 0.1875rem solid var(--accent);
    background: var(--sheet-raised);
    overflow-x: auto;
  }
  .conflict table {
    inline-size: 100%;
    margin-top: var(--space-3);
    border-collapse: collapse;
  }
  .conflict th,
  .conflict td {
    padding: var(--space-2);
    border-top: 1px solid var(--rule);
    text-align: start;
    vertical-align: top;
    overflow-wrap: anywhere;
  }
  .conflict label {
    display: inline-flex;
    gap: var(--space-2);
    align-items: baseline;
    min-block-size: var(--target);
  }
`;
