import type { LonLat } from '../../../server/api/wire.ts';

/** The way along streets between two places; null: none leads there. */
export type WayBetween = (from: LonLat, to: LonLat) => Promise<LonLat[] | null>;

/** A street as it is drawn: the corners that were set, and the way between each and the next. */
export interface StreetDraft {
  corners: readonly LonLat[];
  /** One fewer than the corners. */
  ways: readonly (readonly LonLat[])[];
}

/** What stands on the map of a street that is drawn. */
export interface DrawnLine {
  line: LonLat[];
  /** True: a piece of it follows no street. */
  straight: boolean;
  /** True: it has as many corners as a street can have. */
  full: boolean;
  /** True: something of it can be taken back. */
  undoable: boolean;
}

/** Nothing drawn yet. */
export const emptyDraft: StreetDraft = { corners: [], ways: [] };

/** Most corners that a street has; a longer one is several streets. */
export const most_corners = 40;

/** The whole line, without a corner twice. */
export function draftLine({ corners, ways }: StreetDraft): LonLat[] {
  if (ways.length === 0) return [...corners];
  return ways.flatMap((way, index) => (index === 0 ? way : way.slice(1)));
}

/** A kept street with handles to move it by: its ends, and places between them so that none is very far from the next. */
export function draftOf(line: readonly LonLat[], handles = 4): StreetDraft {
  const parts = Math.max(1, Math.min(handles, line.length) - 1);
  const cuts = Array.from({ length: parts + 1 }, (_, part) => Math.round((part * (line.length - 1)) / parts));
  return {
    corners: cuts.map((cut) => line[cut]!),
    ways: cuts.slice(1).map((cut, part) => line.slice(cuts[part]!, cut + 1)),
  };
}

/** Draws a street corner by corner: the ways between them follow the streets, straight where none leads there. */
export class StreetDrawing {
  #draft: StreetDraft = emptyDraft;
  /** Ways of it that follow no street. */
  readonly #straight = new WeakSet<readonly LonLat[]>();
  /** Ways that stand until the one along the streets comes. */
  readonly #awaited = new WeakSet<readonly LonLat[]>();
  /** What stood before each change, the last one at the end. */
  #before: StreetDraft[] = [];

  /**
   * @param way asks for the way between two corners
   * @param changed hears of every change, and whether any way of it is straight because none follows the streets
   */
  constructor(
    private readonly way: WayBetween,
    private readonly changed: (draft: StreetDraft, straight: boolean) => void,
  ) {}

  get draft(): StreetDraft {
    return this.#draft;
  }

  /** Whether any way of it follows no street. */
  get isStraight(): boolean {
    return this.#draft.ways.some((way) => this.#straight.has(way));
  }

  /** Whether it has as many corners as a street can have: no other is set. */
  get isFull(): boolean {
    return this.#draft.corners.length >= most_corners;
  }

  /** Whether a change, or a corner that stood from the beginning, can be taken back. */
  get isUndoable(): boolean {
    return this.#before.length > 0 || this.#draft.corners.length > 0;
  }

  /** Begins with a draft. @param goesOn true: it takes the place of what was drawn, which can be brought back */
  begin(draft: StreetDraft, goesOn = false): void {
    if (goesOn) this.#change(draft);
    else {
      this.#before = [];
      this.#set(draft);
    }
  }

  /** Sets another corner at the end. */
  async add(corner: LonLat): Promise<void> {
    const { corners, ways } = this.#draft;
    const last = corners.at(-1);
    if (this.isFull || (last && last[0] === corner[0] && last[1] === corner[1])) return;
    if (!last) {
      this.#change({ corners: [corner], ways: [] });
      return;
    }
    this.#change({ corners: [...corners, corner], ways: [...ways, [last, corner]] });
    await this.#follow([corners.length - 1]);
  }

  /** Moves a corner; the ways on both sides follow. */
  async move(index: number, corner: LonLat): Promise<void> {
    const { corners, ways } = this.#draft;
    const moved = corners.map((own, place) => (place === index ? corner : own));
    const touched = [index - 1, index].filter((place) => place >= 0 && place < ways.length);
    this.#change({
      corners: moved,
      ways: ways.map((way, place) => (touched.includes(place) ? straight(moved, place) : way)),
    });
    await this.#follow(touched);
  }

  /** Takes a corner away; its neighbours are joined by a way of their own. */
  async drop(index: number): Promise<void> {
    const { corners, ways } = this.#draft;
    const left = corners.filter((_, place) => place !== index);
    const inner = index > 0 && index < corners.length - 1;
    const kept = ways.filter((_, place) => place !== (index === 0 ? 0 : index - 1));
    if (!inner) {
      this.#change({ corners: left, ways: left.length > 1 ? kept : [] });
      return;
    }
    this.#change({
      corners: left,
      ways: kept.map((way, place) => (place === index - 1 ? straight(left, place) : way)),
    });
    await this.#follow([index - 1]);
  }

  /** Takes the last change back; where there is none, the last corner of what it began with. */
  async undo(): Promise<void> {
    const before = this.#before.pop();
    if (!before) {
      const { corners, ways } = this.#draft;
      this.#set({ corners: corners.slice(0, -1), ways: ways.slice(0, -1) });
      return;
    }
    const { corners } = before;
    // A way may have come only after the change.
    const ways = before.ways.map((way, place) => this.#wayOf(corners[place]!, corners[place + 1]!) ?? way);
    this.#set({ corners, ways });
    await this.#follow(ways.flatMap((way, place) => (this.#awaited.has(way) ? [place] : [])));
  }

  /** The way between two corners that are neighbours now. */
  #wayOf(from: LonLat, to: LonLat): readonly LonLat[] | undefined {
    const { corners, ways } = this.#draft;
    return ways[corners.findIndex((corner, at) => corner === from && corners[at + 1] === to)];
  }

  /** Asks for the ways at these places; an answer whose corners are no longer neighbours is not taken. */
  async #follow(places: readonly number[]): Promise<void> {
    const { corners, ways: standing } = this.#draft;
    await Promise.all(
      places.map(async (place) => {
        const [from, to] = [corners[place]!, corners[place + 1]!];
        this.#awaited.add(standing[place]!);
        const line = await this.way(from, to).catch(() => null);
        const now = this.#draft.corners.findIndex(
          (corner, at) => corner === from && this.#draft.corners[at + 1] === to,
        );
        if (now < 0) return;
        const ways = this.#draft.ways.map((way, at) => (at === now && line && line.length > 1 ? line : way));
        if (line === null) {
          this.#straight.add(ways[now]!);
          this.#awaited.delete(ways[now]!);
        }
        this.#set({ corners: this.#draft.corners, ways });
      }),
    );
  }

  #change(draft: StreetDraft): void {
    this.#before.push(this.#draft);
    this.#set(draft);
  }

  #set(draft: StreetDraft): void {
    this.#draft = draft;
    this.changed(draft, this.isStraight);
  }
}

function straight(corners: readonly LonLat[], place: number): LonLat[] {
  return [corners[place]!, corners[place + 1]!];
}
