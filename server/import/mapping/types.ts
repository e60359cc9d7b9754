import type { ImportField, ColumnMatch as Match } from '../../api/imports/schema.ts';

export type { CodeMatch, ColumnMatch } from '../../api/imports/schema.ts';

/** A field with all that files call it and its codes. */
export interface FieldToFill extends Omit<ImportField, 'codes'> {
  /** Other names, as `plainForm` gives them; those that are taken without a question come first. */
  synonyms: readonly string[];
  /** Words that may stand behind a number. */
  units?: readonly string[];
  codes?: readonly FieldCode[];
}

/** A code with all that files call it. */
export interface FieldCode {
  id: string;
  zh: string;
  en: string;
  synonyms?: readonly string[];
}

/** A column that people have put on a field before. */
export interface RememberedColumn {
  column: string;
  /** Our field; empty: the column was left out. */
  field: string;
  times: number;
  /** `sheetOf` the columns that it stood among; empty: any. */
  sheet: string;
}

/** A value that people have taken for a code before. */
export interface RememberedCode {
  value: string;
  code: string;
  times: number;
}

/** A sentence in both languages of the screen. */
export type Reason = Match['reason'];
