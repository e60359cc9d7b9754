import type {
  CheckInAnswer,
  CheckInWay,
  Walk,
  WalkAnswer,
  WalkCheckIn,
  WalkStop,
} from '../../../server/api/patrol-walk/schema.ts';
import { minuteAt } from '../../format/minutes.ts';
import { newKey } from '../new-key.ts';
import { Signal } from '../signals.ts';
import { type KeptCheckIn, type KeptFix, type OpenWalk, steadfastShelf, type WalkShelf } from './walk-shelf.ts';
import { seenStops, stopOfSign } from './walk-stops.ts';

/** Where a walk stands on this phone. */
export interface WalkStanding {
  /** starting: not looked yet. none: no pass was opened here. unknown: the server does not know the pass, as `sentence` says. */
  phase: 'starting' | 'none' | 'unknown' | 'asking' | 'open';
  walk: Walk | null;
  kept: readonly KeptCheckIn[];
  /** True: the server could not be reached at the last try. */
  away: boolean;
  /** True: the route became another one since somebody checked in last. */
  changed: boolean;
  /** True: what is checked in does not outlive the page. */
  fleeting: boolean;
  sentence: string | null;
}

/** What the desk asks the server; tests hand in their own. */
export interface WalkPost {
  /**
   * @param streetsOf the version of the walk whose streets are here already; null: none are.
   * @throws where there is no answer; `refused` tells a refusal from that
   */
  walk(pass: string, streetsOf: number | null): Promise<WalkAnswer>;
  checkIn(pass: string, items: WalkCheckIn[]): Promise<CheckInAnswer>;
  track(pass: string, items: Omit<KeptFix, 'pass'>[]): Promise<void>;
  /** The server's sentence where it will not have it, however often it is asked; null: to be tried again. */
  refused(error: unknown): string | null;
}

/** Time in which a check-in can be taken back before it is sent, ms. */
export const HELD_MS = 6000;
/** First wait after a question that failed, and the longest; time between two looks for a newer plan, ms. */
const AGAIN_MS = [3000, 60_000] as const;
const LOOK_MS = 60_000;
/** Most of each in one message. */
const MOST_ITEMS = 200;
const MOST_FIXES = 500;
/** How long what the server answered about other walks is kept, ms. */
const OTHERS_MS = 7 * 86_400_000;

/**
 * A squad's walk on its phone: what is checked in is kept first and sent when there is a network, each once, however often it is sent.
 * Of two tabs both may send: the server knows each check-in by its key.
 */
export class WalkDesk {
  readonly standing = new Signal<WalkStanding>({
    phase: 'starting',
    walk: null,
    kept: [],
    away: false,
    changed: false,
    fleeting: false,
    sentence: null,
  });
  private readonly shelf: WalkShelf;
  #open: OpenWalk | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #syncing: Promise<void> | null = null;

