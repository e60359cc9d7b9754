import type { WallMove } from '../../../server/api/wall/schema.ts';
import type { LonLat } from '../../../server/api/wire.ts';
import { wallTime } from '../../format/time.ts';
import { replayAt } from '../../state/wall/replay.ts';
import type { Lights, LitMap, Spark } from './lights.ts';

/** What is played and lit. */
export interface Played {
  moves: readonly WallMove[];
  since_ms: number;
  replay_s: number | null;
  time_zone: string;
  routes: readonly (readonly LonLat[])[];
}

/** What a show needs around it. */
export interface LightShowHost {
  /** Null while there is no map. */
  map(): LitMap | null;
  played(): Played | null;
  /** The server's clock, ms. */
  clock(): number;
  /** False: nothing moves but what is played. */
  motion(): boolean;
}

/** Draws the lights as often as they change, and not at all while they stand. */
export class LightShow {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly lights: Lights,
    private readonly host: LightShowHost,
  ) {}

  /** Adds lights and draws once: after a silence hundreds come together. */
  add(sparks: readonly Spark[]): void {
    for (const spark of sparks) this.lights.add(spark);
    this.draw();
  }

  /** The picture beneath changed its place. */
  moved(): void {
    this.lights.moved();
    this.draw();
  }

  /** Draws now, and again when something will have changed. */
  draw(): void {
    clearTimeout(this.#timer);
    const map = this.host.map();
    const played = this.host.played();
    if (!map || !played) return;
    const now_ms = this.host.clock();
    const { moves, since_ms, replay_s, time_zone, routes } = played;
    const replay = replay_s === null ? null : replayAt(moves, since_ms, now_ms, replay_s);
    const daylight = replay ? daylightAt(wallTime(new Date(replay.at_ms).toISOString(), time_zone).time) : 0;
    const lit = { now_ms, replay, daylight, routes, motion: this.host.motion() };
    this.lights.draw(map, lit);
    const pace = this.lights.pace(lit);
    if (pace !== null) this.#timer = setTimeout(() => this.draw(), pace);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

/** Share of daylight at a local time `HH:MM`: it dawns from five to eight and dusks from five to eight. */
export function daylightAt(time: string): number {
  const [hour, minute] = time.split(':').map(Number) as [number, number];
  const noon_h = Math.abs(hour + minute / 60 - 12.5);
  return Math.min(1, Math.max(0, (7.5 - noon_h) / 3));
}
