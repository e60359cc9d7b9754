import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/**
 * A database of this browser, opened when it is first asked; a connection that was lost is opened anew by the next question.
 * @returns does some work on it. Throws where the browser keeps nothing.
 */
export function keptDatabase<Schema extends DBSchema>(
  name: string,
  upgrade: (database: IDBPDatabase<Schema>) => void,
): <Result>(work: (database: IDBPDatabase<Schema>) => Promise<Result>) => Promise<Result> {
  let opening: Promise<IDBPDatabase<Schema>> | undefined;
  return async (work) => {
    try {
      opening ??= openDB<Schema>(name, 1, { upgrade });
      return await work(await opening);
    } catch (error) {
      opening = undefined;
      throw error;
    }
  };
}
