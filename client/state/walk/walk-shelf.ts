import type { DBSchema } from 'idb';
import type { Walk, WalkCheckIn } from '../../../server/api/patrol-walk/schema.ts';
import type { LonLat } from '../../../server/api/wire.ts';
import { keptDatabase } from '../kept-database.ts';

/** The walk that this phone has open. */
export interface OpenWalk {
  pass: string;
  /** Null: opened without a network, and never seen yet. */
  walk: Walk | null;
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

/** A fix as it lies on the shelf: what was put later has a greater `order`. */
interface ShelvedFix extends KeptFix {
  order: number;
}

/** What this phone keeps of a walk; it outlives the page and the battery. Tests hand in their own. */
export interface WalkShelf {
  open(): Promise<OpenWalk | undefined>;
  putOpen(open: OpenWalk): Promise<void>;
  checkIns(): Promise<KeptCheckIn[]>;
  putCheckIn(kept: KeptCheckIn): Promise<void>;
  dropCheckIn(key: string): Promise<void>;
  /** The oldest ones, in the order in which they were put. */
  fixes(most: number): Promise<ShelvedFix[]>;
  putFix(fix: KeptFix): Promise<void>;
  /** Drops fixes up to one, named by its `order`. */
  dropFixes(order: number): Promise<void>;
}

interface Shelves extends DBSchema {
  open: { key: 'open'; value: OpenWalk };
  check_in: { key: string; value: KeptCheckIn };
  fix: { key: number; value: KeptFix };
}

/** The browser's own database; a connection that was lost is opened anew by the next question. */
export function browserShelf(): WalkShelf {
  const on = keptDatabase<Shelves>('jingwei-walk', (database) => {
    database.createObjectStore('open');
    database.createObjectStore('check_in');
    database.createObjectStore('fix', { autoIncrement: true });
  });
  return {
    open: () => on((database) => database.get('open', 'open')),
    putOpen: (open) => on(async (database) => void (await database.put('open', open, 'open'))),
    checkIns: () => on((database) => database.getAll('check_in')),
    putCheckIn: (kept) => on(async (database) => void (await database.put('check_in', kept, kept.item.key))),
    dropCheckIn: (key) => on((database) => database.delete('check_in', key)),
    fixes: (most) =>
      on(async (database) => {
        const { store } = database.transaction('fix');
        const [keys, fixes] = await Promise.all([store.getAllKeys(undefined, most), store.getAll(undefined, most)]);
        return fixes.map((fix, at) => ({ ...fix, order: keys[at]! }));
      }),
    putFix: (fix) => on(async (database) => void (await database.add('fix', fix))),
    dropFixes: (order) => on((database) => database.delete('fix', IDBKeyRange.upperBound(order))),
  };
}

/** A shelf that ends with the page. */
export function memoryShelf(): WalkShelf {
  let held: OpenWalk | undefined;
  let count = 0;
  const checkIns = new Map<string, KeptCheckIn>();
  const fixes = new Map<number, ShelvedFix>();
  return {
    open: async () => held,
    putOpen: async (open) => {
      held = open;
    },
    checkIns: async () => [...checkIns.values()],
    putCheckIn: async (kept) => void checkIns.set(kept.item.key, kept),
    dropCheckIn: async (key) => void checkIns.delete(key),
    fixes: async (most) => [...fixes.values()].slice(0, most),
    putFix: async (fix) => void fixes.set(++count, { ...fix, order: count }),
    dropFixes: async (order) => {
      for (const each of fixes.keys()) if (each <= order) fixes.delete(each);
    },
  };
}

/** More fixes than a shift has. */
const ALL_FIXES = 20_000;

/**
 * A shelf that goes on in memory, with what it had, once the browser keeps nothing: it is full, or keeps nothing of such pages.
 * @param failed hears of that, once.
 */
export function steadfastShelf(shelf: WalkShelf, failed: () => void): WalkShelf {
  let memory: Promise<WalkShelf> | undefined;
  const copy = async () => {
    const copied = memoryShelf();
    const [open, checkIns, fixes] = await Promise.all([
      shelf.open().catch(() => undefined),
      shelf.checkIns().catch(() => []),
      shelf.fixes(ALL_FIXES).catch(() => []),
    ]);
    if (open) await copied.putOpen(open);
    for (const kept of checkIns) await copied.putCheckIn(kept);
    for (const { order, ...fix } of fixes) await copied.putFix(fix);
    failed();
    return copied;
  };
  const on = async <Result>(work: (shelf: WalkShelf) => Promise<Result>): Promise<Result> => {
    if (!memory) {
      try {
        // Safari loses its connection while a page sleeps: the second try has a new one.
        return await work(shelf).catch(() => work(shelf));
      } catch (error) {
        console.warn('This browser keeps nothing of the walk:', error);
        memory ??= copy();
      }
    }
    return work(await memory);
  };
  return {
    open: () => on((own) => own.open()),
    putOpen: (open) => on((own) => own.putOpen(open)),
    checkIns: () => on((own) => own.checkIns()),
    putCheckIn: (kept) => on((own) => own.putCheckIn(kept)),
    dropCheckIn: (key) => on((own) => own.dropCheckIn(key)),
    fixes: (most) => on((own) => own.fixes(most)),
    putFix: (fix) => on((own) => own.putFix(fix)),
    dropFixes: (order) => on((own) => own.dropFixes(order)),
  };
}
