import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { ServerProcess } from '../bench/live/server-process.ts';
import { loseContext } from './losses.ts';
import { pageTime } from './page-record.ts';
import { takePicture } from './picture.ts';
import type { SoakSettings } from './settings.ts';
import type { Watch } from './watch.ts';

/** What a course drives. */
export interface CourseOptions {
  server: Pick<ServerProcess, 'start' | 'kill'>;
  page: Page;
  watch: Watch;
  settings: Pick<SoakSettings, 'minutes' | 'losses' | 'rotation_s'>;
  /** Where pictures are put. */
  folder: string;
  say: (line: string) => void;
}

/** When the server restarts, and when it goes away, as shares of the run; how long it stays away, ms, at most a tenth of the run. */
const RESTART_AT = 0.4;
const AWAY_AT = 0.6;
const AWAY_MS = 60_000;
/** How long a page gets to find its server again, before its complaints count, ms. */
const BACK_MS = 35_000;
/** Pictures, minutes. */
const PICTURE_MIN = 10;
/**
 * Looks, minutes: scenes turn every 20 s, something urgent comes every minute and a context is lost every three, so that a look each
 * minute would meet all of them at the same moment, such as the middle of a flight, and after a delay at another one.
 */
const LOOK_MIN = 37 / 60;
/** A context is taken away so long after a change of scene, ms: what is drawn then is drawn because of the loss. */
const STEADY_MS = 6000;

interface Step {
  at_ms: number;
  work: () => Promise<void>;
}

/** What happens to a wall, and when. */
export class Course {
  constructor(private readonly options: CourseOptions) {}

  /** Runs it to the end. Steps whose time has come while another lasted follow at once. */
  async run(): Promise<void> {
    const begun = Date.now();
    for (const { at_ms, work } of this.steps()) {
      await pause(Math.max(0, begun + at_ms - Date.now()));
      await work();
    }
  }

  /** All that happens, in order of time. */
  steps(): Step[] {
    const { minutes, losses } = this.options.settings;
    const run_ms = minutes * 60_000;
    const every = (step_min: number, work: () => Promise<void>) =>
      Array.from({ length: Math.floor(minutes / step_min) }, (_, at) => ({
        at_ms: (at + 1) * step_min * 60_000,
        work,
      }));
    return [
      ...Array.from({ length: losses }, (_, at) => ({
        at_ms: ((at + 1) / (losses + 1)) * run_ms,
        work: () => this.lose(at % 2 === 0),
      })),
      { at_ms: RESTART_AT * run_ms, work: () => this.restart(0) },
      { at_ms: AWAY_AT * run_ms, work: () => this.restart(Math.min(AWAY_MS, run_ms / 10)) },
      ...every(LOOK_MIN, () => this.look()),
      ...every(Math.min(PICTURE_MIN, minutes / 2), () => this.picture()),
    ].sort((a, b) => a.at_ms - b.at_ms);
  }

  private async look(): Promise<void> {
    this.options.say(await this.options.watch.look());
  }

  private async picture(why = 'view'): Promise<void> {
    const { page, watch, folder } = this.options;
    const from_ms = await pageTime(page);
    const name = `${watch.minute.toFixed(1).padStart(6, '0')}-${why}.png`;
    if (!(await takePicture(page, path.join(folder, name)))) watch.empty.push(name);
    watch.busy({ from_ms, to_ms: await pageTime(page) });
  }

  private async lose(isRestored: boolean): Promise<void> {
    const { page, watch, say } = this.options;
    await this.steady();
    const repair = await loseContext(page, isRestored);
    watch.repairs.push(repair);
    watch.busy(repair);
    const ended = repair.took_ms === null ? 'not repaired' : `repaired in ${repair.took_ms.toFixed(0)} ms`;
    say(`context ${isRestored ? 'lost and given back' : 'lost for good'}: ${ended}`);
    await this.picture('repaired');
  }

  /** Resolves some seconds after the next change of scene. */
  private async steady(): Promise<void> {
    const { page, settings } = this.options;
    await page.evaluate(
      (longest_ms) =>
        new Promise<void>((resolve) => {
          const { scene } = document.documentElement.dataset;
          const observer = new MutationObserver(() => {
            if (document.documentElement.dataset.scene === scene) return;
            observer.disconnect();
            resolve();
          });
          observer.observe(document.documentElement, { attributeFilter: ['data-scene'] });
          setTimeout(resolve, longest_ms);
        }),
      settings.rotation_s * 1000,
    );
    await pause(STEADY_MS);
  }

  private async restart(away_ms: number): Promise<void> {
    const { server, watch, say } = this.options;
    watch.isServerAway = true;
    await server.kill();
    await pause(away_ms);
    await server.start();
    say(`the server was away for ${Math.round(away_ms / 1000)} s and is back`);
    await pause(BACK_MS);
    watch.isServerAway = false;
  }
}
