import { wallTime } from '../../format/time.ts';
import { live, type Standing } from '../live.ts';
import type { Signal } from '../signals.ts';

/** What of its wall says when a screen is to load anew. */
export interface UpkeepFacts {
  /** The server's clock, ms. */
  now_ms: number;
  /** Screens that were loaded before then load anew; the server's clock, ms. */
  reload_at_ms: number | null;
  /** Number of the screen, from 1. */
  part: number;
  /** IANA name. */
  time_zone: string;
}

/** What the page of a wall hands to its upkeep. */
export interface UpkeepOptions {
  /** Runs work at the next change of scene, when nobody reads. */
  between: (work: () => void) => void;
  /** The machine slept, its clock jumped, or the page is seen again: clock and data are to be asked anew. */
  onWake: () => void;
  /** Null until the server was asked. */
  facts: () => UpkeepFacts | null;
}

/** What the upkeep needs of a browser; tests hand in their own. */
export interface UpkeepBrowser {
  page: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;
  /** Where errors arrive that nobody caught. */
  window: Pick<Window, 'addEventListener' | 'removeEventListener'>;
  standing: Pick<Signal<Standing>, 'value' | 'subscribe'>;
  /** Address of the script that this page runs; null where it cannot be told. */
  ownScript: () => string | null;
  /** The text at an address, from the server and not from what the browser kept. @throws where the server does not give it. */
  text: (address: string) => Promise<string>;
  reload: () => void;
  /** Asks the browser to leave the screen on; where it refuses, the machine's settings do. */
  keepAwake: () => void;
}

/** Time between two looks, and by how much a look may be late before the machine must have slept, ms. */
const LOOK_MS = 5000;
const JUMP_MS = 10_000;
/** Time between two questions whether the server has a newer page, ms. */
const BUILD_MS = 5 * 60_000;
/** A page is never loaded anew sooner than this after it was loaded, ms: a fault that stays must not make the screen flicker. */
const LEAST_UP_MS = 60_000;
const LEAST_UP_FAULTY_MS = 10 * 60_000;
/** So many errors within so long, ms, and the page is taken for broken. */
const ERRORS = 3;
const ERRORS_MS = 60_000;
/** A scene that stands for longer, pinned or broken, no longer holds a reload up, ms. */
const LONGEST_WAIT_MS = 10 * 60_000;
/**
 * When a page that ran all day is loaded anew, minutes of the local day; each further screen of a wall so many minutes later, that
 * it is never dark as a whole. Who missed it by more than an hour waits for the next night.
 */
const QUIET_MIN = 4 * 60 + 30;
const QUIET_STEP_MIN = 2;
const QUIET_LENGTH_MIN = 60;

/**
 * Keeps the page of a wall fit for weeks. It is loaded anew when the server has another build of it, when somebody asked for it from
 * afar, once a night, and when it fails again and again; always between two scenes, and only when the server has just given the page
 * and its script. A server that is away therefore takes nothing off the screen.
 */
export class Upkeep {
  readonly #options: UpkeepOptions;
  readonly #browser: UpkeepBrowser;
  readonly #loaded = Date.now();
  readonly #ends: (() => void)[] = [];
  #looked = Date.now();
  #built = Date.now();
  #isOutdated = false;
  #isFaulty = false;
  #isBroken = false;
  #errors: number[] = [];
  /** True while a reload waits for the next change of scene. */
  #isWanted = false;
  #late: ReturnType<typeof setTimeout> | undefined;

