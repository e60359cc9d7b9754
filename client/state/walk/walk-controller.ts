import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { parseSection } from '../section.ts';
import { TrackRecorder } from './track-recorder.ts';
import { WalkDesk, type WalkStanding } from './walk-desk.ts';
import { serverPost } from './walk-post.ts';
import { browserShelf } from './walk-shelf.ts';

/** What became of a sign that was scanned or typed. */
export type SignOutcome = { kind: 'taken'; name: string } | { kind: 'unknown' } | { kind: 'insecure' };

/** The walk of this phone on its page: opens what the address names, sends when the network is back, and ends the track with the shift. */
export class WalkController implements ReactiveController {
  /** What became of the sign that was scanned or typed last; null: none was. */
  sign: SignOutcome | null = null;
  /** True: that one was scanned, so that the address named it. */
  isScanned = false;
  readonly desk = new WalkDesk(browserShelf(), serverPost);
  readonly track: TrackRecorder;
  #ends: (() => void)[] = [];
  #clock: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    this.track = new TrackRecorder(
      (fix) => void this.desk.fix(fix),
      () => host.requestUpdate(),
    );
    host.addController(this);
  }

  get standing(): WalkStanding {
    return this.desk.standing.value;
  }

  hostConnected(): void {
    const look = () => {
      void (document.visibilityState === 'visible' ? this.desk.sync() : this.desk.release());
    };
    const named = () => void this.#open();
    window.addEventListener('online', look);
    document.addEventListener('visibilitychange', look);
    window.addEventListener('hashchange', named);
    this.#ends = [
      this.desk.standing.subscribe(() => this.host.requestUpdate()),
      () => window.removeEventListener('online', look),
      () => document.removeEventListener('visibilitychange', look),
      () => window.removeEventListener('hashchange', named),
    ];
    // What is late changes with time alone.
    this.#clock = setInterval(() => {
      if (!this.desk.isTracked) this.track.stop();
      this.host.requestUpdate();
    }, 15_000);
    void this.#open();
    registerWorker();
  }

  hostDisconnected(): void {
    for (const end of this.#ends) end();
    clearInterval(this.#clock);
    this.track.stop();
    this.desk.stop();
  }

  /** Checks in by the code of a sign, typed or scanned. */
  async enterSign(code: string, isScanned = false): Promise<SignOutcome> {
    const digest = await digestOf(code);
    const stop = digest === null ? null : await this.desk.scanned(digest);
    this.sign =
      digest === null ? { kind: 'insecure' } : stop ? { kind: 'taken', name: stop.name } : { kind: 'unknown' };
    this.isScanned = isScanned;
    this.host.requestUpdate();
    return this.sign;
  }

  /** Opens what the address names, and takes it out of there: a key must not stay in the list of pages that were seen. */
  async #open(): Promise<void> {
    const { pass = null, point } = parseSection(location.hash).rest;
    if (pass !== null || point !== undefined) history.replaceState(null, '', location.pathname);
    if (pass !== null || this.standing.phase === 'starting') await this.desk.begin(pass);
    if (point !== undefined) await this.enterSign(point, true);
  }
}

/** SHA-256 in hex of a sign's code as it is printed, without spaces and in capitals; null where this browser cannot. */
async function digestOf(code: string): Promise<string | null> {
  // Browsers have it over https and on the machine itself only.
  if (!globalThis.crypto?.subtle) return null;
  const plain = code.replace(/[\s-]/g, '').toUpperCase();
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(plain));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function registerWorker(): void {
  if (!import.meta.env.PROD) return;
  void navigator.serviceWorker
    ?.register('/walk-worker.js', { scope: '/walk' })
    .catch((error: Error) => console.warn(`The walk cannot be opened without its server: ${error.message}`));
}
