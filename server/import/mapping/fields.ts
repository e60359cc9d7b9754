import type { ImportField } from '../../api/imports/schema.ts';
import { codesOf } from '../catalogues.ts';
import { latNames, lonNames } from '../column-names.ts';
import { fieldNames } from '../field-names.ts';
import type { LayerColumn } from '../layer-columns.ts';
import type { layerOf } from '../layers.ts';
import type { TableInFile } from '../readers/types.ts';
import { codeWords } from './code-words.ts';
import { wordsOf } from './field-words.ts';
import { plainForm } from './plain-form.ts';
import type { FieldToFill } from './types.ts';

type AnyLayer = NonNullable<ReturnType<typeof layerOf>>;

/** Names that a load takes for a row's id in its source. */
const idNames = ['编号', '唯一标识', 'id', 'uid', 'uuid', 'guid', 'globalid'];

/** What a file can fill of a layer; its id in the source and, of points, the two coordinates among them. */
export function fieldsOf({ dimension, columns }: AnyLayer): ImportField[] {
  const own = columns.map(fieldOf);
  if (dimension === null) return own;
  const id = beside('source_id', 'text');
  return dimension === 0 ? [id, ...own, beside('lon', 'number'), beside('lat', 'number')] : [id, ...own];
}

/** The same with all that files call them and their codes. @param geometry what the table brings; shapes need no coordinates beside them. */
export function fieldsToFill(layer: AnyLayer, geometry: TableInFile['geometry'] = null): FieldToFill[] {
  const own = new Map(layer.columns.map((column) => [column.name, column]));
  const fields = fieldsOf(layer).filter(({ name }) => geometry === null || (name !== 'lon' && name !== 'lat'));
  return fields.map((field) => {
    const column = own.get(field.name);
    const taken = column?.synonyms ?? { lon: lonNames, lat: latNames, source_id: idNames }[field.name] ?? [];
    const synonyms = [...new Set([...taken.map(plainForm), ...wordsOf(layer.table, field.name)])];
    const { codes, ...rest } = field;
    const list = column?.catalogue ?? `${layer.table}.${field.name}`;
    return {
      ...{ ...rest, synonyms },
      ...(column?.units && { units: column.units }),
      ...(codes && { codes: codes.map((code) => ({ ...code, synonyms: codeWords(list, code.id) })) }),
    };
  });
}

function beside(name: string, type: ImportField['type']): ImportField {
  const [zh, en] = fieldNames[name]!;
  return { name, zh, en, type, required: false };
}

function fieldOf(column: LayerColumn): ImportField {
  const { name, zh, en, type, required, range, free, sealed } = column;
  const codes = codesOf(column);
  return {
    ...{ name, zh, en, type, required: required === true },
    ...(codes && { codes }),
    ...(free && { free: true as const }),
    ...(range && { range }),
    ...(sealed && { sealed: true as const }),
  };
}
