import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Time left as mm:ss, rounded up to the second: 04:05; 00:00 when it is over. */
export function formatLeft(left_ms: number): string {
  const seconds = Math.max(0, Math.ceil(left_ms / 1000));
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}

/** The span of an opening, ISO 8601. */
interface Span {
  opened_at: string;
  expires_at: string;
}

/**
 * Milliseconds until something closes, never more than it lasts at all: a clock that runs behind the server's would keep it open
 * for longer.
 */
export function timeLeft({ opened_at, expires_at }: Span, now: number): number {
  return Math.min(Date.parse(expires_at) - now, Date.parse(expires_at) - Date.parse(opened_at));
}

/** Counts down to the end of an opening, rendering its element every second, and says once that it is over. */
export class TimeLeft implements ReactiveController {
  left_ms = 0;
  #span: Span | null = null;
  /** When it ends by the clock of this machine. */
  #ends = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly over: () => void,
    private readonly now: () => number = () => Date.now(),
  ) {
    host.addController(this);
  }

  /** Follows an opening; null stops. The same one again changes nothing. */
  follow(span: Span | null): void {
    if (span?.opened_at === this.#span?.opened_at && span?.expires_at === this.#span?.expires_at) return;
    this.#span = span;
    if (span) {
      this.left_ms = timeLeft(span, this.now());
      this.#ends = this.now() + this.left_ms;
    }
    this.#start();
  }

  hostConnected(): void {
    this.#start();
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }

  #start(): void {
    clearInterval(this.#timer);
    if (this.#span) this.#timer = setInterval(() => this.#tick(), 1000);
  }

  #tick(): void {
    this.left_ms = this.#ends - this.now();
    if (this.left_ms <= 0) {
      clearInterval(this.#timer);
      this.#span = null;
      this.over();
    }
    this.host.requestUpdate();
  }
}
