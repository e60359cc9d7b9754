import { AppError, type Sentence } from '../../../../server/errors.ts';
import {
  type OpenedTables,
  openTables,
  type ReadOptions,
  type ReadRow,
} from '../../../../server/import/readers/index.ts';
import { collect, temporaryFile } from '../files.ts';

/** All that is in a file; `tables` has the rows of each by name. */
export interface WholeFile {
  opened: OpenedTables;
  rows: ReadRow[];
  tables: Record<string, ReadRow[]>;
}

/** Opens, reads and closes a file. */
export async function readWhole(file: string, options?: ReadOptions): Promise<WholeFile> {
  const opened = await openTables(file, options);
  try {
    const tables: Record<string, ReadRow[]> = {};
    for (const { name } of opened.tables) tables[name] = await collect(opened.read(name));
    return { opened, tables, rows: Object.values(tables).flat() };
  } finally {
    await opened.close();
  }
}

/** The same for content that is written to a file first. */
export function readContent(name: string, content: string | Uint8Array, options?: ReadOptions): Promise<WholeFile> {
  return readWhole(temporaryFile(name, content), options);
}

/** The sentence with which something is refused; fails when it is not, or without a field. */
export async function refusal(work: Promise<unknown>, field = 'file'): Promise<Sentence> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw error ?? new Error('it was read');
  if (error.options.field !== field) throw new Error(`the field is ${error.options.field}`);
  return error.sentence;
}

/** The properties of rows, without those that have a reason. */
export const valuesOf = (rows: readonly ReadRow[]) => rows.filter(({ reason }) => !reason).map((row) => row.properties);

/** Row numbers with their reasons in English. */
export const reasonsOf = (rows: readonly ReadRow[]) =>
  rows.filter(({ reason }) => reason).map(({ row, reason }) => [row, reason!.en]);
