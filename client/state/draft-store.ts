import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Draft, DraftOwner } from './draft.ts';

/** Where drafts are kept. */
export interface DraftStore {
  /** Those of some owners, the one changed last first. */
  all(owners: readonly DraftOwner[]): Promise<Draft[]>;
  get(reportKey: string): Promise<Draft | undefined>;
  /** Keeps one, in place of an earlier state of it. */
  put(draft: Draft): Promise<void>;
  delete(reportKey: string): Promise<void>;
}

interface Kept extends DBSchema {
  draft: { key: string; value: Draft; indexes: { owner: string } };
}

/** Drafts in the browser's own database, which outlives the page; opened when first asked. */
export function browserDraftStore(): DraftStore {
  let opening: Promise<IDBPDatabase<Kept>> | undefined;
  const open = () => {
    opening ??= openDB<Kept>('jingwei', 1, {
      upgrade: (database) =>
        void database.createObjectStore('draft', { keyPath: 'report_key' }).createIndex('owner', 'owner'),
    });
    return opening;
  };
  return {
    async all(owners) {
      const database = await open();
      const found = await Promise.all(owners.map((owner) => database.getAllFromIndex('draft', 'owner', owner)));
      return found.flat().sort((a, b) => b.changed_at.localeCompare(a.changed_at));
    },
    get: async (reportKey) => (await open()).get('draft', reportKey),
    put: async (draft) => void (await (await open()).put('draft', draft)),
    delete: async (reportKey) => (await open()).delete('draft', reportKey),
  };
}

/** Drafts in memory, for a browser that gives no database (private windows of some); they end with the page. */
export function memoryDraftStore(): DraftStore {
  const kept = new Map<string, Draft>();
  return {
    all: async (owners) =>
      [...kept.values()]
        .filter(({ owner }) => owners.includes(owner))
        .sort((a, b) => b.changed_at.localeCompare(a.changed_at)),
    get: async (reportKey) => kept.get(reportKey),
    put: async (draft) => void kept.set(draft.report_key, draft),
    delete: async (reportKey) => void kept.delete(reportKey),
  };
}
