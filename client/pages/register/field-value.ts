import type { Field, Value, Values } from '../../../server/api/registers/schema.ts';
import type { LonLat } from '../../../server/api/wire.ts';
import { codeName, type Reference } from '../../elements/reference.ts';
import { formatPlace, readPlace } from '../../format/place.ts';
import type { Messages } from '../../locales/index.ts';
import type { LanguageChoice } from '../../state/store.ts';

/** What fields are called and written with. */
export interface FieldContext {
  reference: Reference;
  language: LanguageChoice;
  words: Messages;
}

/** What a field is called. */
export function labelOf(field: Pick<Field, 'zh' | 'en'>, language: LanguageChoice): string {
  return language === 'en' ? field.en : field.zh;
}

/** The choices of a field; empty where it has none. */
export function choicesOf(field: Field, { reference }: Pick<FieldContext, 'reference'>) {
  return field.catalogue ? reference.catalogues[field.catalogue] : (field.options ?? []);
}

/** A value in words, for reading. */
export function wordsOf(field: Field | undefined, value: Value, context: FieldContext): string {
  const { form, history } = context.words.registerBooks;
  if (value === null || value === '') return history.nothing;
  if (typeof value === 'boolean') return value ? form.yes : form.no;
  if (Array.isArray(value)) return field?.kind === 'outline' ? `${value.length}` : formatPlace(value as LonLat);
  if (field?.catalogue) return codeName(context.reference, field.catalogue, String(value), context.language);
  const option = field?.options?.find(({ id }) => id === value);
  return option ? labelOf(option, context.language) : String(value);
}

/** A value as it stands in its input. */
export function toText(field: Field, value: Value | undefined): string {
  if (value === null || value === undefined) return '';
  if (field.kind === 'place') return formatPlace(value as LonLat);
  if (field.kind === 'outline') return (value as LonLat[]).map(([lon, lat]) => `${lon}, ${lat}`).join('\n');
  return String(value);
}

/** What an input says; undefined where it cannot be read. An empty one is null. */
export function fromText(field: Field, text: string): Value | undefined {
  const said = text.trim();
  if (said === '') return null;
  switch (field.kind) {
    case 'number':
    case 'reference':
      return Number.isFinite(Number(said)) ? Number(said) : undefined;
    case 'boolean':
      return said === 'true';
    case 'place':
      return readPlace(said) ?? undefined;
    case 'outline': {
      const points = said
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map(readPlace);
      return points.includes(null) ? undefined : (points as LonLat[]);
    }
    default:
      return said;
  }
}

/** What was typed over what is recorded, as values; `fault` names the first field that cannot be read. */
export function changedValues(
  fields: readonly Field[],
  texts: Readonly<Record<string, string>>,
  recorded: Values,
): { values: Values; fault: Field | undefined } {
  const values: Values = {};
  for (const field of fields) {
    const text = texts[field.name];
    if (text === undefined || text === toText(field, recorded[field.name])) continue;
    const value = fromText(field, text);
    if (value === undefined) return { values, fault: field };
    values[field.name] = value;
  }
  return { values, fault: undefined };
}
