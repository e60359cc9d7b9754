import type { Camera } from '../../state/store.ts';
import { type Goals, nextTurn, wantedAt, withLeg } from './course.ts';
import { cameraAt, type Leg, movesUntil } from './flight.ts';

/** A picture that takes longer than this is no flight: so many in a row, and the camera cuts from then on. */
const slow_ms = 120;
const slowPictures = 3;
/** A browser's timers hold no more, and a wall that sleeps looks again. */
const longest_ms = 60_000;

/** What a director goes by, and moves. */
export interface DirectorHost {
  /** The server's clock, ms. */
  clock(): number;
  /** Width of what the whole wall sees, pixels. */
  span(): number;
  /** The camera stands here from now on. */
  place(camera: Camera): void;
  /** The camera is about to jump. */
  cut(): void;
  /** The camera came to rest. */
  rested(): void;
  reducedMotion(): boolean;
}

/** Brings the camera where it is wanted, by the clock alone; while nothing moves it does nothing. */
export class Director {
  #goals: Goals | null = null;
  #legs: readonly Leg[] = [];
  #placed: Camera | null = null;
  #frame = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #drawn_ms = 0;
  #slow = 0;

  constructor(private readonly host: DirectorHost) {}

  /** True while the camera is under way. */
  get moving(): boolean {
    return this.#frame !== 0;
  }

  get camera(): Camera | null {
    return this.#placed;
  }

  /** True: pictures take long here, as where the processor draws them. */
  get slow(): boolean {
    return this.#slow >= slowPictures;
  }

  /** False: flights are cuts. */
  get motion(): boolean {
    return !this.slow && !this.host.reducedMotion();
  }

  /** From now on the camera is wanted by these goals. */
  follow(goals: Goals): void {
    this.#goals = goals;
    this.#look();
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#frame = 0;
  }

  #look(): void {
    if (!this.#goals) return;
    const now = this.host.clock();
    const legs = withLeg(this.#legs, wantedAt(this.#goals, now), now);
    const isNew = legs !== this.#legs;
    this.#legs = legs;
    clearTimeout(this.#timer);
    const next = nextTurn(this.#goals, now);
    if (next !== null) this.#timer = setTimeout(() => this.#look(), Math.min(longest_ms, next - now));
    if (!isNew) return;
    if (this.#placed && !this.motion) this.#cut();
    else if (this.#frame === 0) this.#step(0);
  }

  /** Another picture on the way, and the next one. */
  #step(drawn_ms: number): void {
    this.#frame = 0;
    const now = this.host.clock();
    if (drawn_ms > 0 && this.#drawn_ms > 0) this.#slow = drawn_ms - this.#drawn_ms > slow_ms ? this.#slow + 1 : 0;
    this.#drawn_ms = drawn_ms;
    this.#place(cameraAt(this.#legs, now, this.host.span(), this.motion));
    if (this.motion && now < movesUntil(this.#legs)) {
      this.#frame = requestAnimationFrame((time) => this.#step(time));
    } else {
      this.#drawn_ms = 0;
      this.host.rested();
    }
  }

  #cut(): void {
    this.host.cut();
    this.#place(cameraAt(this.#legs, this.host.clock(), this.host.span(), false));
    this.host.rested();
  }

  #place(camera: Camera): void {
    if (camera === this.#placed) return;
    this.#placed = camera;
    this.host.place(camera);
  }
}
