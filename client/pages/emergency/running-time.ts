import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Time between two renders, ms: what runs by the minute is never more than this behind. */
const STEP_MS = 10_000;

/** Renders its element again and again, so that times on it run. */
export class RunningTime implements ReactiveController {
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  /** Now by the clock of this machine, ms since 1970. */
  get now(): number {
    return Date.now();
  }

  hostConnected(): void {
    this.#timer = setInterval(() => this.host.requestUpdate(), STEP_MS);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }
}
