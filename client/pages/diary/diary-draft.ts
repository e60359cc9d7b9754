import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

interface Kept extends DBSchema {
  draft: { key: number; value: string };
}

let opening: Promise<IDBPDatabase<Kept>> | undefined;
const open = () => {
  opening ??= openDB<Kept>('jingwei-diary', 1, { upgrade: (database) => void database.createObjectStore('draft') });
  return opening;
};

/** What an account had begun to write on this device; '' where nothing is, or the browser keeps nothing. */
export async function readDraft(accountId: number): Promise<string> {
  try {
    return (await (await open()).get('draft', accountId)) ?? '';
  } catch {
    return '';
  }
}

/** Keeps what an account has begun to write; '' forgets it. False where the browser keeps nothing. */
export async function keepDraft(accountId: number, text: string): Promise<boolean> {
  try {
    const database = await open();
    if (text) await database.put('draft', text, accountId);
    else await database.delete('draft', accountId);
    return true;
  } catch {
    return false;
  }
}
