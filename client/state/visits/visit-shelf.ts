import type { DBSchema } from 'idb';
import type { VisitBody } from '../../../server/api/visits/schema.ts';
import { keptDatabase } from '../kept-database.ts';

/** A visit as it is sent; its key makes it the same one however often that is. */
export type VisitToSend = Pick<VisitBody, 'key' | 'household_id' | 'visited_at' | 'outcome'> & Partial<VisitBody>;

/** A visit as this browser keeps it until the server has it. */
export interface KeptVisit {
  /** Whose it is: nobody else sees it or sends it. */
  account_id: number;
  visit: VisitToSend;
  /** The door, as its reader knows it. */
  door: string;
  /** waiting: to be sent. refused: the server will not have it, as `sentence` says. */
  state: 'waiting' | 'refused';
  sentence: string | null;
}

/** Where visits wait; tests hand in their own. */
export interface VisitShelf {
  /** The earliest first. */
  all(): Promise<KeptVisit[]>;
  put(kept: KeptVisit): Promise<void>;
  drop(key: string): Promise<void>;
}

interface Shelves extends DBSchema {
  visit: { key: string; value: KeptVisit };
}

/** Keeps visits in the browser's own database, which outlives the page. */
export function browserVisitShelf(): VisitShelf {
  const on = keptDatabase<Shelves>('jingwei-visits', (database) => void database.createObjectStore('visit'));
  return {
    all: async () => inOrder(await on((database) => database.getAll('visit'))),
    put: (kept) => on(async (database) => void (await database.put('visit', kept, kept.visit.key))),
    drop: (key) => on((database) => database.delete('visit', key)),
  };
}

/** Keeps visits for as long as the page is open. */
export function memoryVisitShelf(): VisitShelf {
  const held = new Map<string, KeptVisit>();
  return {
    all: async () => inOrder([...held.values()]),
    put: async (kept) => void held.set(kept.visit.key, kept),
    drop: async (key) => void held.delete(key),
  };
}

function inOrder(held: KeptVisit[]): KeptVisit[] {
  return held.sort((a, b) => a.visit.visited_at.localeCompare(b.visit.visited_at));
}
