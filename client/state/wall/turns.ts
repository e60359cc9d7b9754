import { type Programme, type Showing, showing } from './programme.ts';

/** A second and a little: a timer that comes early would find the same second once more. */
const AFTER_MS = 2;
const SECOND_MS = 1000;

/** What the turns of scenes need; tests hand in their own. */
export interface TurnsOptions {
  /** Null while nothing is known of the wall. */
  programme: () => Programme | null;
  /** The server's clock, ms. */
  now: () => number;
  /** Another scene is shown, or the same one anew; null: there is none. */
  turned: (shown: Showing | null) => void;
  /** A second of the server's clock has begun. */
  ticked: (now_ms: number) => void;
}

/** Follows the server's clock: tells every change of scene at its moment, and every second. */
export class Turns {
  readonly #options: TurnsOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #shown: Showing | null = null;
  #second = 0;

  constructor(options: TurnsOptions) {
    this.#options = options;
  }

  /** What is shown now; null before anything is. */
  get shown(): Showing | null {
    return this.#shown;
  }

  start(): void {
    this.look();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Looks at the clock: after the wall, its clock or its scenes changed, too. */
  look(): void {
    clearTimeout(this.#timer);
    const programme = this.#options.programme();
    const now_ms = this.#options.now();
    const next = programme && showing(programme, now_ms);
    const before = this.#shown;
    this.#shown = next;
    if (next?.scene !== before?.scene || changed(next, before)) this.#options.turned(next);
    const second = Math.floor(now_ms / SECOND_MS);
    if (second !== this.#second) {
      this.#second = second;
      this.#options.ticked(now_ms);
    }
    this.#timer = setTimeout(() => this.look(), this.#wait(programme, next, now_ms));
  }

  /** Time until the next second, scene or command, ms. */
  #wait(programme: Programme | null, next: Showing | null, now_ms: number): number {
    const { from_ms, turn, pinned, focus, identify_until_ms } = programme?.state ?? {};
    const moments = [
      ...[next?.until_ms, from_ms, turn?.at_ms, identify_until_ms],
      ...[pinned?.at_ms, pinned?.until_ms, focus?.at_ms, focus?.until_ms],
    ].filter((moment): moment is number => typeof moment === 'number' && moment > now_ms);
    const tick = (Math.floor(now_ms / SECOND_MS) + 1) * SECOND_MS;
    return Math.max(1, Math.min(tick + AFTER_MS, ...moments) - now_ms);
  }
}

/** Whether a scene began anew, or stands for longer or shorter. */
function changed(next: Showing | null, before: Showing | null): boolean {
  return (
    next?.since_ms !== before?.since_ms ||
    next?.until_ms !== before?.until_ms ||
    next?.why !== before?.why ||
    next?.turning.join() !== before?.turning.join()
  );
}
