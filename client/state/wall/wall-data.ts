import {
  MOST_MOVES,
  type OwnWall,
  type WallFigures,
  type WallMove,
  type WallMoves,
} from '../../../server/api/wall/schema.ts';
import type { LiveEventMessage, LiveFeed } from '../live.ts';
import { Signal } from '../signals.ts';

/** What a wall asks the server. */
export interface WallQuestions {
  own(): Promise<OwnWall>;
  figures(): Promise<WallFigures>;
  /** Moves of the last 24 hours, or those after an event. */
  moves(after?: number): Promise<WallMoves>;
}

/** What the wall's data need; tests hand in their own. */
export interface WallDataOptions {
  ask: WallQuestions;
  feed: Pick<LiveFeed, 'subscribe'>;
  /** The server's clock, ms. */
  now: () => number;
  /** The server no longer knows the screen's token. */
  refused: () => void;
  /** What was asked for is to be kept for a start without a server. */
  keep: (name: 'own' | 'figures' | 'moves', value: unknown) => void;
  /** Whether an error says that the token is over, not that the server is away. */
  isRefusal: (error: unknown) => boolean;
}

/** Least time between two questions of each kind, ms: with ten changes a second a screen asks once for all of them. */
const PACE_MS = { own: 200, figures: 5000, moves: 1000 } as const;
/** While nothing changes, figures still do by the time alone. */
const AGED_MS = 60_000;
/** First wait before a question that failed is asked again, and the longest, ms. */
const AGAIN_MS = [2000, 30_000] as const;
const DAY_MS = 86_400_000;
/** Numbers by which a question reaches back: events are numbered as they are written, and some are committed after later ones. */
const BACK = 200;

type Kind = keyof typeof PACE_MS;

/**
 * What a wall shows, asked for when the feed says that it changed. What is here stays until something newer is: a server that is away
 * takes nothing off the screen.
 */
export class WallData {
  readonly own = new Signal<OwnWall | null>(null);
  readonly figures = new Signal<WallFigures | null>(null);
  /** Of the last 24 hours, oldest first. */
  readonly moves = new Signal<readonly WallMove[]>([]);
  /** Moves that came last, which the screen has not shown yet; none of those that it began with. */
  readonly news = new Signal<readonly WallMove[]>([]);
  readonly #options: WallDataOptions;
  readonly #timers = new Map<Kind, ReturnType<typeof setTimeout>>();
  readonly #asked = new Map<Kind, number>();
  readonly #failures = new Map<Kind, number>();
  readonly #busy = new Set<Kind>();
  /** Asked for while the same question was on its way. */
  readonly #again = new Set<Kind>();
  #ends: (() => void)[] = [];
  #aged: ReturnType<typeof setInterval> | undefined;
  /** True once moves were asked for: what comes then is new. */
  #begun = false;

  constructor(options: WallDataOptions) {
    this.#options = options;
  }

  /** Shows what was kept until the server answers. */
  recall({ own, figures, moves }: { own: OwnWall; figures: WallFigures | null; moves: readonly WallMove[] }): void {
    this.own.set(own);
    this.figures.set(figures);
    this.moves.set(moves);
  }

  /** Asks for everything and goes on with the feed. */
  start(): void {
    this.#ends = [this.#options.feed.subscribe((event) => this.#heard(event))];
    this.#aged = setInterval(() => this.#want('figures'), AGED_MS);
    this.renew();
  }

  stop(): void {
    for (const end of this.#ends) end();
    this.#ends = [];
    clearInterval(this.#aged);
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  /** Asks for the wall anew: the code of its remote control is over. */
  renewOwn(): void {
    this.#want('own');
  }

  /** Asks for everything anew: after a sleep, or when the feed missed too much. */
  renew(): void {
    this.#begun = false;
    this.#asked.clear();
    for (const kind of ['own', 'figures', 'moves'] as const) this.#want(kind);
  }

  #heard(event: LiveEventMessage): void {
    if (event.event === 'change') {
      this.#want('moves');
      this.#want('figures');
    } else if (event.event === 'wall') {
      const wall = this.own.value?.wall;
      if (event.wall.wall_id === wall?.id && event.wall.version > wall.version) this.#want('own');
    } else if (event.event === 'emergency') this.#want('own');
    else if (event.event === 'reset') this.renew();
    else this.#want('figures');
  }

  /** Asks at once, or when the pace allows it. */
  #want(kind: Kind): void {
    if (this.#busy.has(kind)) this.#again.add(kind);
    else if (!this.#timers.has(kind)) {
      this.#later(kind, this.#asked.has(kind) ? this.#wait(kind) : 0);
    }
  }

  /** Figures are asked for on marks of the server's clock, so that all screens of a wall have the same ones. */
  #wait(kind: Kind): number {
    if (kind === 'figures') return PACE_MS.figures - (this.#options.now() % PACE_MS.figures);
    return Math.max(0, this.#asked.get(kind)! + PACE_MS[kind] - performance.now());
  }

  #later(kind: Kind, wait_ms: number): void {
    clearTimeout(this.#timers.get(kind));
    const timer = setTimeout(() => {
      this.#timers.delete(kind);
      void this.#ask(kind);
    }, wait_ms);
    this.#timers.set(kind, timer);
  }

  async #ask(kind: Kind): Promise<void> {
    this.#busy.add(kind);
    this.#asked.set(kind, performance.now());
    try {
      await this.#answer(kind);
      this.#failures.delete(kind);
    } catch (error) {
      if (this.#options.isRefusal(error)) this.#options.refused();
      else this.#fail(kind);
    }
    this.#busy.delete(kind);
    if (this.#ends.length > 0 && this.#again.delete(kind)) this.#want(kind);
  }

  #fail(kind: Kind): void {
    const failures = this.#failures.get(kind) ?? 0;
    this.#failures.set(kind, failures + 1);
    if (this.#ends.length > 0) this.#later(kind, Math.min(AGAIN_MS[1], AGAIN_MS[0] * 2 ** failures));
  }

  async #answer(kind: Kind): Promise<void> {
    const { ask, keep } = this.#options;
    if (kind === 'own') {
      const own = await ask.own();
      this.own.set(own);
      keep('own', own);
    } else if (kind === 'figures') {
      this.figures.set(await ask.figures());
      keep('figures', this.figures.value);
    } else {
      await this.#moved(this.#begun);
      keep('moves', this.moves.value);
    }
  }

  async #moved(goesOn: boolean): Promise<void> {
    const last = this.moves.value.reduce((highest, { id }) => Math.max(highest, id), 0);
    const { items } = await this.#options.ask.moves(goesOn ? Math.max(0, last - BACK) : undefined);
    this.#begun = true;
    const held = goesOn ? this.moves.value : [];
    const known = new Set(held.map(({ id }) => id));
    const fresh = items.filter(({ id }) => !known.has(id));
    if (goesOn && fresh.length === 0) return;
    const since = this.#options.now() - DAY_MS;
    const all = [...held, ...fresh].filter(({ at }) => Date.parse(at) >= since).sort(byTime);
    this.moves.set(all.slice(-MOST_MOVES));
    if (goesOn) this.news.set(fresh);
  }
}

/** Events that an import brings in one go are numbered by incident, not by time. Times are ISO 8601, all in UTC. */
function byTime(a: WallMove, b: WallMove): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : a.id - b.id;
}