  constructor(
    shelf: WalkShelf,
    private readonly post: WalkPost,
    private readonly clock: () => number = Date.now,
  ) {
    this.shelf = steadfastShelf(shelf, () => this.#tell({ fleeting: true }));
  }

  /**
   * Opens the walk of a pass, or that which was open; from the shelf first, so that it stands there without a network. Another one takes
   * its place on the shelf once the server knows it.
   */
  async begin(pass: string | null): Promise<void> {
    const kept = await this.shelf.open();
    this.#open = pass === null || kept?.pass === pass ? kept : { pass, walk: null };
    if (!this.#open) return this.#tell({ phase: 'none' });
    const { walk } = this.#open;
    if (!kept?.walk) await this.shelf.putOpen(this.#open);
    await this.#tidy();
    this.#tell({ phase: walk ? 'open' : 'asking', walk, kept: await this.#own(), changed: false, sentence: null });
    const asked = this.#syncing ? this.#syncing.then(() => this.sync()) : this.sync();
    // A walk that stands there is not waited for: signs are taken meanwhile.
    if (!walk) await asked;
  }

  /** Checks in at a stop; it can be taken back for `HELD_MS`. */
  async checkIn({ kind, id, visit }: Pick<WalkStop, 'kind' | 'id' | 'visit'>, way: CheckInWay): Promise<void> {
    if (!this.#open) return;
    const now = this.clock();
    const item: WalkCheckIn = { key: newKey(), kind, id, visit, at: new Date(now).toISOString(), way };
    const held_until_ms = now + (way === 'button' ? HELD_MS : 0);
    await this.shelf.putCheckIn({ pass: this.#open.pass, item, held_until_ms, state: 'waiting', sentence: null });
    this.#tell({ kept: await this.#own(), changed: false });
    this.#later(held_until_ms - now);
  }

  /** Takes a check-in back that was not sent yet, or clears a refused one away. */
  async takeBack(key: string): Promise<void> {
    const kept = (await this.#own()).find(({ item }) => item.key === key);
    if (!kept || (kept.state !== 'refused' && !isHeld(kept, this.clock()))) return;
    await this.shelf.dropCheckIn(key);
    this.#tell({ kept: await this.#own() });
  }

  /**
   * Checks in where a sign was scanned.
   * @returns the stop; null: this walk has none with such a sign.
   */
  async scanned(digest: string): Promise<WalkStop | null> {
    const { walk, kept } = this.standing.value;
    const found = walk && stopOfSign(seenStops(walk, kept, this.clock()), digest);
    if (!found) return null;
    if (!found.done_at) await this.checkIn(found.stop, 'code');
    return found.stop;
  }

  /** Whether the walk is one of a declared shift, and goes on now. */
  get isTracked(): boolean {
    const { walk } = this.standing.value;
    if (!walk?.tracked || walk.over) return false;
    const minute = minuteAt(this.clock(), walk.day, walk.time_zone);
    return minute >= walk.from_min && minute <= walk.to_min;
  }

  /** Keeps where the squad is; only in a declared shift while it lasts, and sent with the next message. */
  async fix(fix: Omit<KeptFix, 'pass'>): Promise<void> {
    if (!this.#open || !this.isTracked) return;
    await this.shelf.putFix({ pass: this.#open.pass, ...fix });
    this.#later(AGAIN_MS[1]);
  }

  /** Sends what waits and asks for the newest plan; whoever asks meanwhile waits for the same. */
  sync(): Promise<void> {
    this.#syncing ??= this.#sync().finally(() => {
      this.#syncing = null;
    });
    return this.#syncing;
  }

  /** Sends what could still be taken back at once: a page that goes out of sight does nothing until it is looked at again. */
  async release(): Promise<void> {
    const now = this.clock();
    const held = (await this.#own()).filter((kept) => isHeld(kept, now));
    if (held.length === 0) return;
    for (const kept of held) await this.shelf.putCheckIn({ ...kept, held_until_ms: now });
    this.#tell({ kept: await this.#own() });
    await this.sync();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #sync(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const open = this.#open;
    if (!open) return;
    try {
      await this.#sendCheckIns();
      await this.#sendFixes();
      const told = await this.post.walk(open.pass, open.walk?.version ?? null);
      // Another one was opened meanwhile.
      if (this.#open?.pass !== open.pass) return;
      const before = this.#open.walk;
      const walk: Walk = { ...told, streets: told.streets ?? open.walk?.streets ?? [] };
      this.#open = { pass: open.pass, walk };
      // A page that was left open does not take the place of what another one has opened since.
      if (!before || (await this.shelf.open())?.pass === open.pass) await this.shelf.putOpen(this.#open);
      await this.#clear(walk);
      this.#failures = 0;
      const kept = await this.#own();
      const isNewer = before !== null && walk.version > before.version && !walk.over;
      const changed = isNewer || this.standing.value.changed;
      this.#tell({ phase: 'open', walk, kept, away: false, changed, sentence: null });
    } catch (error) {
      if (this.#open?.pass !== open.pass) return;
      const sentence = this.post.refused(error);
      this.#failures++;
      if (sentence !== null && !this.standing.value.walk) this.#tell({ phase: 'unknown', sentence, away: false });
      else this.#tell({ away: sentence === null, sentence });
    }
    const wait = this.#failures > 0 ? Math.min(AGAIN_MS[1], AGAIN_MS[0] * 2 ** (this.#failures - 1)) : LOOK_MS;
    this.#later(Math.min(wait, ...(this.#failures > 0 ? [] : await this.#holds())));
  }

  /** Sends what may be sent, that of other walks which this phone had open as well. */
  async #sendCheckIns(): Promise<void> {
    const now = this.clock();
    const due = (await this.shelf.checkIns()).filter((kept) => kept.state === 'waiting' && !isHeld(kept, now));
    for (const pass of new Set(due.map((kept) => kept.pass))) {
      const own = due.filter((kept) => kept.pass === pass).slice(0, MOST_ITEMS);
      const told = await this.#answerTo(
        pass,
        own.map(({ item }) => item),
      );
      for (const kept of own) {
        const found = told(kept.item.key);
        if (found) await this.shelf.putCheckIn({ ...kept, ...found });
      }
    }
  }

  /** What the server makes of each; all of it is refused where the pass is. */
  async #answerTo(
    pass: string,
    sent: WalkCheckIn[],
  ): Promise<(key: string) => Pick<KeptCheckIn, 'state' | 'sentence'> | undefined> {
    try {
      const { items } = await this.post.checkIn(pass, sent);
      return (key) => {
        const found = items.find((item) => item.key === key);
        return found && { state: found.state === 'refused' ? 'refused' : 'sent', sentence: found.sentence };
      };
    } catch (error) {
      const sentence = this.post.refused(error);
      if (sentence === null) throw error;
      return () => ({ state: 'refused', sentence });
    }
  }

  async #sendFixes(): Promise<void> {
    for (;;) {
      const fixes = await this.shelf.fixes(MOST_FIXES);
      const pass = fixes[0]?.pass;
      if (pass === undefined) return;
      const others = fixes.findIndex((fix) => fix.pass !== pass);
      const own = others < 0 ? fixes : fixes.slice(0, others);
      const items = own.map(({ recorded_at, centre, accuracy_m }) => ({ recorded_at, centre, accuracy_m }));
      await this.post.track(pass, items).catch((error: unknown) => {
        // What the server must not have is not kept here either.
        if (this.post.refused(error) === null) throw error;
      });
      await this.shelf.dropFixes(own.at(-1)!.order);
    }
  }

  /** What the server's own answer holds need not be kept here. */
  async #clear(walk: Walk): Promise<void> {
    const known = new Set(walk.check_ins.map(({ key }) => key));
    for (const { item } of await this.#own()) if (known.has(item.key)) await this.shelf.dropCheckIn(item.key);
  }

  /** Forgets what was answered long ago about walks that are open no longer. */
  async #tidy(): Promise<void> {
    const old = (await this.shelf.checkIns()).filter(
      ({ pass, state, item }) =>
        pass !== this.#open?.pass && state !== 'waiting' && this.clock() - Date.parse(item.at) > OTHERS_MS,
    );
    for (const { item } of old) await this.shelf.dropCheckIn(item.key);
  }

  async #own(): Promise<KeptCheckIn[]> {
    return (await this.shelf.checkIns()).filter(({ pass }) => pass === this.#open?.pass);
  }

  /** Waits until check-ins that can still be taken back may be sent, ms. */
  async #holds(): Promise<number[]> {
    const now = this.clock();
    return (await this.#own())
      .filter(({ state }) => state === 'waiting')
      .map((kept) => (isHeld(kept, now) ? kept.held_until_ms - now : 0));
  }

  /** Goes on after so long, or sooner where that was to be. */
  #later(wait_ms: number): void {
    const at = this.clock() + wait_ms;
    if (this.#timer !== undefined && this.#at <= at) return;
    clearTimeout(this.#timer);
    this.#at = at;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.sync();
    }, wait_ms);
  }
  #at = 0;

  #tell(change: Partial<WalkStanding>): void {
    this.standing.set({ ...this.standing.value, ...change });
  }
}

/** Whether a check-in can still be taken back; a clock that was set back holds none for longer. */
export function isHeld({ state, held_until_ms }: KeptCheckIn, now_ms: number): boolean {
  return state === 'waiting' && held_until_ms > now_ms && held_until_ms - now_ms <= HELD_MS;
}
