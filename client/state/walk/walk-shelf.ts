import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Walk, WalkCheckIn } from '../../../server/api/patrol-walk/schema.ts';
import type { LonLat } from '../../../server/api/wire.ts';

/** The walk that this phone has open. */
export interface OpenWalk {
  pass: string;
  /** Null: opened without a network, and never seen yet. */
  walk: Walk | null;
  /** When the server gave it last, ms. */
  given_at_ms: number;
}

/** A check-in as this phone keeps it until the server has it. */
export interface KeptCheckIn {
  pass: string;
  item: WalkCheckIn;
  /** Before then it can be taken back, ms. */
  held_until_ms: number;
  /** waiting: to be sent. sent: the server has it. refused: it will not have it, as `sentence` says. */
  state: 'waiting' | 'sent' | 'refused';
  sentence: string | null;
}

/** Where a squad was, in a shift that was declared. */
export interface KeptFix {
  pass: string;
  /** ISO 8601. */
  recorded_at: string;
  centre: LonLat;
  accuracy_m: number;
}

/** What this phone keeps of a walk; it outlives the page and the battery. Tests hand in their own. */
export interface WalkShelf {
  open(): Promise<OpenWalk | undefined>;
  putOpen(open: OpenWalk): Promise<void>;
  checkIns(): Promise<KeptCheckIn[]>;
  putCheckIn(kept: KeptCheckIn): Promise<void>;
  dropCheckIn(key: string): Promise<void>;
  fixes(most: number): Promise<KeptFix[]>;
  putFix(fix: KeptFix): Promise<void>;
  /** Drops fixes up to one, in the order in which they were put. */
  dropFixes(count: number): Promise<void>;
}

interface Shelves extends DBSchema {
  open: { key: 'open'; value: OpenWalk };
  check_in: { key: string; value: KeptCheckIn };
  fix: { key: number; value: KeptFix };
}

/** The browser's own database. */
export function browserShelf(): WalkShelf {
  let opening: Promise<IDBPDatabase<Shelves>> | undefined;
  const anew = () => {
    opening = undefined;
  };
  const base = () => {
    if (!opening) {
      const upgrade = (database: IDBPDatabase<Shelves>) => {
        database.createObjectStore('open');
        database.createObjectStore('check_in');
        database.createObjectStore('fix', { autoIncrement: true });
      };
      opening = openDB<Shelves>('jingwei-walk', 1, { upgrade, terminated: anew });
      opening.catch(anew);
    }
    return opening;
  };
  return {
    open: async () => (await base()).get('open', 'open'),
    putOpen: async (open) => void (await (await base()).put('open', open, 'open')),
    checkIns: async () => (await base()).getAll('check_in'),
    putCheckIn: async (kept) => void (await (await base()).put('check_in', kept, kept.item.key)),
    dropCheckIn: async (key) => (await base()).delete('check_in', key),
    fixes: async (most) => (await base()).getAll('fix', undefined, most),
    putFix: async (fix) => void (await (await base()).add('fix', fix)),
    dropFixes: async (count) => {
      const database = await base();
      const keys = await database.getAllKeys('fix', undefined, count);
      const last = keys.at(-1);
      if (last !== undefined) await database.delete('fix', IDBKeyRange.upperBound(last));
    },
  };
}
