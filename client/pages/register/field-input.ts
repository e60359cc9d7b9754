import { html, nothing, type TemplateResult } from 'lit';
import type { Field } from '../../../server/api/registers/schema.ts';
import { choicesOf, type FieldContext, labelOf } from './field-value.ts';

/** What an input needs to know beside its field. */
export interface InputState {
  text: string;
  /** Cannot be changed. */
  fixed: boolean;
  /** Shown masked: the input is empty until a new value is typed. */
  masked: boolean;
  invalid: boolean;
  change: (text: string) => void;
}

/** The input of a field. */
export function fieldInput(field: Field, state: InputState, context: FieldContext): TemplateResult {
  const { form } = context.words.registerBooks;
  const typed = (event: Event) => state.change((event.target as HTMLInputElement).value);
  const options =
    field.kind === 'boolean'
      ? [
          { id: 'true', zh: form.yes, en: form.yes },
          { id: 'false', zh: form.no, en: form.no },
        ]
      : choicesOf(field, context);
  if (options.length > 0) {
    return html`<select id=${field.name} ?disabled=${state.fixed} aria-invalid=${state.invalid} @change=${typed}>
      <option value="" ?selected=${state.text === ''}>${field.required ? form.choose : context.words.registerBooks.history.nothing}</option>
      ${options.map((option) => html`<option value=${option.id} ?selected=${option.id === state.text}>${labelOf(option, context.language)}</option>`)}
    </select>`;
  }
  if (field.kind === 'outline') {
    return html`<textarea
      id=${field.name}
      placeholder=${form.outlineHint}
      aria-invalid=${state.invalid}
      .value=${state.text}
      @input=${typed}
    ></textarea>`;
  }
  const number = field.kind === 'number' || field.kind === 'reference';
  return html`<input
    id=${field.name}
    type=${field.kind === 'date' && !state.masked ? 'date' : 'text'}
    inputmode=${number ? 'decimal' : nothing}
    maxlength=${field.kind === 'text' ? (field.max ?? 200) : nothing}
    autocomplete="off"
    placeholder=${state.masked ? form.masked : field.kind === 'place' ? '112.1034, 32.0012' : nothing}
    ?disabled=${state.fixed}
    aria-invalid=${state.invalid}
    .value=${state.text}
    @input=${typed}
  />`;
}
