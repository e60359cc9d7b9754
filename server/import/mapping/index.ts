// What columns and values of a file stand for in ours: proposed with reasons, for a person to agree to. No database, no HTTP.

export { problemsOf, repeatedIds } from './cells.ts';
export { matchCodes } from './codes.ts';
export { matchColumns } from './columns.ts';
export { fieldsOf, fieldsToFill } from './fields.ts';
export { sheetOf } from './plain-form.ts';
export type { FieldToFill, RememberedCode, RememberedColumn } from './types.ts';