  constructor(options: UpkeepOptions, browser: UpkeepBrowser) {
    this.#options = options;
    this.#browser = browser;
    const { page, window, standing } = browser;
    const timer = setInterval(() => this.#look(), LOOK_MS);
    const listen = (target: typeof page | typeof window, kind: string, listener: () => void) => {
      target.addEventListener(kind, listener);
      this.#ends.push(() => target.removeEventListener(kind, listener));
    };
    listen(page, 'visibilitychange', () => this.#seen());
    listen(window, 'error', () => this.#failed());
    listen(window, 'unhandledrejection', () => this.#failed());
    this.#ends.push(
      () => clearInterval(timer),
      standing.subscribe(({ state }) => {
        if (state === 'live') void this.#askBuild();
      }),
    );
    browser.keepAwake();
  }

  /** The page cannot be mended: loads it anew without waiting for a scene, and tries until the server gives it. */
  reloadSoon(): void {
    this.#isBroken = true;
    if (Date.now() - this.#loaded >= LEAST_UP_MS) void this.#reload();
  }

  /** Ends it. */
  stop(): void {
    clearTimeout(this.#late);
    for (const end of this.#ends.splice(0)) end();
  }

  #seen(): void {
    if (this.#browser.page.visibilityState === 'hidden') return;
    this.#looked = Date.now();
    this.#browser.keepAwake();
    this.#options.onWake();
  }

  #failed(): void {
    const now = Date.now();
    this.#errors = [...this.#errors, now].filter((at) => now - at < ERRORS_MS).slice(-ERRORS);
    if (this.#errors.length < ERRORS) return;
    this.#isFaulty = true;
    void this.#askBuild();
  }

  #look(): void {
    const now = Date.now();
    const late_ms = Math.abs(now - this.#looked - LOOK_MS);
    this.#looked = now;
    // Browsers let the timers of a hidden page rest.
    if (late_ms > JUMP_MS && this.#browser.page.visibilityState === 'visible') this.#options.onWake();
    if (now - this.#built >= BUILD_MS) void this.#askBuild();
    if (this.#isBroken && now - this.#loaded >= LEAST_UP_MS) void this.#reload();
    else if (this.#isDue(now)) this.#want();
  }

  #isDue(now: number): boolean {
    const up_ms = now - this.#loaded;
    if (up_ms < LEAST_UP_MS) return false;
    if (this.#isOutdated || (this.#isFaulty && up_ms >= LEAST_UP_FAULTY_MS)) return true;
    const facts = this.#options.facts();
    return facts !== null && (isCalled(facts, up_ms) || isQuietHour(facts, up_ms));
  }

  /** Compares the script that the server's page names with the one that runs here. */
  async #askBuild(): Promise<void> {
    this.#built = Date.now();
    const own = this.#browser.ownScript();
    try {
      const served = scriptOf(await this.#browser.text('/wall'));
      this.#isOutdated = own !== null && served !== null && served !== own;
    } catch {
      // The server is away: what runs here goes on.
    }
  }

  #want(): void {
    if (this.#isWanted) return;
    this.#isWanted = true;
    const work = () => {
      if (this.#isWanted) void this.#reload();
    };
    this.#options.between(work);
    this.#late = setTimeout(work, LONGEST_WAIT_MS);
  }

  async #reload(): Promise<void> {
    this.#isWanted = false;
    clearTimeout(this.#late);
    try {
      const script = scriptOf(await this.#browser.text('/wall'));
      if (script === null) return;
      await this.#browser.text(script);
    } catch {
      // Tried again at the next change of scene.
      return;
    }
    this.#browser.reload();
  }
}

/** Somebody asked all screens to load anew, and this one has not since. */
function isCalled({ now_ms, reload_at_ms }: UpkeepFacts, up_ms: number): boolean {
  return reload_at_ms !== null && now_ms >= reload_at_ms && now_ms - up_ms < reload_at_ms;
}

function isQuietHour({ now_ms, part, time_zone }: UpkeepFacts, up_ms: number): boolean {
  const [hours, minutes] = wallTime(new Date(now_ms).toISOString(), time_zone).time.split(':').map(Number);
  const since_min = hours! * 60 + minutes! - QUIET_MIN - (part - 1) * QUIET_STEP_MIN;
  return since_min >= 0 && since_min < QUIET_LENGTH_MIN && up_ms > (since_min + 1) * 60_000;
}

/** Address of the script that a page of ours begins with; null where it is another page. */
export function scriptOf(html: string): string | null {
  return /<script type="module"[^>]*\ssrc="(\/[^"]+)"/.exec(html)?.[1] ?? null;
}

let running: Upkeep | null = null;

/** Loads this page anew, whose upkeep runs, as it cannot be mended otherwise; see `Upkeep.reloadSoon`. */
export function reloadCarefully(): void {
  running?.reloadSoon();
}

/**
 * Begins the upkeep of this page, with the worker that shows it when the server is away.
 * @returns ends it.
 */
export function startUpkeep(options: UpkeepOptions): () => void {
  const upkeep = new Upkeep(options, {
    page: document,
    window,
    standing: live.standing,
    ownScript: () => document.querySelector('script[type="module"][src]')?.getAttribute('src') ?? null,
    text: freshText,
    reload: () => location.reload(),
    keepAwake: () => void navigator.wakeLock?.request('screen').catch(() => {}),
  });
  running = upkeep;
  // Browsers have workers over https and on the machine itself; elsewhere a screen that starts needs its server.
  if (import.meta.env.PROD) {
    void navigator.serviceWorker
      ?.register('/wall-worker.js', { scope: '/wall' })
      .catch((error: Error) => console.warn(`The wall cannot start without its server: ${error.message}`));
  }
  return () => upkeep.stop();
}

/** Longest time that a page or script may take, ms. */
const PATIENCE_MS = 20_000;

async function freshText(address: string): Promise<string> {
  const answer = await fetch(address, { cache: 'no-cache', signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return answer.text();
}
