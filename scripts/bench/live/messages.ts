/** A screen of the bench. */
export interface ScreenPlan {
  /** Value of a Cookie header. */
  cookie: string;
  /** Prefixes of the codes of the areas that it shows. */
  areas: string[];
}

/** A row of the feed as it should have come. */
export interface ExpectedRow {
  seq: number;
  area_code: string | null;
}

/** What the bench tells a process of screens. */
export type ToScreens =
  | { kind: 'start'; ports: number[]; base: number; screens: ScreenPlan[] }
  /** A server was killed, or all is well again since then; ms of the clock. */
  | { kind: 'killed'; at: number }
  | { kind: 'healed'; at: number }
  /** Screens drop and come back at random from now on, or no more. */
  | { kind: 'drop'; on: boolean }
  | { kind: 'count'; rows: ExpectedRow[] };

/** Histograms by what a change had to wait for; see `Waits`. */
export type WaitPairs = Record<Wait, [number, number][]>;
/**
 * What a change had to wait for. calm: nothing. killed: a server was away, but not this screen's. outage: this screen's server
 * was. dropped: the screen itself was away.
 */
export const waits = ['calm', 'killed', 'outage', 'dropped'] as const;
export type Wait = (typeof waits)[number];

/** What a process of screens tells the bench. */
export type FromScreens =
  /** How many of its screens have an open feed; told every second. */
  | { kind: 'open'; count: number }
  | {
      kind: 'counted';
      missed: number;
      doubled: number;
      disordered: number;
      got: number;
      resets: number;
      drops: number;
      resumes: number;
      waits: WaitPairs;
    };
