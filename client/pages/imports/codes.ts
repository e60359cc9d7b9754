import type {
  CodeMatch,
  ColumnMatch,
  ImportBatch,
  ImportField,
  ImportLayer,
} from '../../../server/api/imports/schema.ts';

/** A field that takes a closed list, and what its column says. */
export interface CodedField {
  field: ImportField;
  column: string;
  /** Null: its values have not been listed for this column yet. */
  values: CodeMatch[] | null;
}

/** The coded fields that a column fills. */
export function codedFields(
  { settings, findings }: Pick<ImportBatch, 'settings' | 'findings'>,
  { fields }: Pick<ImportLayer, 'fields'>,
): CodedField[] {
  return fields.flatMap((field) => {
    const column = settings.mapping[field.name];
    if (!field.codes || column === undefined) return [];
    return [{ field, column, values: findings?.codes.find((each) => each.field === field.name)?.values ?? null }];
  });
}

/** What a value stands for: as a person said, else as it is taken; null: for nothing we know. */
export function codeOf(
  { settings }: Pick<ImportBatch, 'settings'>,
  field: string,
  { value, code }: Pick<CodeMatch, 'value' | 'code'>,
): string | null {
  return settings.codes[field]?.[value] ?? code;
}

/** What every value stands for, as it is shown: this is what a person agrees to. */
export function agreedCodes(batch: Pick<ImportBatch, 'settings' | 'findings'>, layer: Pick<ImportLayer, 'fields'>) {
  const agreed: Record<string, Record<string, string>> = {};
  for (const { field, values } of codedFields(batch, layer)) {
    const pairs = (values ?? []).flatMap((match) => {
      const code = codeOf(batch, field.name, match);
      return code === null ? [] : [[match.value, code] as const];
    });
    agreed[field.name] = { ...batch.settings.codes[field.name], ...Object.fromEntries(pairs) };
  }
  return agreed;
}

/** From this confidence on a column's name says what it fills, or people have. */
const SURE = 0.9;

/** Whether a column is on a field that it was taken for without its name, or people, having said so. */
export function isDoubtful(match: Pick<ColumnMatch, 'field' | 'confidence'>, field: string): boolean {
  return match.field === field && match.confidence < SURE;
}

/** The mapping with a column on a field; '' takes the column out. A column fills one field, a field has one column. */
export function withColumn(
  mapping: Readonly<Record<string, string>>,
  column: string,
  field: string,
): Record<string, string> {
  const rest = Object.entries(mapping).filter(([name, held]) => held !== column && name !== field);
  return { ...Object.fromEntries(rest), ...(field && { [field]: column }) };
}
