import type { ServerResponse } from 'node:http';
import type { FeedRow } from './feed.ts';
import { changesText, eventText, helloText, type Reach } from './frames.ts';

/** The rows of the feed that are kept in memory for screens that come back, and the most that a screen is told of what it missed. */
export const MOST_MISSED = 5000;
/** What a connection may hold unsent, in bytes, beside what it is given at the beginning. A screen that reads too slowly is let go and resumes. */
const MOST_UNSENT = 2 ** 20;

/** Where a screen's events are written: an answer whose head was sent. */
export type Outlet = Pick<ServerResponse, 'write' | 'end' | 'destroy' | 'destroyed' | 'writableLength'>;

/** An open screen. */
export interface Screen extends Reach {
  outlet: Outlet;
  /** Digest of its credential, hexadecimal. */
  credential: string;
}

/** Screens of the same reach, which get the same bytes; of each the bytes that its connection held unsent when it joined. */
interface Group {
  reach: Reach;
  screens: Map<Screen, number>;
}

/** The open screens of this process. Nothing here waits: what is published to them and who joins or leaves stand in one order. */
export class Hub {
  readonly #groups = new Map<string, Group>();
  readonly #credentials = new Map<string, number>();
  #recent: FeedRow[] = [];
  #floor = 0;
  #seq = 0;
  #count = 0;

  /** Number of the feed up to which every screen has what concerns it. */
  get seq(): number {
    return this.#seq;
  }

  /** All rows after this number, up to `seq`, are in memory. */
  get floor(): number {
    return this.#floor;
  }

  /** Open screens. */
  get count(): number {
    return this.#count;
  }

  /** Open screens of a credential. */
  countOf(credential: string): number {
    return this.#credentials.get(credential) ?? 0;
  }

  /** The credentials of all open screens. */
  get credentials(): string[] {
    return [...this.#credentials.keys()];
  }

  /** Takes what was in the feed before anybody listened: its newest rows, by rising number. */
  begin(rows: readonly FeedRow[]): void {
    this.#recent = [...rows];
    this.#seq = rows.at(-1)?.seq ?? 0;
    this.#floor = rows[0] ? rows[0].seq - 1 : 0;
  }

  /** Gives the next rows of the feed, by rising number, to whom they concern. */
  publish(rows: readonly FeedRow[]): void {
    const last = rows.at(-1);
    if (!last) return;
    this.#seq = last.seq;
    this.#recent.push(...rows);
    if (this.#recent.length >= 2 * MOST_MISSED) {
      this.#recent = this.#recent.slice(-MOST_MISSED);
      this.#floor = this.#recent[0]!.seq - 1;
    }
    for (const { reach, screens } of this.#groups.values()) this.#send(screens, changesText(reach, rows));
  }

  /**
   * Lets a screen in that has everything up to a number.
   * @param after within `floor` and `seq`; undefined: it begins now, or anew.
   * @param before what it is told first.
   */
  join(screen: Screen, after = this.#seq, before = helloText(after)): void {
    const text = before + changesText(screen, this.#recent.slice(this.#firstAfter(after)));
    screen.outlet.write(Buffer.from(text));
    this.#groupOf(screen).screens.set(screen, screen.outlet.writableLength);
    this.#credentials.set(screen.credential, this.countOf(screen.credential) + 1);
    this.#count += 1;
  }

  /** Forgets a screen whose connection is closed. */
  leave(screen: Screen): void {
    const key = keyOf(screen);
    const group = this.#groups.get(key);
    if (!group?.screens.delete(screen)) return;
    if (group.screens.size === 0) this.#groups.delete(key);
    const left = this.countOf(screen.credential) - 1;
    if (left > 0) this.#credentials.set(screen.credential, left);
    else this.#credentials.delete(screen.credential);
    this.#count -= 1;
  }

  /** Says that the feed lives, and up to which number everything was sent. */
  beat(): void {
    this.#sendAll(eventText('beat', '{}', this.#seq));
  }

  /** Says that something else than incidents may have changed. */
  news(): void {
    this.#sendAll(eventText('news', '{}'));
  }

  /**
   * Takes what a credential may see now: its screens that show other areas than before ask anew.
   * @param areas null: nothing, it is over; its screens are closed.
   */
  admit(credential: string, areas: readonly string[] | null): void {
    for (const screen of this.#screensOf(credential)) {
      if (areas === null) {
        this.leave(screen);
        screen.outlet.end(eventText('bye', '{}'));
      } else if (keyOf({ ...screen, areas }) !== keyOf(screen)) {
        this.leave(screen);
        screen.areas = areas;
        this.join(screen, this.#seq, eventText('reset', '{}', this.#seq));
      }
    }
  }

  /** Ends every connection; screens resume elsewhere, or here later. */
  close(): void {
    for (const screen of this.#all()) {
      this.leave(screen);
      screen.outlet.end();
    }
  }

  #all(): Screen[] {
    return [...this.#groups.values()].flatMap(({ screens }) => [...screens.keys()]);
  }

  #screensOf(credential: string): Screen[] {
    return this.#all().filter((screen) => screen.credential === credential);
  }

  #sendAll(text: string): void {
    for (const { screens } of this.#groups.values()) this.#send(screens, text);
  }

  /** The same bytes for all of them. */
  #send(screens: Group['screens'], text: string): void {
    if (text === '') return;
    const bytes = Buffer.from(text);
    for (const [screen, begun_with] of screens) {
      if (screen.outlet.writableLength > begun_with + MOST_UNSENT) {
        this.leave(screen);
        screen.outlet.destroy();
      } else screen.outlet.write(bytes);
    }
  }

  #groupOf({ areas, coarse }: Reach): Group {
    const key = keyOf({ areas, coarse });
    const group = this.#groups.get(key) ?? { reach: { areas, coarse }, screens: new Map() };
    this.#groups.set(key, group);
    return group;
  }

  /** Place in `#recent` of the first row after a number. */
  #firstAfter(after: number): number {
    let place = this.#recent.length;
    while (place > 0 && this.#recent[place - 1]!.seq > after) place--;
    return place;
  }
}

function keyOf({ areas, coarse }: Reach): string {
  return JSON.stringify([coarse, ...[...areas].sort()]);
}
